/** What end-to-end specs start from: `test` with apps that end with it, and what a failure leaves to look at. */
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { test as base, type TestInfo } from "@playwright/test";
import { type LaunchOptions, launchApp, type RunningApp } from "./app.ts";
import { type Desktop, openDesktop } from "./desktop.ts";

/** `launchApp` and `openDesktop` for the length of one test. */
export interface Fixtures {
  launch: (options?: LaunchOptions) => Promise<RunningApp>;
  desktop: typeof openDesktop;
}

/** Playwright's `test` with our fixtures. */
export const test = base.extend<Fixtures>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the parameter's pattern to learn what a fixture needs.
  desktop: async ({}, use) => {
    const opened: Desktop[] = [];
    await use(async (keyring) => {
      const desktop = await openDesktop(keyring);
      opened.push(desktop);
      return desktop;
    });
    for (const desktop of opened) await desktop.close();
  },
  // Asks for `desktop` so as to be ended before it: Chromium aborts when its session bus goes away.
  launch: async ({ desktop: _first }, use, info) => {
    const launched: RunningApp[] = [];
    await use(async (options) => {
      const running = await launchApp(options);
      launched.push(running);
      return running;
    });
    for (const running of launched) {
      await attach(running, info);
      await running.kill();
    }
    // Only now: a restarted app has the profile of the one before it.
    for (const { profile } of launched) removeProfile(profile);
  },
});

/** Removes a profile; the helpers of a killed app may write into it for a moment yet. */
function removeProfile(profile: string): void {
  rmSync(profile, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 });
}

/** One app for all tests of a file or `describe`, where a start for each would cost more than it proves. */
export function sharedApp(options?: () => LaunchOptions | Promise<LaunchOptions>): () => RunningApp {
  let running: RunningApp | undefined;
  base.beforeAll(async () => {
    running = await launchApp(await options?.());
  });
  // biome-ignore lint/correctness/noEmptyPattern: as above.
  base.afterEach(async ({}, info) => {
    if (running) await attach(running, info);
  });
  base.afterAll(async () => {
    await running?.kill();
    if (running) removeProfile(running.profile);
  });
  return () => {
    if (!running) throw new Error("The app is not launched yet.");
    return running;
  };
}

/** Keeps the window's picture and the program's output of a test that failed, in its folder under test-results. */
async function attach(running: RunningApp, info: TestInfo): Promise<void> {
  if (info.status === info.expectedStatus) return;
  const name = `app-${info.attachments.length}`;
  const path = (suffix: string) => info.outputPath(`${name}${suffix}`);
  mkdirSync(info.outputDir, { recursive: true });
  writeFileSync(path(".log"), running.output());
  await info.attach(`${name} output`, { path: path(".log"), contentType: "text/plain" });
  if (running.window.isClosed()) return;
  const taken = await running.window.screenshot({ path: path(".png"), timeout: 5_000 }).catch(() => null);
  if (taken) await info.attach(`${name} window`, { path: path(".png"), contentType: "image/png" });
}
