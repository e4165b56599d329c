/** Where keys go to an API of the person's own, each instruction sends the key as its server reads it, once the address is put in. */
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import type { KeyHeader } from "../../../src-preload/contract/server.ts";
import { type SnippetInput, type SnippetKind, snippetText } from "../../../src-renderer/store/usage-snippet.ts";
import { makeSnippetTools, pythonObstacle, type SnippetTools } from "../../support/snippet-tools.ts";

vi.setConfig({ testTimeout: 30_000 });

let tools: SnippetTools;
/** Answers, in text that is no JSON, with the key it was sent. */
let echo: Server;
let origin: string;

beforeAll(async () => {
  tools = makeSnippetTools();
  echo = createServer(({ headers }, response) => {
    const { authorization, "x-api-key": key, "x-warehouse-id": warehouse } = headers;
    response.end(`key <${key ?? authorization}> warehouse <${warehouse}>`);
  });
  await new Promise<void>((done) => echo.listen(0, "127.0.0.1", done));
  origin = `http://127.0.0.1:${(echo.address() as AddressInfo).port}/`;
});
afterAll(() => {
  echo.close();
  tools.remove();
});

const headers: [string, KeyHeader, string][] = [
  ["x-api-key", { name: "x-api-key", scheme: null }, "nw_secret"],
  ["Authorization: Token", { name: "Authorization", scheme: "Token" }, "Token nw_secret"],
  ["Authorization alone", { name: "Authorization", scheme: null }, "nw_secret"],
];
const variables = { API_KEY: "nw_secret" };

/** The snippet with the address put in, as a person does it. */
function filledIn(kind: SnippetKind, input: Pick<SnippetInput, "header" | "key">): string {
  const text = snippetText(kind, { api: null, ...input });
  expect(text.split("https://api.example.com/")).toHaveLength(2);
  return text.replace("https://api.example.com/", origin);
}

test.each(headers)("%s", async (_, header, sent) => {
  const expected = `key <${sent}> warehouse <undefined>`;
  const curl = await tools.run("sh", ["-c", filledIn("curl", { header })], variables);
  expect(curl.stdout).toBe(`${expected}\n200\n`);
  const shell = await tools.run("sh", ["-c", filledIn("shell", { header, key: "nw_secret" })]);
  expect(shell.stdout).toBe(`${expected}\n200\n`);
  const javascript = await tools.run(
    process.execPath,
    ["--input-type=module", "-e", filledIn("javascript", { header })],
    variables,
  );
  expect(javascript.stdout).toBe(`200 ${expected}\n`);
  for (const kind of ["github-actions", "compose"] as const) {
    const { stdout } = await tools.runYaml(kind, filledIn(kind, { header }), variables);
    expect(stdout).toBe(`${expected}\n200\n`);
  }
});

const remark = pythonObstacle ? ` (skipped: ${pythonObstacle})` : "";
test.skipIf(pythonObstacle !== null).each(headers)(`%s with Python${remark}`, async (_, header, sent) => {
  const program = filledIn("python", { header });
  const { stdout } = await tools.run("python3", ["-c", program], { ...variables, PYTHONDONTWRITEBYTECODE: "1" });
  expect(stdout).toBe(`key <${sent}> warehouse <undefined>\n`);
});

test("Python is Python, whether it can be run here or not", async () => {
  for (const [, header] of headers) {
    const program = snippetText("python", { api: null, header });
    const { code, stderr } = await tools.run("python3", ["-c", "import ast, sys; ast.parse(sys.argv[1])", program]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  }
});
