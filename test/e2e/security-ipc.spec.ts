/** Main answers the main frame of our own page and nobody else. */
import { join } from "node:path";
import { expect, type Frame, type Page } from "@playwright/test";
import { type Channel, channels } from "../../src-preload/contract/ipc.ts";
import { root } from "../support/app.ts";
import { readState } from "../support/bridge.ts";
import { sharedApp, test } from "../support/e2e.ts";
import { closeWindow, openWindow, rawAccess } from "../support/test-window.ts";
import { useLocalWorkspace } from "../support/walk.ts";

const running = sharedApp();
const names = Object.keys(channels) as Channel[];
const preload = join(root, "out/preload/index.cjs");

/** Everything the bridge offers, called with `{}`; answers the codes of the failures. */
function callBridge(page: Page | Frame): Promise<string[]> {
  return page.evaluate(async () => {
    type Answer = { ok: boolean; failure?: { code: string } };
    const bridge = (
      globalThis as unknown as { keyrack: Record<string, Record<string, (input: object) => Promise<Answer>>> }
    ).keyrack;
    const calls = Object.entries(bridge)
      .filter(([name]) => name !== "on")
      .flatMap(([, group]) => Object.values(group));
    const answers = await Promise.all(calls.map((call) => call({})));
    return answers.map((answer) => answer.failure?.code ?? "answered");
  });
}

test.beforeAll(async () => {
  await useLocalWorkspace(running().window);
});

test("our preload in a page of another origin is refused on every channel", async () => {
  const page = await openWindow(running(), "data:text/html,<p>foreign</p>", { preload, sandbox: true });
  expect(await callBridge(page)).toEqual(names.map(() => "invalid-input"));
  await closeWindow(running(), page);
});

test("a frame inside a page of our own origin is refused on every channel", async () => {
  // The page is the test's own, under our origin; no frame can be led to an address, but one written in place inherits it.
  await running().app.evaluate(({ session }) => {
    session.fromPartition("frames").protocol.handle("app", () => {
      return new Response('<iframe srcdoc="<p>inner"></iframe>', { headers: { "content-type": "text/html" } });
    });
  });
  const options = { preload, sandbox: true, nodeIntegrationInSubFrames: true, partition: "frames" };
  const page = await openWindow(running(), "app://keyrack/outer", options);
  // The same bridge is answered in the main frame; that it is refused below is because of the frame.
  expect(await readState(page)).toHaveProperty("session");
  await expect.poll(() => page.frames().map((frame) => frame.url())).toContain("about:srcdoc");
  const inner = page.frame({ url: "about:srcdoc" }) as Frame;
  expect(await inner.evaluate(() => globalThis.origin)).toBe("app://keyrack");
  expect(await callBridge(inner)).toEqual(names.map(() => "invalid-input"));
  await closeWindow(running(), page);
});

test("a page of another origin that speaks to main without a preload is refused too", async () => {
  const page = await openWindow(running(), "data:text/html,<p>foreign</p>", rawAccess);
  const codes = await page.evaluate(async (list) => {
    const { ipcRenderer } = (globalThis as unknown as { require(name: string): typeof import("electron") }).require(
      "electron",
    );
    const answers = await Promise.all(list.map((name) => ipcRenderer.invoke(name, {})));
    return answers.map((answer) => answer.failure?.code ?? "answered");
  }, names);
  expect(codes).toEqual(names.map(() => "invalid-input"));
  await closeWindow(running(), page);
});

test("unknown channels have no listener", async () => {
  const page = await openWindow(running(), "app://keyrack/", rawAccess);
  const unknown = [
    "",
    "keys",
    "keys:reveal-all",
    "keys:generate ",
    "KEYS:GENERATE",
    "__proto__",
    "constructor",
    "toString",
  ];
  const answers = await page.evaluate(async (list) => {
    const { require } = globalThis as unknown as { require: NodeJS.Require };
    const { ipcRenderer } = require("electron") as typeof import("electron");
    return Promise.all(
      list.map((name) =>
        ipcRenderer.invoke(name, {}).then(
          () => "answered",
          (error: unknown) => String(error),
        ),
      ),
    );
  }, unknown);
  for (const [index, answer] of answers.entries()) expect(answer, unknown[index]).toContain("No handler registered");
  const listening = await running().app.evaluate(({ ipcMain }) => ipcMain.eventNames().map(String));
  // Electron itself listens to "error", so that a message of that name is no crash.
  expect(listening, "main listens to nothing but the contract's calls").toEqual(["error"]);
  await closeWindow(running(), page);
});
