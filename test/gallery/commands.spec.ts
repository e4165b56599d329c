/** The command palette and the sheet of shortcuts by keyboard: what opens, what is heard, and where the focus goes afterwards. */
import { expect, type Page, test } from "@playwright/test";
import type { FakeBridgeOptions } from "./fake-bridge.ts";
import { callsOf as calls, type Gallery, launchGallery, openWith } from "./page.ts";
import { keptKey } from "./quick-copy-states.ts";
import { command, openPalette, selectKey } from "./scenes-commands.ts";
import { activeKey, failures, firstRun, fiveKeys, goodDay, lists, local, remote, twoRevoked } from "./states.ts";

let gallery: Gallery;

test.beforeAll(async () => {
  gallery = await launchGallery();
});

test.afterAll(async () => {
  await gallery?.app.close();
});

async function open(state: FakeBridgeOptions["state"], answers: FakeBridgeOptions["answers"] = {}): Promise<Page> {
  await openWith(gallery, { state, answers });
  return gallery.page;
}

const field = (page: Page) => page.getByRole("combobox", { name: "Search commands" });
const chosen = (page: Page) => page.getByRole("listbox", { name: "Commands" }).locator("[aria-selected=true]");
const palette = (page: Page) => page.getByRole("dialog", { name: "Command palette" });
const sheet = (page: Page) => page.getByRole("dialog", { name: "Keyboard shortcuts" });
const row = (page: Page, name: RegExp) => page.getByRole("row", { name });

async function take(page: Page, query: string): Promise<void> {
  await openPalette(page, query);
  await page.keyboard.press("Enter");
}

test("it opens and closes with its shortcut, closes with Esc, and the focus returns to where it was", async () => {
  const page = await open(goodDay());
  const settings = page.getByRole("button", { name: "Settings" });
  await settings.focus();
  await openPalette(page);
  await command(page, "palette");
  await expect(palette(page)).toHaveCount(0);
  await expect(settings).toBeFocused();
  await openPalette(page, "gen");
  await page.keyboard.press("Escape");
  await expect(palette(page)).toHaveCount(0);
  await expect(settings).toBeFocused();
  await openPalette(page);
  await expect(field(page)).toHaveValue("");
});

test("arrows, Home and End choose; the field says which, and keeps the focus", async () => {
  const page = await open(goodDay());
  await openPalette(page);
  await expect(field(page)).toHaveAttribute("aria-activedescendant", /./);
  const first = await field(page).getAttribute("aria-activedescendant");
  await expect(chosen(page)).toHaveAttribute("id", String(first));
  await page.keyboard.press("ArrowDown");
  await expect(chosen(page)).not.toHaveAttribute("id", String(first));
  await page.keyboard.press("End");
  await expect(chosen(page)).toHaveAccessibleName("Revoke the key…, Select a key first.");
  await expect(chosen(page)).toBeInViewport();
  await page.keyboard.press("Home");
  await expect(chosen(page)).toHaveAttribute("id", String(first));
  await page.keyboard.press("Tab");
  await expect(field(page)).toBeFocused();
});

test("the list is as high for one row as for all", async () => {
  const page = await open(goodDay());
  await openPalette(page);
  const before = await palette(page).boundingBox();
  await page.keyboard.type("gnk");
  await expect(page.getByRole("option")).toHaveCount(1);
  expect(await palette(page).boundingBox()).toEqual(before);
  await page.keyboard.type("zzz");
  await expect(page.getByRole("option")).toHaveCount(0);
  expect(await palette(page).boundingBox()).toEqual(before);
});

test("a row that had the focus is the key it acts on, and has the focus again after Cancel", async () => {
  const page = await open(goodDay());
  await selectKey(page, "Inventory Sync");
  await page.keyboard.press("ArrowDown");
  await expect(row(page, /Staging Tests/)).toBeFocused();
  await openPalette(page, "revoke");
  await expect(chosen(page)).toHaveAccessibleName("Revoke “Staging Tests”…");
  await expect(chosen(page)).toHaveAttribute("aria-keyshortcuts", "Delete");
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("alertdialog", { name: "Revoke “Staging Tests”?" });
  await expect(dialog.getByRole("button", { name: "Cancel" })).toBeFocused();
  await expect(palette(page)).toHaveCount(0);
  await page.keyboard.press("Escape");
  await expect(dialog).toHaveCount(0);
  await expect(row(page, /Staging Tests/)).toBeFocused();
});

