/** Start at login, as a desktop does it from ~/.config/autostart; and a shortcut that another program holds. */
import { spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { _electron, expect } from "@playwright/test";
import electron from "electron";
import { launchArguments, launchEnvironment, root, temporaryFolder } from "../support/app.ts";
import { readState } from "../support/bridge.ts";
import { execWords } from "../support/desktop-entry.ts";
import { codeOf, prefer, unwrap } from "../support/kept.ts";
import { test, windowCount } from "../support/tray-test.ts";

test("switched on, it starts hidden in the tray; a second start shows the window; switched off, the file is gone", async ({
  launch,
  host,
}) => {
  const config = temporaryFolder("config");
  const file = join(config, "autostart", "keyrack.desktop");
  const first = await launch({ env: { XDG_CONFIG_HOME: config } });
  expect((await readState(first.window)).preferences.startAtLogin, "off at first").toBe(false);
  expect(existsSync(file)).toBe(false);
  unwrap(await prefer(first.window, { startAtLogin: true }));
  const entry = readFileSync(file, "utf8");
  expect(entry).toMatch(/^\[Desktop Entry\]\nType=Application\nName=Keyrack\n/);
  const [executablePath = "", ...words] = execWords(entry);
  expect(executablePath).toBe(await first.app.evaluate(() => process.execPath));
  expect(words).toEqual([root, "--hidden"]);
  await first.close();

  await test.step("what the entry says is run", async () => {
    // Root has to do without Chromium's sandbox; everything else is the entry's.
    const flags = launchArguments().filter((word) => word !== root);
    const env = launchEnvironment(first.profile, { XDG_CONFIG_HOME: config });
    const hidden = await _electron.launch({ executablePath, args: [...flags, ...words], cwd: "/", env });
    try {
      await host.ready();
      expect(await windowCount(hidden), "no window was made").toBe(0);
      const window = hidden.waitForEvent("window");
      const second = spawn(electron as unknown as string, launchArguments(), { cwd: root, env, stdio: "ignore" });
      expect(await new Promise((resolve) => second.once("exit", resolve))).toBe(0);
      await expect((await window).getByRole("button", { name: "Use the Local workspace" })).toBeVisible();
      expect(host.items(), "one program, one icon").toHaveLength(1);
      expect((await readState(await window)).preferences.startAtLogin).toBe(true);
      unwrap(await prefer(await window, { startAtLogin: false }));
      expect(existsSync(file)).toBe(false);
    } finally {
      await hidden.close();
    }
  });
});

test("a second hidden start leaves the first one alone", async ({ launch, host }) => {
  const { app, profile } = await launch();
  await host.ready();
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.hide());
  const heard = app.evaluate(
    ({ app: electronApp }) => new Promise((done) => electronApp.once("second-instance", done)),
  );
  const env = launchEnvironment(profile);
  const second = spawn(electron as unknown as string, launchArguments(["--hidden"]), { cwd: root, env });
  expect(await new Promise((resolve) => second.once("exit", resolve))).toBe(0);
  await heard;
  expect(
    await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().map((one) => one.isVisible())),
  ).toEqual([false]);
});

test("where the entry cannot be written, that is said and nothing is changed", async ({ launch }) => {
  // A file where the folder should be.
  const config = join(root, "package.json");
  const { window } = await launch({ env: { XDG_CONFIG_HOME: config } });
  expect(codeOf(await prefer(window, { startAtLogin: true }))).toBe("start-at-login");
  expect((await readState(window)).preferences.startAtLogin).toBe(false);
});

test("a shortcut that another program holds: said at the start; a change to one is refused, and the old one stays", async ({
  launch,
}) => {
  const first = await launch();
  const preferences = async () => (await readState(first.window)).preferences;
  await expect.poll(async () => (await readState(first.window)).desktop.tray).toBe("absent");
  expect((await readState(first.window)).desktop.shortcutFailure).toBeNull();

  const second = await launch();
  const failure = async () => (await readState(second.window)).desktop.shortcutFailure?.code;
  await expect.poll(failure).toBe("shortcut-taken");
  const registered = (shortcut: string) =>
    second.app.evaluate(({ globalShortcut }, one) => globalShortcut.isRegistered(one), shortcut);
  unwrap(await prefer(second.window, { quickCopyShortcut: "CommandOrControl+Shift+L" }));
  await expect.poll(failure).toBeUndefined();
  expect(await registered("CommandOrControl+Shift+L")).toBe(true);

  const { quickCopyShortcut } = await preferences();
  const taken = await prefer(second.window, { quickCopyShortcut });
  expect(codeOf(taken)).toBe("shortcut-taken");
  expect((await readState(second.window)).preferences.quickCopyShortcut).toBe("CommandOrControl+Shift+L");
  expect(await registered("CommandOrControl+Shift+L"), "the old one stays").toBe(true);
  expect(codeOf(await prefer(second.window, { quickCopyShortcut: "no such key" }))).toBe("shortcut-taken");
  expect(await registered("CommandOrControl+Shift+L")).toBe(true);

  await first.close();
  unwrap(await prefer(second.window, { quickCopyShortcut }));
  expect(await registered("CommandOrControl+Shift+L")).toBe(false);
  unwrap(await prefer(second.window, { quickCopyShortcut: null }));
  expect(await registered(quickCopyShortcut ?? "")).toBe(false);
});

test("the same shortcut once more is another try", async ({ launch }) => {
  const first = await launch();
  await expect.poll(async () => (await readState(first.window)).desktop.tray).toBe("absent");
  const second = await launch();
  const state = () => readState(second.window);
  await expect.poll(async () => (await state()).desktop.shortcutFailure?.code).toBe("shortcut-taken");
  const { quickCopyShortcut } = (await state()).preferences;
  expect(codeOf(await prefer(second.window, { quickCopyShortcut }))).toBe("shortcut-taken");
  await first.close();
  unwrap(await prefer(second.window, { quickCopyShortcut }));
  expect((await state()).desktop.shortcutFailure).toBeNull();
});
