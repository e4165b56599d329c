/** How the window's files are served: with the policy, scripts only once main can answer, and by whichever call this Electron has. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeEach, describe, expect, test, vi } from "vitest";

/** What either kind of Electron answered with, in the same words. */
interface Served {
  found: boolean;
  headers: Record<string, string>;
}

type Ask = (url: string, method?: string) => Promise<Served>;

const protocol: Record<string, unknown> = {};
vi.mock("electron", () => ({ protocol }));
const { serveApp } = await import("../../../src-main/desktop/app-protocol.ts");

const folder = mkdtempSync(join(tmpdir(), "keyrack-page-"));
writeFileSync(join(folder, "index.html"), "<!doctype html>");
writeFileSync(join(folder, "page.js"), "export {};");
afterAll(() => rmSync(folder, { recursive: true, force: true }));

beforeEach(() => {
  for (const name of Object.keys(protocol)) delete protocol[name];
});

function byFiles(ready: Promise<unknown>): Ask {
  type Answer = { path?: string; error?: number; headers?: Record<string, string> };
  let handler: (request: { url: string; method: string }, answer: (given: Answer) => void) => void = () => {};
  protocol.registerFileProtocol = (_: string, given: typeof handler) => {
    handler = given;
  };
  serveApp(folder, ready);
  return (url, method = "GET") =>
    new Promise((resolve) => {
      handler({ url, method }, ({ path, headers = {} }) => resolve({ found: path !== undefined, headers }));
    });
}

function byResponses(ready: Promise<unknown>): Ask {
  let handler: (request: { url: string; method: string }) => Promise<Response> = async () => Response.error();
  protocol.handle = (_: string, given: typeof handler) => {
    handler = given;
  };
  serveApp(folder, ready);
  return async (url, method = "GET") => {
    const { ok, headers } = await handler({ url, method });
    return { found: ok, headers: Object.fromEntries(headers) };
  };
}

describe.each([
  ["as files", byFiles],
  ["as responses, where Electron has no other call any more", byResponses],
])("%s", (_, serve) => {
  test("the page comes at once, with the policy", async () => {
    const served = await serve(new Promise(() => {}))("app://keyrack/");
    expect(served.found).toBe(true);
    expect(served.headers["content-type"]).toBe("text/html; charset=utf-8");
    expect(served.headers["content-security-policy"]).toContain("default-src 'none'");
    expect(served.headers["x-content-type-options"]).toBe("nosniff");
  });

  test("a script waits until main can answer", async () => {
    let give = () => {};
    const ask = serve(
      new Promise<void>((resolve) => {
        give = resolve;
      }),
    );
    let served: Served | null = null;
    const asked = ask("app://keyrack/page.js").then((answer) => {
      served = answer;
    });
    await ask("app://keyrack/");
    expect(served).toBeNull();
    give();
    await asked;
    expect(served).toMatchObject({ found: true, headers: { "content-type": "text/javascript; charset=utf-8" } });
  });

  test.each([
    ["app://keyrack/..%2fmain%2findex.js", "GET"],
    ["app://keyrack/missing.txt", "GET"],
    ["app://keyrack/", "POST"],
  ])("%s by %s is not there", async (url, method) => {
    expect((await serve(Promise.resolve())(url, method)).found).toBe(false);
  });
});