test("every dialog it leads to has the focus, and gives it back to where it was before the palette", async () => {
  const page = await open(goodDay({ kept: [keptKey({ keyId: "k2", connectionId: local.id })] }));
  for (const [query, kind, name] of [
    ["rename", "dialog", /^Rename/],
    ["forget", "alertdialog", /^Forget/],
    ["connect to", "dialog", "Connect to a server"],
    ["edit local", "dialog", /^Edit/],
    ["remove local", "alertdialog", /^Remove/],
    ["keyboard", "dialog", "Keyboard shortcuts"],
  ] as const) {
    await selectKey(page, "Inventory Sync");
    await take(page, query);
    const dialog = page.getByRole(kind, { name });
    await expect(dialog).toBeVisible();
    await expect(dialog.locator(":focus")).toHaveCount(1);
    await page.keyboard.press("Escape");
    await expect(dialog).toHaveCount(0);
    await expect(row(page, /Inventory Sync/), query).toBeFocused();
  }
});

test("what is about a key selects it, outside the tables too", async () => {
  const kept = [keptKey({ keyId: "k2", connectionId: local.id, name: "Inventory Sync" })];
  await openWith(gallery, { state: goodDay({ kept }), answers: {}, place: "overview" });
  const { page } = gallery;
  await page.getByRole("button", { name: "Copy Inventory Sync" }).focus();
  await openPalette(page, "rename");
  await expect(chosen(page)).toHaveAccessibleName("Rename “Inventory Sync”…");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("dialog", { name: "Rename key" })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("button", { name: "Copy Inventory Sync" })).toBeFocused();
});

test("a part of “Use a key” that was asked for has the focus", async () => {
  const page = await open(goodDay({ kept: [keptKey({ keyId: "k2", connectionId: local.id })] }));
  for (const [query, name] of [
    ["test", "Test this key"],
    ["dotenv", "Choose file…"],
  ] as const) {
    await selectKey(page, "Inventory Sync");
    await take(page, query);
    const dialog = page.getByRole("dialog", { name: "Use “Inventory Sync”" });
    await expect(dialog.getByRole("button", { name })).toBeFocused();
    await expect(dialog.getByRole("button", { name })).toBeInViewport();
    await page.keyboard.press("Escape");
    await expect(dialog).toHaveCount(0);
    await expect(row(page, /Inventory Sync/)).toBeFocused();
  }
});

