/** The tray and the window: what its items open, what closing means with and without a tray, and a keychain that is locked. */
import { spawn } from "node:child_process";
import { expect, type Page } from "@playwright/test";
import electron from "electron";
import { launchArguments, launchEnvironment, root } from "../support/app.ts";
import { bridgeOf, readState } from "../support/bridge.ts";
import { readClipboard, writeClipboard } from "../support/clipboard.ts";
import { generateKept, keptInKeyring, keptNames, prefer } from "../support/kept.ts";
import { startNotificationServer } from "../support/notifications.ts";
import { startTrayHost } from "../support/tray-host.ts";
import { closeToTray, closeWindow, test, windowCount } from "../support/tray-test.ts";
import { openGenerate, useLocalWorkspace } from "../support/walk.ts";

const generateDialog = (window: Page) => window.getByRole("dialog", { name: "Generate New Key" });
const apiKeysTab = (window: Page) => window.getByRole("tab", { name: "API Keys" });

test("its items work while the window is open", async ({ launch, host }) => {
  const { app, window } = await launch();
  await useLocalWorkspace(window);
  await host.click("Generate New Key…");
  await expect(generateDialog(window)).toBeVisible();
  await window.keyboard.press("Escape");
  await expect(generateDialog(window)).toBeHidden();
  await host.click("Settings");
  await expect(apiKeysTab(window)).toBeFocused();
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.hide());
  const visible = () =>
    app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().map((one) => one.isVisible()));
  expect(await visible()).toEqual([false]);
  await host.click("Open Keyrack");
  await expect.poll(visible).toEqual([true]);
});

test("its items work after the window was closed, and so does a click on the icon", async ({ launch, host }) => {
  const { app, window } = await launch();
  await useLocalWorkspace(window);
  const reopened = async (how: () => Promise<void>) => {
    await closeToTray(app);
    const [page] = await Promise.all([app.waitForEvent("window"), how()]);
    return page;
  };
  const generate = await reopened(() => host.click("Generate New Key…"));
  await expect(generateDialog(generate)).toBeVisible();
  const settings = await reopened(() => host.click("Settings"));
  await expect(apiKeysTab(settings)).toBeFocused();
  const open = await reopened(() => host.click("Open Keyrack"));
  await expect(open.getByRole("heading", { name: "Overview" })).toBeVisible();
  await expect(generateDialog(open)).toBeHidden();
  const activated = await reopened(() => host.activate());
  await expect(activated.getByRole("heading", { name: "Overview" })).toBeVisible();
  await closeToTray(app);
  const ended = new Promise((resolve) => app.process().once("exit", resolve));
  await host.click("Quit");
  expect(await ended).toBe(0);
});

test("a key is copied while there is no window", async ({ launch, host }) => {
  const { app, window } = await launch();
  await useLocalWorkspace(window);
  const made = await generateKept(window, "Production API");
  await closeToTray(app);
  await host.click("Production API");
  await expect.poll(readClipboard).toBe(made.value);
  expect(await windowCount(app)).toBe(0);
});

test("closing leaves Keyrack in the tray and says so the first time only", async ({ launch, host, notifications }) => {
  const first = await launch();
  await host.ready();
  const reopen = () => Promise.all([first.app.waitForEvent("window"), host.click("Open Keyrack")]);
  await closeToTray(first.app);
  await expect.poll(notifications.shown).toHaveLength(1);
  expect(notifications.shown()[0]?.title).toBe("Keyrack is still here");
  expect(notifications.shown()[0]?.body).toMatch(/tray/);
  await reopen();
  await closeToTray(first.app);
  expect(await first.close()).toBe(0);
  const second = await launch({ profile: first.profile });
  await expect.poll(() => readState(second.window).then(({ desktop }) => desktop.tray)).toBe("present");
  await closeToTray(second.app);
  expect(await second.close()).toBe(0);
  expect(notifications.shown()).toHaveLength(1);
});

test("where closing is chosen to quit, it quits", async ({ launch, host }) => {
  const { app, window } = await launch();
  await host.ready();
  await prefer(window, { closeToTray: false });
  const ended = new Promise((resolve) => app.process().once("exit", resolve));
  await closeWindow(app);
  expect(await ended).toBe(0);
});

