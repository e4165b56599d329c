/** The whole guide by keyboard alone: nothing is clicked, and after every dialog the focus is where one would go on. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type ElectronApplication, expect, type Locator, type Page } from "@playwright/test";
import { temporaryFolder } from "../support/app.ts";
import { activeOrigin } from "../support/bridge.ts";
import { readClipboard, writeClipboard } from "../support/clipboard.ts";
import { test } from "../support/e2e.ts";
import { emptyKeyring } from "../support/keyring.ts";
import { startLocalService } from "../support/local-service.ts";
import { keyRow, pressShortcut, revealDialog, revealedValue } from "../support/walk.ts";

/** More than there is to tab through in any view. */
const manyTabs = 60;

/** Presses Tab until something has the focus. */
async function tabTo(wanted: Locator, key: "Tab" | "Shift+Tab" = "Tab"): Promise<void> {
  await expect(wanted).toBeVisible();
  const { keyboard } = wanted.page();
  for (let pressed = 0; pressed < manyTabs; pressed += 1) {
    if (await wanted.evaluate((element) => element === document.activeElement)) return;
    await keyboard.press(key);
  }
  await expect(wanted, `${key} leads there`).toBeFocused();
}

/** Goes to a button and presses it. */
async function press(button: Locator): Promise<void> {
  await tabTo(button);
  await button.page().keyboard.press("Enter");
}

const field = (window: Page) => window.getByRole("combobox", { name: "Search commands" });
const palette = (window: Page) => window.getByRole("dialog", { name: "Command palette" });
const chosen = (window: Page) => window.getByRole("listbox", { name: "Commands" }).locator("[aria-selected=true]");
const remark = (window: Page, text: string | RegExp) => window.getByRole("status").filter({ hasText: text });
const tab = (window: Page, name: string) => window.getByRole("tab", { name, exact: true });
const generateButton = (window: Page) => window.getByRole("button", { name: "Generate New Key" });

/** Opens the command palette, types, sees that the command wanted is the chosen one, and takes it. */
async function command(app: ElectronApplication, window: Page, typed: string, title: string | RegExp): Promise<void> {
  await pressShortcut(app, "K");
  await expect(field(window)).toBeFocused();
  await window.keyboard.type(typed);
  await expect(chosen(window)).toHaveAccessibleName(title);
  await window.keyboard.press("Enter");
  await expect(palette(window)).toHaveCount(0);
}

/** In the modal of a new key: Copy has the focus; copies, sees to it that the key is kept, and goes on with Done. */
async function copyKeepAndDone(window: Page): Promise<string> {
  const dialog = revealDialog(window);
  const copy = dialog.getByRole("button", { name: "Copy", exact: true });
  await expect(copy).toBeFocused();
  const value = await revealedValue(window);
  await writeClipboard("something else");
  await window.keyboard.press("Enter");
  await expect.poll(readClipboard).toBe(value);
  const keep = dialog.getByRole("checkbox", { name: "Keep on this computer for quick copy" });
  await tabTo(keep);
  // The successor of a kept key is kept at once.
  if (!(await keep.isChecked())) await window.keyboard.press("Space");
  await expect(keep).toBeChecked();
  await press(dialog.getByRole("button", { name: "Done" }));
  await expect(dialog).toBeHidden();
  return value;
}

/** The API as whatever has the key calls it. */
async function use(origin: string, key: string): Promise<number> {
  const headers = { authorization: `ApiKey ${key}` };
  return (await fetch(`${origin}/api/v1/keys/self`, { headers })).status;
}