test("a question that was answered with no returns the focus to its row, whatever became of the one before", async () => {
  const page = await open(goodDay());
  await selectKey(page, "Production API");
  await page.keyboard.press("Delete");
  const first = page.getByRole("alertdialog", { name: "Revoke “Production API”?" });
  await expect(first.getByRole("button", { name: "Cancel" })).toBeFocused();
  await first.getByRole("button", { name: "Revoke" }).focus();
  await page.keyboard.press("Enter");
  await expect(first).toHaveCount(0);
  await selectKey(page, "Staging Tests");
  await page.keyboard.press("Delete");
  const second = page.getByRole("alertdialog", { name: "Revoke “Staging Tests”?" });
  await expect(second.getByRole("button", { name: "Cancel" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(second).toHaveCount(0);
  await expect(row(page, /Staging Tests/)).toBeFocused();
});

test("what the application menu does by itself, and what is chosen in Settings, is asked of main", async () => {
  const page = await open(goodDay());
  await take(page, "zoom in");
  await take(page, "quit");
  expect(await calls(page, "app:act")).toEqual([{ action: "zoom-in" }, { action: "quit" }]);
  await take(page, "keep new");
  await expect(page.getByRole("status").filter({ hasText: /^Keep new keys: (on|off)$/ })).toBeVisible();
  expect(await calls(page, "preferences:change")).toEqual([{ keepNewKeys: !goodDay().preferences.keepNewKeys }]);
});

test("who is signed out gets to the form", async () => {
  const page = await open(
    goodDay({ activeConnectionId: remote.id, session: { status: "signed-out", reason: "ended" } }),
  );
  await take(page, "sign in");
  const form = page.getByRole("region", { name: "Sign in" });
  await expect(form.getByRole("textbox").and(page.locator(":focus"))).toHaveCount(1);
});

test("what cannot be done is said and stays, and nothing is asked of main", async () => {
  const page = await open(goodDay({ ...lists(fiveKeys, twoRevoked) }));
  await take(page, "generate");
  const option = page.getByRole("option", { name: /^Generate New Key/ });
  await expect(option).toHaveAttribute("aria-disabled", "true");
  await expect(page.getByRole("alert").filter({ hasText: "All 5 keys are active. Revoke one first." })).toBeVisible();
  await expect(palette(page)).toBeVisible();
  await option.click({ force: true });
  await expect(palette(page)).toBeVisible();
  await expect(field(page)).toBeFocused();
  expect(await calls(page, "keys:generate")).toEqual([]);
  await page.keyboard.type(" key");
  await expect(page.getByRole("alert").filter({ hasText: "All 5" })).toHaveCount(0);
});

test("a kept key is copied, said, and the focus is where it was", async () => {
  const page = await open(goodDay({ kept: [keptKey({ keyId: "k2", connectionId: local.id })] }));
  await selectKey(page, "Inventory Sync");
  await take(page, "copy");
  await expect(palette(page)).toHaveCount(0);
  await expect(row(page, /Inventory Sync/)).toBeFocused();
  await expect(page.getByRole("status").filter({ hasText: "Copied Inventory Sync." })).toBeVisible();
  expect(await calls(page, "kept:copy")).toEqual([{ connectionId: local.id, keyId: "k2" }]);
});

test("places, appearance, connections and the list are a few letters away", async () => {
  const page = await open(goodDay());
  await take(page, "appearance settings");
  await expect(page.getByRole("heading", { name: "Appearance" })).toBeVisible();
  await expect(page.getByRole("tab", { name: "Appearance" })).toBeFocused();
  await take(page, "dark");
  expect(await calls(page, "app:set-appearance")).toEqual([{ appearance: "dark" }]);
  await take(page, "northwind");
  expect(await calls(page, "connection:activate")).toEqual([{ connectionId: remote.id }]);
  await take(page, "refresh");
  await expect(page.getByRole("status").filter({ hasText: "Up to date" })).toBeVisible();
  expect(await calls(page, "keys:refresh")).toHaveLength(1);
  await take(page, "find");
  await expect(page.getByRole("textbox", { name: "Filter keys by name or hint" })).toBeFocused();
});

test("a failure is said", async () => {
  const page = await open(goodDay(), { "keys:refresh": { ok: false, failure: failures.timeout } });
  await take(page, "refresh");
  await expect(page.getByRole("status").filter({ hasText: failures.timeout.message })).toBeVisible();
});

test("what was used comes first the next time", async () => {
  const page = await open(goodDay());
  await take(page, "dark");
  await openPalette(page);
  const recent = page.getByRole("group", { name: "Recent" });
  await expect(recent.getByRole("option")).toHaveCount(1);
  await expect(recent.getByRole("option", { name: "Appearance: Dark" })).toBeVisible();
  await expect(page.getByRole("option", { name: "Appearance: Dark" })).toHaveCount(1);
});

test("the mouse takes what it points at, and a click beside closes", async () => {
  const page = await open(goodDay());
  await openPalette(page);
  await page.getByRole("option", { name: "Find a key" }).click();
  await expect(page.getByRole("textbox", { name: "Filter keys by name or hint" })).toBeFocused();
  await openPalette(page);
  await page.mouse.click(5, 700);
  await expect(palette(page)).toHaveCount(0);
});

test("neither it nor the sheet comes up while a dialog has the floor", async () => {
  const page = await open(goodDay());
  await page.getByRole("button", { name: "Generate New Key" }).first().click();
  const dialog = page.getByRole("dialog", { name: "Generate New Key" });
  await dialog.getByRole("button", { name: "Cancel" }).focus();
  await command(page, "palette");
  await page.keyboard.press("?");
  await expect(dialog).toBeVisible();
  await expect(page.getByRole("dialog")).toHaveCount(1);
  await openWith(gallery, {
    state: goodDay({ newKey: { apiKey: activeKey({ id: "k9" }), copied: true, keepFailure: null } }),
    answers: {},
  });
  await expect(page.getByRole("dialog")).toHaveCount(1);
  await command(page, "palette");
  await command(page, "shortcuts");
  await expect(palette(page)).toHaveCount(0);
  await expect(sheet(page)).toHaveCount(0);
});

test("the question mark opens and closes the sheet, unless it is being typed", async () => {
  const page = await open(goodDay());
  const settings = page.getByRole("button", { name: "Settings" });
  await settings.focus();
  await page.keyboard.press("?");
  await expect(sheet(page)).toBeVisible();
  await expect(sheet(page)).toContainText("Ctrl K");
  await page.keyboard.press("?");
  await expect(sheet(page)).toHaveCount(0);
  await expect(settings).toBeFocused();
  await page.keyboard.press("?");
  await page.keyboard.press("Escape");
  await expect(sheet(page)).toHaveCount(0);
  await expect(settings).toBeFocused();
  await take(page, "find");
  await page.keyboard.press("?");
  await expect(page.getByRole("textbox", { name: "Filter keys by name or hint" })).toHaveValue("?");
  await expect(sheet(page)).toHaveCount(0);
  await openPalette(page, "?");
  await expect(field(page)).toHaveValue("?");
});

test("on the first run there is the sheet, and nothing to command", async () => {
  const page = await open(firstRun);
  await command(page, "palette");
  await command(page, "shortcuts");
  await expect(sheet(page)).toBeVisible();
  await expect(palette(page)).toHaveCount(0);
});
