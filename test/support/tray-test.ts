/** `test` on a desktop with a tray and notifications, both the test's own, and an empty keyring. */
import { type ElectronApplication, expect } from "@playwright/test";
import { test as base } from "./e2e.ts";
import { emptyKeyring } from "./keyring.ts";
import { type NotificationServer, startNotificationServer } from "./notifications.ts";
import { startTrayHost, type TrayHost } from "./tray-host.ts";

/** What such a test is given. */
export interface TrayFixtures {
  host: TrayHost;
  notifications: NotificationServer;
}

/** `test` with a tray host and a notification server on the session bus. */
export const test = base.extend<TrayFixtures>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the parameter's pattern to learn what a fixture needs.
  notifications: async ({}, use) => {
    const server = await startNotificationServer();
    await use(server);
    server.close();
  },
  host: async ({ notifications: _first }, use) => {
    await emptyKeyring();
    const host = await startTrayHost();
    await use(host);
    host.close();
  },
});

/** How many windows the app has, shown or not. */
export function windowCount(app: ElectronApplication): Promise<number> {
  return app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length);
}

/** Closes the window as its close button does. */
export function closeWindow(app: ElectronApplication): Promise<void> {
  return app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());
}

/** Closes the window and waits until it is destroyed and the app waits in the tray. */
export async function closeToTray(app: ElectronApplication): Promise<void> {
  await closeWindow(app);
  await expect.poll(() => windowCount(app), { message: "the window is destroyed" }).toBe(0);
}
