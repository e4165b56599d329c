/** Windows of a test's own beside Keyrack's, in the same program: what a page can do there, a page that was taken over could. */
import type { Page } from "@playwright/test";
import type { BrowserWindowConstructorOptions } from "electron";
import type { RunningApp } from "./app.ts";

/** With these preferences a page can send anything it likes, past the preload. */
export const rawAccess = { nodeIntegration: true, contextIsolation: false, sandbox: false };

/** Opens one and waits until its page is there. */
export async function openWindow(
  { app }: RunningApp,
  url: string,
  webPreferences: BrowserWindowConstructorOptions["webPreferences"],
): Promise<Page> {
  const opened = app.waitForEvent("window");
  await app.evaluate(
    ({ BrowserWindow }, options) => {
      const window = new BrowserWindow({ show: false, webPreferences: options.webPreferences });
      void window.loadURL(options.url);
    },
    { url, webPreferences: webPreferences ?? {} },
  );
  const page = await opened;
  await page.waitForLoadState();
  return page;
}

/** Takes it away. */
export async function closeWindow({ app }: RunningApp, page: Page): Promise<void> {
  const window = await app.browserWindow(page);
  await window.evaluate((one) => one.destroy());
}
