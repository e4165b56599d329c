/** Every window there is, not the main one alone: isolated, sandboxed, without Node, and no click of any button leads out of it. */
import { expect, type Page } from "@playwright/test";
import { sharedApp, test } from "../support/e2e.ts";
import { openPalette } from "../support/palette.ts";
import { startUnreliableServer, type UnreliableServer } from "../support/unreliable-server.ts";
import { useLocalWorkspace } from "../support/walk.ts";

const running = sharedApp();
let server: UnreliableServer;
let pages: Page[];
test.beforeAll(async () => {
  server = await startUnreliableServer(null);
  await useLocalWorkspace(running().window);
  pages = [running().window, await openPalette(running())];
});
test.afterAll(() => server.close());

test("each window is isolated and sandboxed and has no Node", async () => {
  const { app } = running();
  for (const page of pages) {
    const browserWindow = await app.browserWindow(page);
    const preferences = await browserWindow.evaluate(({ webContents }) => {
      // Not in Electron's types, but on every release up to now.
      const reader = webContents as unknown as { getLastWebPreferences?(): object; _getLastWebPreferences?(): object };
      return reader.getLastWebPreferences?.() ?? reader._getLastWebPreferences?.();
    });
    expect(preferences, page.url()).toMatchObject({ contextIsolation: true, sandbox: true, nodeIntegration: false });
  }
  expect(pages.map((page) => page.url())).toEqual(["app://keyrack/", "app://keyrack/quick-copy.html"]);
});

for (const button of ["left", "middle"] as const) {
  test(`a link under the ${button} button leads nowhere`, async () => {
    const { app } = running();
    const { window } = running();
    await window.evaluate((href) => {
      const link = document.createElement("a");
      link.href = href;
      link.target = "_blank";
      link.textContent = "out";
      link.style.cssText = "position:fixed;inset:0;z-index:9999";
      (globalThis as unknown as { clicked: string[] }).clicked = [];
      for (const kind of ["click", "auxclick"]) {
        link.addEventListener(kind, () => (globalThis as unknown as { clicked: string[] }).clicked.push(kind));
      }
      document.body.append(link);
    }, `${server.origin}/out`);
    await window.getByRole("link", { name: "out" }).click({ button });
    // The click did arrive, and by default it would have opened a window.
    const clicked = () => window.evaluate(() => (globalThis as unknown as { clicked: string[] }).clicked);
    await expect.poll(clicked).toEqual([button === "left" ? "click" : "auxclick"]);
    await window.evaluate(() => document.querySelector("a[target=_blank]")?.remove());
    const urls = await app.evaluate(({ webContents }) => webContents.getAllWebContents().map((one) => one.getURL()));
    expect(urls.sort()).toEqual(["app://keyrack/", "app://keyrack/quick-copy.html"]);
    expect(server.requests).toEqual([]);
  });
}