test("the whole guide by keyboard alone", async ({ launch }) => {
  test.setTimeout(120_000);
  await emptyKeyring();
  const { app, window } = await launch({ onOverview: true });
  const { keyboard } = window;
  const mouse = await window.evaluateHandle(() => {
    const heard: string[] = [];
    for (const type of ["pointerdown", "mousedown", "touchstart"]) {
      document.addEventListener(type, () => heard.push(type), true);
    }
    return heard;
  });
  const sheet = window.getByRole("dialog", { name: "Keyboard shortcuts" });
  const place = (name: string) => window.getByRole("navigation").getByRole("button", { name: new RegExp(`^${name}`) });
  const active = (name: string) => keyRow(window, "Active Keys", name);

  await test.step("the first run: its shortcuts, and the way in", async () => {
    await expect(window.getByRole("heading", { name: "Welcome to Keyrack" })).toBeVisible();
    const start = window.getByRole("button", { name: "Use the Local workspace" });
    await tabTo(start);
    await keyboard.press("?");
    await expect(sheet.getByRole("button", { name: "Close" })).toBeFocused();
    await keyboard.press("Escape");
    await expect(start).toBeFocused();
    await keyboard.press("Enter");
    await expect(window.getByRole("heading", { name: "Overview" })).toBeVisible();
    await expect(place("Overview")).toBeFocused();
  });

  await test.step("1 and 2. Settings, tab API Keys, Generate New Key", async () => {
    await press(place("Settings"));
    await tabTo(tab(window, "API Keys"));
    await keyboard.press("ArrowRight");
    await expect(tab(window, "Quick copy")).toHaveAttribute("aria-selected", "true");
    await keyboard.press("ArrowLeft");
    await expect(window.getByRole("heading", { name: "API Keys" })).toBeVisible();
    await expect(generateButton(window).first()).not.toHaveAttribute("aria-disabled", "true");
  });

  let origin = "";
  let first = "";
  await test.step("3 and 4. a key is generated, copied, kept, and its modal closed", async () => {
    await tabTo(generateButton(window).first());
    await keyboard.press("Enter");
    const dialog = window.getByRole("dialog", { name: "Generate New Key" });
    await expect(dialog.getByLabel("Name")).toBeFocused();
    await keyboard.press("Escape");
    await expect(dialog).toBeHidden();
    await expect(generateButton(window).first()).toBeFocused();
    await pressShortcut(app, "N");
    await expect(dialog.getByLabel("Name")).toBeFocused();
    await keyboard.type("Production");
    await keyboard.press("Enter");
    first = await copyKeepAndDone(window);
    await expect(generateButton(window)).toBeFocused();
    await expect(active("Production")).toBeVisible();
    origin = await activeOrigin(window);
    expect(await use(origin, first)).toBe(200);
  });

  await test.step("the key has the focus, and the palette acts on it", async () => {
    await tabTo(active("Production"));
    await pressShortcut(app, "K");
    await expect(palette(window).getByRole("group", { name: /^Selected key/ })).toContainText("Production");
    await expect(palette(window)).toContainText(`${first.slice(0, 8)}••••${first.slice(-4)}`);
    await keyboard.press("Escape");
    await expect(palette(window)).toHaveCount(0);
    await expect(active("Production")).toBeFocused();
  });

  await test.step("it is copied from its row, and renamed", async () => {
    await writeClipboard("something else");
    await keyboard.press("c");
    await expect.poll(readClipboard).toBe(first);
    await keyboard.press("F2");
    const dialog = window.getByRole("dialog", { name: "Rename key" });
    await expect(dialog.getByLabel("Name")).toBeFocused();
    await keyboard.type("Production API");
    await keyboard.press("Enter");
    await expect(dialog).toBeHidden();
    await expect(active("Production API")).toBeFocused();
  });

  await test.step("5. how it is used, from its menu; its test, from the palette", async () => {
    await keyboard.press("Enter");
    await expect(window.getByRole("menu")).toBeVisible();
    const item = window.getByRole("menuitem", { name: "Use…" });
    await expect(async () => {
      if (!(await item.evaluate((element) => element === document.activeElement))) await keyboard.press("ArrowDown");
      await expect(item).toBeFocused({ timeout: 200 });
    }).toPass();
    await keyboard.press("Enter");
    const dialog = window.getByRole("dialog", { name: "Use “Production API”" });
    await expect(dialog.getByRole("tab", { name: "curl" })).toBeFocused();
    await keyboard.press("ArrowRight");
    await expect(dialog.getByRole("tab", { name: "curl" })).toHaveAttribute("aria-selected", "false");
    // The panel before goes a moment later.
    await expect(dialog.locator("pre")).toHaveText([/^PRODUCTION\w+=/]);
    await keyboard.press("Escape");
    await expect(dialog).toBeHidden();
    await expect(active("Production API")).toBeFocused();

    await command(app, window, "test", "Test “Production API”…");
    await expect(dialog.getByRole("button", { name: "Test this key" })).toBeFocused();
    await keyboard.press("Enter");
    await expect(dialog.getByRole("list", { name: "What came of it" })).toContainText("200");
    await keyboard.press("Escape");
    await expect(dialog).toBeHidden();
    await expect(active("Production API")).toBeFocused();
  });

  let second = "";
  await test.step("it is rotated; what begins a rotation can be let be", async () => {
    await keyboard.press("r");
    const dialog = window.getByRole("dialog", { name: "Rotate “Production API”" });
    await expect(dialog.getByRole("button", { name: "Generate Successor" })).toBeFocused();
    await keyboard.press("Escape");
    await expect(dialog).toBeHidden();
    await expect(active("Production API")).toBeFocused();
    await keyboard.press("r");
    await tabTo(dialog.getByRole("combobox"));
    await keyboard.press("Enter");
    const wanted = window.getByRole("option", { name: "For 1 hour" });
    await expect(async () => {
      if (!(await wanted.evaluate((element) => element === document.activeElement))) await keyboard.press("ArrowUp");
      await expect(wanted).toBeFocused({ timeout: 200 });
    }).toPass();
    await keyboard.press("Enter");
    await expect(dialog.getByRole("combobox")).toContainText("For 1 hour");
    await expect(dialog.getByRole("combobox")).toBeFocused();
    await press(dialog.getByRole("button", { name: "Generate Successor" }));
    second = await copyKeepAndDone(window);
    expect(second).not.toBe(first);
    await expect(active("Production API")).toBeFocused();
    expect([await use(origin, first), await use(origin, second)]).toEqual([200, 200]);
  });

  await test.step("it could be cancelled, and the old key is ended at once", async () => {
    await command(app, window, "cancel rot", /^Cancel the rotation of “Production API”…/);
    const cancelling = window.getByRole("alertdialog", { name: "Cancel the rotation of “Production API”?" });
    await expect(cancelling.getByRole("button", { name: "Cancel" })).toBeFocused();
    await keyboard.press("Escape");
    await expect(cancelling).toBeHidden();
    await expect(active("Production API")).toBeFocused();
    await command(app, window, "old now", /^Revoke the old “Production API” now…/);
    const revoking = window.getByRole("alertdialog", { name: "Revoke “Production API”?" });
    await expect(revoking.getByRole("button", { name: "Cancel" })).toBeFocused();
    await press(revoking.getByRole("button", { name: "Revoke" }));
    await expect(revoking).toBeHidden();
    await expect(active("Production API")).toBeFocused();
    await expect(keyRow(window, "Revoked Keys", "Production API")).toBeVisible();
    expect([await use(origin, first), await use(origin, second)]).toEqual([401, 200]);
  });

  await test.step("the list is exported", async () => {
    const path = join(temporaryFolder("export"), "keys.csv");
    // The system's own dialog is the system's to test.
    await app.evaluate(({ dialog }, chosenPath) => {
      dialog.showSaveDialog = async () => ({ canceled: false, filePath: chosenPath });
    }, path);
    await command(app, window, "export csv", "Export the list as CSV…");
    await expect(remark(window, `Exported to ${path}`)).toBeVisible();
    expect(readFileSync(path, "utf8")).toContain("Production API");
    await expect(active("Production API")).toBeFocused();
  });

  await test.step("6 and 7. it is revoked, after a question, and stays listed with the reason", async () => {
    await keyboard.press("Delete");
    const question = window.getByRole("alertdialog", { name: "Revoke “Production API”?" });
    await expect(question.getByRole("button", { name: "Cancel" })).toBeFocused();
    await keyboard.press("Enter");
    await expect(question).toBeHidden();
    await expect(active("Production API")).toBeFocused();
    await keyboard.press("Delete");
    await expect(question.getByRole("button", { name: "Cancel" })).toBeFocused();
    await tabTo(question.getByLabel("Reason"), "Shift+Tab");
    await keyboard.type("Moved to another team");
    await press(question.getByRole("button", { name: "Revoke" }));
    await expect(question).toBeHidden();
    await expect(generateButton(window)).toBeFocused();
    await expect(window.getByRole("region", { name: "Revoked Keys" })).toContainText("Moved to another team");
    expect(await use(origin, second)).toBe(401);
  });

  await test.step("what happened is in Activity, filtered and walked through", async () => {
    await command(app, window, "go to activity", "Go to Activity");
    await expect(place("Activity")).toBeFocused();
    const filter = window.getByRole("textbox", { name: "Filter activity by any of its words" });
    await expect(filter).toBeVisible();
    await pressShortcut(app, "F");
    await expect(filter).toBeFocused();
    await keyboard.type("another?");
    await expect(filter).toHaveValue("another?");
    await expect(sheet).toHaveCount(0);
    await keyboard.press("Backspace");
    const rows = window.locator("tr[data-row]");
    await expect(rows).toHaveCount(1);
    await keyboard.press("ArrowDown");
    await expect(rows.first()).toBeFocused();
    await expect(rows.first()).toContainText(/Key revoked.*Production API/);
  });

  await test.step("Settings by its shortcut, another theme, and back by the palette", async () => {
    const dark = () => window.evaluate(() => matchMedia("(prefers-color-scheme: dark)").matches);
    await pressShortcut(app, ",");
    await expect(tab(window, "API Keys")).toBeFocused();
    for (const next of ["Quick copy", "Attention", "Connection", "Network", "Appearance"]) {
      await keyboard.press("ArrowRight");
      await expect(tab(window, next)).toBeFocused();
      await expect(tab(window, next)).toHaveAttribute("aria-selected", "true");
    }
    const theme = (name: string) => window.getByRole("radio", { name: new RegExp(`^${name}`) });
    await tabTo(theme("System"));
    for (const next of ["Light", "Dark"]) {
      await keyboard.press("ArrowDown");
      await expect(theme(next)).toBeChecked();
      await expect(theme(next)).toBeFocused();
    }
    await expect.poll(dark).toBe(true);
    await command(app, window, "light", "Appearance: Light");
    await expect.poll(dark).toBe(false);
    await expect(theme("Dark")).toBeFocused();
  });

  await test.step("what the application menu does, from the palette too", async () => {
    const zoom = () =>
      app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.getZoomLevel());
    await command(app, window, "zoom in", "Zoom in");
    await expect.poll(zoom).toBe(0.5);
    await command(app, window, "actual", "Actual size");
    await expect.poll(zoom).toBe(0);
  });

  await test.step("the sheet of shortcuts opens and closes with the same key", async () => {
    const before = await window.evaluateHandle(() => document.activeElement);
    await keyboard.press("?");
    await expect(sheet).toContainText("Ctrl K");
    await keyboard.press("?");
    await expect(sheet).toHaveCount(0);
    await expect.poll(() => before.evaluate((element) => element === document.activeElement)).toBe(true);
  });

  await test.step("out and in again", async () => {
    await command(app, window, "sign out", "Sign out of “Local workspace”");
    await expect(remark(window, "Signed out")).toBeVisible();
    await expect(window.getByText("Signed out", { exact: true }).first()).toBeVisible();
    await command(app, window, "sign in", "Sign in to “Local workspace”…");
    await expect(window.getByText("Online", { exact: true })).toBeVisible();
    await command(app, window, "overview", "Go to Overview");
    await expect(place("Overview")).toBeFocused();
    await expect(window.getByText("0 of 5 active", { exact: true })).toBeVisible();
  });

  await test.step("nothing of all this took a mouse; the last command quits", async () => {
    expect(await mouse.jsonValue()).toEqual([]);
    const ended = new Promise((done) => app.process().once("exit", done));
    await pressShortcut(app, "K");
    await expect(field(window)).toBeFocused();
    await keyboard.type("quit");
    await expect(chosen(window)).toHaveAccessibleName("Quit Keyrack");
    // The window may be gone before the key is up again.
    await keyboard.press("Enter").catch(() => {});
    expect(await ended).toBe(0);
  });
});

