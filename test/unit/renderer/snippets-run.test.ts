/** The instructions for using a key do what they say: each is run as written, against the real service. */
import { parse as parseDotenv } from "dotenv";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { parse as parseYaml } from "yaml";
import { type SnippetInput, snippetText } from "../../../src-renderer/store/usage-snippet.ts";
import { keyrackHeader } from "../../support/capabilities.ts";
import { signInDirectly } from "../../support/direct-admin.ts";
import { startLocalService, type TestService } from "../../support/local-service.ts";
import { makeSnippetTools, pythonObstacle, type SnippetTools } from "../../support/snippet-tools.ts";

vi.setConfig({ testTimeout: 30_000 });

let service: TestService;
let key: string;
let tools: SnippetTools;
const variable = "INVENTORY_SYNC_API_KEY";

beforeAll(async () => {
  tools = makeSnippetTools();
  service = await startLocalService();
  key = (await (await signInDirectly(service)).create("Snippets")).key;
});
afterAll(async () => {
  tools.remove();
  await service.close();
});

const input = (change: Partial<SnippetInput> = {}): SnippetInput => ({
  api: { origin: service.origin, warehouseId: "wh_rotterdam" },
  header: keyrackHeader,
  variable,
  ...change,
});

describe("with the key in the variable the answer is 200, without it 401:", () => {
  test.each(["curl", "javascript", "github-actions", "compose"] as const)("%s", async (kind) => {
    const good = await tools.runSnippet(kind, input(), { [variable]: key });
    expect(good.code).toBe(0);
    expect(good.stdout).toMatch(/\b200\b/);
    expect(good.stdout).toContain("Rotterdam");
    const bad = await tools.runSnippet(kind, input());
    expect(bad.stdout).toMatch(/\b401\b/);
    expect(bad.stdout).toContain("invalid-key");
    // Where nobody looks at the answer, a refusal is a failure.
    expect(bad.code === 0).toBe(kind === "curl" || kind === "javascript");
  });

  test("shell, where the export is the variable", async () => {
    const good = await tools.runSnippet("shell", input({ key }));
    expect(good).toMatchObject({ code: 0, stdout: expect.stringMatching(/Rotterdam[\s\S]*\n200\n$/) });
    const withoutExport = snippetText("shell", input({ key })).split("\n").slice(1).join("\n");
    expect((await tools.run("sh", ["-c", withoutExport])).stdout).toMatch(/\n401\n$/);
    const notFilledIn = await tools.runSnippet("shell", input(), { [variable]: key });
    expect(notFilledIn.stdout).toMatch(/\n401\n$/);
  });

  test(".env, read by dotenv and put into curl's environment", async () => {
    const filledIn = parseDotenv(snippetText("env", input({ key })));
    expect(filledIn).toEqual({ [variable]: key });
    expect((await tools.runSnippet("curl", input(), filledIn)).stdout).toMatch(/\n200\n$/);
    const notFilledIn = parseDotenv(snippetText("env", input()));
    expect((await tools.runSnippet("curl", input(), notFilledIn)).stdout).toMatch(/\n401\n$/);
  });

  test.skipIf(pythonObstacle !== null)(`python${pythonObstacle ? ` (skipped: ${pythonObstacle})` : ""}`, async () => {
    const python = (variables: Record<string, string>) =>
      tools.run("python3", ["-c", snippetText("python", input())], { ...variables, PYTHONDONTWRITEBYTECODE: "1" });
    const good = await python({ [variable]: key });
    expect(good).toMatchObject({ code: 0, stdout: expect.stringContaining("Rotterdam") });
    expect((await python({ [variable]: "krk_wrong" })).stderr).toContain("401 Client Error");
    // Python says itself which variable is missing, before it asks anybody.
    expect((await python({})).stderr).toContain(`KeyError: '${variable}'`);
  });
});

describe("structure", () => {
  test("a step of GitHub Actions takes the key from the secrets", () => {
    const [step, ...others] = parseYaml(snippetText("github-actions", input({ key })));
    expect(others).toEqual([]);
    expect(step.env).toEqual({ [variable]: `\${{ secrets.${variable} }}` });
    expect(step.run).toContain(`Authorization: ApiKey $${variable}`);
    expect(step.run).toContain("X-Warehouse-Id: wh_rotterdam");
  });
  test("a service of Docker Compose takes the key from outside and will not start without it", () => {
    const { inbound, ...others } = parseYaml(snippetText("compose", input({ key }))).services;
    expect(others).toEqual({});
    expect(inbound.environment).toEqual({ [variable]: `\${${variable}:?}` });
    expect(inbound.entrypoint).toEqual(["/bin/sh", "-c"]);
    expect(inbound.command).toHaveLength(1);
  });
  test.each(["NO", "y", "null", "On"])("a variable named %s stays a name in YAML 1.1", (name) => {
    const read = (kind: "github-actions" | "compose") =>
      parseYaml(snippetText(kind, input({ variable: name })), { version: "1.1" });
    expect(read("github-actions")[0].env).toHaveProperty(name);
    expect(read("compose").services.inbound.environment).toHaveProperty(name);
  });
  test("only the .env line and the export hold the key", () => {
    for (const kind of ["curl", "javascript", "python", "github-actions", "compose"] as const) {
      expect(snippetText(kind, input({ key }))).not.toContain(key);
    }
    expect(snippetText("env", input())).toBe(`${variable}={key}`);
  });
});