test("without a tray host closing quits", async ({ launch }) => {
  const { app, window } = await launch();
  await expect.poll(() => readState(window).then(({ desktop }) => desktop.tray)).toBe("absent");
  const ended = new Promise((resolve) => app.process().once("exit", resolve));
  await closeWindow(app);
  expect(await ended).toBe(0);
});

test("a host that comes later, goes and comes again is followed", async ({ launch }) => {
  const { app, window, profile } = await launch();
  const tray = () => readState(window).then(({ desktop }) => desktop.tray);
  await expect.poll(tray).toBe("absent");
  for (const _round of [1, 2]) {
    const host = await startTrayHost();
    await host.ready();
    expect(await tray()).toBe("present");
    host.close();
    await expect.poll(tray).toBe("absent");
  }
  const last = await startTrayHost();
  await last.ready();
  await closeToTray(app);
  last.close();
  // Nobody can click a tray that is gone; starting Keyrack again brings its window back.
  const again = app.waitForEvent("window");
  const second = spawn(electron as unknown as string, launchArguments(), {
    ...{ cwd: root, env: launchEnvironment(profile), stdio: "ignore" },
  });
  expect(await new Promise((resolve) => second.once("exit", resolve))).toBe(0);
  await expect((await again).getByRole("button", { name: "Use the Local workspace" })).toBeVisible();
});

test("an uncopied key is asked about before the window goes to the tray", async ({ launch, host }) => {
  const { app, window } = await launch();
  await useLocalWorkspace(window);
  await host.ready();
  const dialog = await openGenerate(window);
  await dialog.getByRole("button", { name: "Generate Key" }).click();
  await expect(window.getByRole("dialog", { name: /is ready$/ })).toBeVisible();
  await closeWindow(app);
  await expect(window.getByRole("alertdialog")).toBeVisible();
  expect(await windowCount(app)).toBe(1);
});

test("a keychain that is locked at the click: said, the window opens, nothing copied, nothing lost", async ({
  launch,
  desktop,
}) => {
  const session = await desktop("unlocked");
  const notifications = await startNotificationServer(session.env);
  const host = await startTrayHost(session.env);
  const { app, window } = await launch({ env: session.env });
  await useLocalWorkspace(window);
  const made = await generateKept(window, "Production API", session.env);
  await closeToTray(app);
  await expect.poll(notifications.shown, { message: "the hint about the tray" }).toHaveLength(1);
  await session.lockKeyring();
  await writeClipboard("mine");
  const opening = app.waitForEvent("window");
  await host.click("Production API");
  const opened = await opening;
  await expect.poll(() => notifications.shown().at(-1)?.title).toBe("Not copied");
  expect(notifications.shown().at(-1)?.body).toMatch(/keychain is locked.*nothing was lost/);
  expect((await readState(opened)).keychain.status).toBe("locked");
  expect(await readClipboard()).toBe("mine");
  expect(await keptNames(opened)).toEqual(["Production API"]);

  await session.unlockKeyring();
  await host.click("Production API");
  await expect.poll(readClipboard).toBe(made.value);
  expect(await keptInKeyring(session.env)).toEqual([made.value]);
  expect((await readState(opened)).keychain.status).toBe("ok");
  host.close();
  notifications.close();
});

test("a click on the notification that a copy failed opens the window", async ({ launch, host, notifications }) => {
  const { app, window } = await launch();
  await useLocalWorkspace(window);
  await generateKept(window, "Production API");
  await closeToTray(app);
  await expect.poll(notifications.shown).toHaveLength(1);
  await app.evaluate(({ clipboard }) => {
    clipboard.writeText = async () => {};
  });
  await host.click("Production API");
  await expect.poll(() => notifications.shown().at(-1)?.title).toBe("Not copied");
  expect(await windowCount(app), "a clipboard that refuses opens nothing by itself").toBe(0);
  // A person may look at it minutes later, when everything that nobody refers to has been collected.
  await app.evaluate(() => {
    process.getBuiltinModule("node:v8").setFlagsFromString("--expose-gc");
    process.getBuiltinModule("node:vm").runInNewContext("gc")();
  });
  const [opened] = await Promise.all([app.waitForEvent("window"), notifications.click(2)]);
  const bridge = await bridgeOf(opened);
  expect((await bridge.evaluate((keyrack) => keyrack.app.state())).ok).toBe(true);
});