test("a server by keyboard: the first sign-in, the session's end, and the next sign-in", async ({ launch }) => {
  await emptyKeyring();
  const service = await startLocalService();
  try {
    const { app, window } = await launch({ onOverview: true });
    const { keyboard } = window;
    const { host } = new URL(service.origin);
    await press(window.getByRole("button", { name: "Connect to a server" }));
    await expect(window.getByLabel("Address")).toBeFocused();
    await keyboard.type(service.origin);
    await tabTo(window.getByLabel("E-mail"));
    await keyboard.type(service.adminEmail);
    await tabTo(window.getByLabel("Password"));
    await keyboard.type("not the password");
    await keyboard.press("Enter");
    // What was wrong is selected, so that it can be typed anew.
    await expect(window.getByLabel("Password")).toHaveAttribute("aria-invalid", "true");
    await expect(window.getByLabel("Password")).toBeFocused();
    await keyboard.type(service.adminPassword);
    await keyboard.press("Enter");
    await expect(window.getByRole("heading", { name: "Overview" })).toBeVisible();
    await expect(window.getByRole("navigation").getByRole("button", { name: /^Overview/ })).toBeFocused();

    await command(app, window, "sign out", `Sign out of “${host}”`);
    await expect(remark(window, "Signed out")).toBeVisible();
    await command(app, window, "sign in", `Sign in to “${host}”…`);
    await expect(window.getByLabel("Password")).toBeFocused();
    await keyboard.type(service.adminPassword);
    await keyboard.press("Enter");
    await expect(window.getByText("Online", { exact: true })).toBeVisible();
    await expect(window.locator(":focus")).toHaveCount(1);
    await expect(window.locator("body")).not.toBeFocused();
  } finally {
    await service.close();
  }
});
