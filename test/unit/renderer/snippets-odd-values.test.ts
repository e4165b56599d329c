/** Whatever a warehouse, an address or a key is called, every instruction sends it as it is and runs nothing of it. */
import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { parse as parseDotenv } from "dotenv";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { snippetKinds, snippetText } from "../../../src-renderer/store/usage-snippet.ts";
import { keyrackHeader } from "../../support/capabilities.ts";
import { commandOf, makeSnippetTools, pythonObstacle, type SnippetTools } from "../../support/snippet-tools.ts";

vi.setConfig({ testTimeout: 30_000 });

/** A call of the guide's. */
const call = (origin: string, warehouseId: string | null, rest: { variable?: string; key?: string } = {}) => ({
  api: { origin, warehouseId },
  header: keyrackHeader,
  ...rest,
});

let tools: SnippetTools;
/** Answers with what it was asked. */
let echo: Server;
let origin: string;

beforeAll(async () => {
  tools = makeSnippetTools();
  echo = createServer((request, response) => {
    const { authorization, "x-warehouse-id": warehouse } = request.headers;
    response.writeHead(200, { "content-type": "application/json" });
    response.end(JSON.stringify({ authorization, warehouse, url: request.url }));
  });
  await new Promise<void>((done) => echo.listen(0, "127.0.0.1", done));
  origin = `http://127.0.0.1:${(echo.address() as AddressInfo).port}`;
});
afterAll(() => {
  echo.close();
  tools.remove();
});

describe("a real server gets", () => {
  test.each([
    "it's",
    'say "hi"',
    "$HOME `id` $(id)",
    "back\\slash\\n",
    "!history! #comment",
    `\${{ secrets.OTHER }} $$ \${HOME}`,
    "a: b, {c} [d] %20 & | ; <x>",
    "~",
  ])("the warehouse %s", async (warehouseId) => {
    for (const kind of ["curl", "shell", "javascript", "github-actions", "compose"] as const) {
      const { stdout } = await tools.runSnippet(kind, call(origin, warehouseId, { key: "krk_x" }), {
        API_KEY: "krk_x",
      });
      const expected = { authorization: "ApiKey krk_x", warehouse: warehouseId, url: "/api/v1/inbound" };
      expect(readAnswer(stdout)).toEqual(expected);
    }
  });

  test("a key with odd characters, out of the shell's export; dotenv reads the same", async () => {
    for (const key of ["a b$HOME#c!", "it's", "both ' and \"", "back\\"]) {
      const answer = await tools.runSnippet("shell", call(origin, "wh_1", { key }));
      expect(readAnswer(answer.stdout)).toMatchObject({ authorization: `ApiKey ${key}` });
      const read = parseDotenv(snippetText("env", call(origin, null, { key })));
      // No quotes carry these two everywhere, so they are left to be filled in.
      expect(read).toEqual({ API_KEY: /["\\]/.test(key) ? "{key}" : key });
    }
  });

  /** The echo's object: curl prints JSON and the status, Node the status and an object as it shows them. */
  function readAnswer(stdout: string): unknown {
    const text = stdout.replace(/^200 /, "").replace(/\n200\n$/, "");
    return text.startsWith('{"') ? JSON.parse(text) : new Function(`return ${text}`)();
  }
});

describe("with random values", () => {
  /** What an address may hold besides letters: https://url.spec.whatwg.org/#forbidden-host-code-point. */
  const address = fc.stringMatching(/^[a-z!"$&'()*+,.;=_`{}~-]{1,12}$/).map((host) => `https://${host}`);
  const warehouse = fc.stringMatching(/^[!-~](?:[ -~]{0,20}[!-~])?$/);
  const input = fc.tuple(address, warehouse).map(([origin, warehouseId]) => call(origin, warehouseId));

  test("every shell command is curl with exactly these arguments", async () => {
    const bin = join(tools.home, "bin");
    mkdirSync(bin);
    writeFileSync(join(bin, "curl"), '#!/bin/sh\nprintf "%s\\\\0" "$@"\n');
    chmodSync(join(bin, "curl"), 0o755);
    const variables = { PATH: `${bin}:/bin:/usr/bin`, API_KEY: "k" };
    await fc.assert(
      fc.asyncProperty(input, async (given) => {
        const commands = (["curl", "github-actions", "compose"] as const).map((kind) => commandOf(kind, given));
        const { stdout } = await tools.run("sh", ["-c", commands.join("\n")], variables);
        const words = stdout.split("\0").filter((word) => word !== "-g" && word !== "--fail-with-body");
        const headers = ["-H", "Authorization: ApiKey k", "-H", `X-Warehouse-Id: ${given.api.warehouseId}`];
        const one = [`${given.api.origin}/api/v1/inbound`, ...headers];
        expect(words).toEqual([...one, ...one, ...one, ""]);
      }),
      { numRuns: 100 },
    );
  }, 60_000);

  test("JavaScript fetches exactly this", async () => {
    type Program = (...values: unknown[]) => Promise<void>;
    const AsyncFunction = (async () => {}).constructor as new (...names: string[]) => Program;
    await fc.assert(
      fc.asyncProperty(input, async (given) => {
        const calls: unknown[] = [];
        const fetched = async (...call: unknown[]) => {
          calls.push(call);
          return new Response("{}");
        };
        const program = new AsyncFunction("fetch", "process", "console", snippetText("javascript", given));
        await program(fetched, { env: { API_KEY: "k" } }, { log() {} });
        const headers = { Authorization: "ApiKey k", "X-Warehouse-Id": given.api.warehouseId };
        expect(calls).toEqual([[`${given.api.origin}/api/v1/inbound`, { headers }]]);
      }),
    );
  });

  const remark = pythonObstacle ? ` (skipped: ${pythonObstacle})` : "";
  test.skipIf(pythonObstacle !== null)(`Python asks for exactly this${remark}`, async () => {
    const samples = fc.sample(input, { numRuns: 200, seed: 5 });
    writeFileSync(
      join(tools.home, "programs.json"),
      JSON.stringify(samples.map((given) => snippetText("python", given))),
    );
    // Reads the programs' strings with Python's own parser.
    const reader = `
import ast, json
for program in json.load(open("programs.json")):
    call = ast.parse(program).body[2].value
    headers = [keyword.value for keyword in call.keywords if keyword.arg == "headers"][0]
    print(json.dumps([ast.literal_eval(call.args[0]), ast.literal_eval(headers.values[1])]))
`;
    const { stdout } = await tools.run("python3", ["-c", reader]);
    const read = stdout
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(read).toEqual(samples.map((given) => [`${given.api.origin}/api/v1/inbound`, given.api.warehouseId]));
  });
});

test.each(["", " ", "a\nb", "a\r\nX-Evil: 1", "倉庫", "a\0", " a"])(
  "the warehouse %j, which no header carries, is the placeholder",
  (warehouseId) => {
    expect(snippetText("curl", call(origin, warehouseId))).toContain("X-Warehouse-Id: {warehouse_id}");
  },
);

test.each(snippetKinds)("$label takes no name, key or address that would be more than one", ({ kind }) => {
  const text = snippetText(kind, call("https://a\nrm", "wh_1", { variable: "X; rm", key: "k\nrm" }));
  expect(text).not.toContain("rm");
  expect(text).toContain("API_KEY");
});
