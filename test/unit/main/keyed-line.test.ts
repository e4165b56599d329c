/** The lines with the key itself do what they say: curl and a shell run them against the real service, dotenv reads them. */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { parse as parseDotenv } from "dotenv";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { type KeyedLine, keyedLine } from "../../../src-main/keyed-line.ts";
import { keyrackHeader } from "../../support/capabilities.ts";
import { signInDirectly } from "../../support/direct-admin.ts";
import { startLocalService, type TestService } from "../../support/local-service.ts";
import { makeSnippetTools, type SnippetTools } from "../../support/snippet-tools.ts";

vi.setConfig({ testTimeout: 30_000 });

let service: TestService;
let value: string;
let tools: SnippetTools;
const variable = "INVENTORY_SYNC_API_KEY";

beforeAll(async () => {
  tools = makeSnippetTools();
  service = await startLocalService();
  value = (await (await signInDirectly(service)).create("Lines")).key;
});
afterAll(async () => {
  tools.remove();
  await service.close();
});

type Change = Partial<KeyedLine> & { origin?: string; warehouseId?: string | null };

function line({ origin = service.origin, warehouseId = "wh_rotterdam", ...change }: Change = {}): string {
  const given = { kind: "curl", value, variable, header: keyrackHeader, api: { origin, warehouseId }, ...change };
  const made = keyedLine(given as KeyedLine);
  if (made === null) throw new Error("There is no such line.");
  return made;
}

test("curl with the key is answered with 200, with another one 401", async () => {
  const good = await tools.run("sh", ["-c", line()]);
  expect(good).toMatchObject({ code: 0, stdout: expect.stringMatching(/Rotterdam[\s\S]*\n200\n$/) });
  const bad = await tools.run("sh", ["-c", line({ value: `${value.slice(0, -1)}~` })]);
  expect(bad.stdout).toMatch(/invalid-key[\s\S]*\n401\n$/);
});

test("without a warehouse it is left to be filled in", async () => {
  for (const warehouseId of [null, "", "倉庫", "a\nb", " a"]) {
    expect(line({ warehouseId })).toContain("X-Warehouse-Id: {warehouse_id}");
  }
  expect((await tools.run("sh", ["-c", line({ warehouseId: null })])).stdout).toMatch(/\n404\n$/);
});

test("the export sets the variable that the default call reads", async () => {
  const call = `curl ${service.origin}/api/v1/keys/self -H "Authorization: ApiKey $${variable}"`;
  const answer = await tools.run("sh", ["-c", `${line({ kind: "export" })}\n${call}`]);
  expect(answer.stdout).toMatch(/\n200\n$/);
});

test("dotenv reads the .env line", () => {
  expect(parseDotenv(line({ kind: "env" }))).toEqual({ [variable]: value });
});

test("whatever the key and the warehouse are called, curl sends them as they are and the shell runs nothing of them", async () => {
  const echo = createServer(({ headers }, response) => {
    response.end(JSON.stringify([headers.authorization, headers["x-warehouse-id"]]));
  });
  await new Promise<void>((done) => echo.listen(0, "127.0.0.1", done));
  const origin = `http://127.0.0.1:${(echo.address() as AddressInfo).port}`;
  const text = fc.stringMatching(/^[!-~](?:[ -~]{0,20}[!-~])?$/);
  const odd = ["it's", 'say "hi"', "$HOME `id` $(id)", "back\\", "!!", "{a}[b]"].map((one): [string, string] => [
    one,
    one,
  ]);
  try {
    await fc.assert(
      fc.asyncProperty(text, text, async (key, warehouseId) => {
        const { stdout } = await tools.run("sh", ["-c", line({ origin, value: key, warehouseId })]);
        expect(JSON.parse(stdout.replace(/\n200\n$/, ""))).toEqual([`ApiKey ${key}`, warehouseId]);
      }),
      { numRuns: 30, examples: odd },
    );
  } finally {
    echo.close();
  }
});

test("a key that no line carries has none", () => {
  for (const kind of ["curl", "env", "export"] as const) {
    for (const odd of ["line\nbreak", "ключ", "a\0b"]) {
      const api = { origin: "https://a.example", warehouseId: "wh_1" };
      expect(keyedLine({ kind, value: odd, variable, header: keyrackHeader, api })).toBeNull();
    }
  }
});

test("an address with brackets is one address", () => {
  expect(line({ origin: "http://[::1]:8080" })).toMatch(/^curl -g 'http:\/\/\[::1\]:8080\/api\/v1\/inbound' \\\n/);
});

test("for an API of one's own the key goes in the server's own header, to an address to be put in", async () => {
  const echo = createServer(({ headers }, response) => {
    response.end(
      JSON.stringify([headers["x-api-key"], headers.authorization ?? null, headers["x-warehouse-id"] ?? null]),
    );
  });
  await new Promise<void>((done) => echo.listen(0, "127.0.0.1", done));
  const written = line({ api: null, header: { name: "x-api-key", scheme: null }, value: "it's $HOME" });
  try {
    const own = written.replace(
      "https://api.example.com/",
      `http://127.0.0.1:${(echo.address() as AddressInfo).port}/`,
    );
    expect(own).not.toBe(written);
    const { stdout } = await tools.run("sh", ["-c", own]);
    expect(JSON.parse(stdout.replace(/\n200\n$/, ""))).toEqual(["it's $HOME", null, null]);
  } finally {
    echo.close();
  }
});
