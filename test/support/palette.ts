/** The quick-copy palette, brought up by a second start as a desktop's own shortcut would do it. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { expect, type Page } from "@playwright/test";
import electron from "electron";
import { launchArguments, launchEnvironment, type RunningApp, root } from "./app.ts";

/** A second start, as a desktop's own shortcut would make it. */
export async function startAgain({ profile }: RunningApp, env: NodeJS.ProcessEnv = {}): Promise<number | null> {
  const second = spawn(electron as unknown as string, launchArguments(["--quick-copy"]), {
    cwd: root,
    env: launchEnvironment(profile, env),
    stdio: "ignore",
  });
  const [code] = await once(second, "exit");
  return code;
}

/** Brings the palette up for the first time and answers its page. */
export async function openPalette(running: RunningApp, env?: NodeJS.ProcessEnv): Promise<Page> {
  const opened = running.app.waitForEvent("window");
  expect(await startAgain(running, env), "the second start hands over and ends").toBe(0);
  const palette = await opened;
  await expectUp(running, palette);
  await expect(palette.getByRole("combobox")).toBeFocused();
  return palette;
}

/** Brings it up again. */
export async function openAgain(running: RunningApp, palette: Page, env?: NodeJS.ProcessEnv): Promise<void> {
  expect(await startAgain(running, env)).toBe(0);
  await expectUp(running, palette);
}

/** Whether a window is on screen and has the focus, as main sees it: Playwright has every page believe so. */
async function standing({ app }: RunningApp, page: Page): Promise<{ visible: boolean; focused: boolean }> {
  const window = await app.browserWindow(page);
  return window.evaluate((one) => ({ visible: one.isVisible(), focused: one.isFocused() }));
}

/** Waits until it stands on screen with the focus. */
export const expectUp = (running: RunningApp, page: Page) =>
  expect.poll(() => standing(running, page)).toEqual({ visible: true, focused: true });
/** Waits until it has gone. */
export const expectGone = (running: RunningApp, page: Page) =>
  expect.poll(() => standing(running, page)).toEqual({ visible: false, focused: false });
