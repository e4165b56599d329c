/** Using a key by keyboard, in the built renderer with the mock of main: snippets, the test, a `.env` file, the export. */
import { expect, type Page, test } from "@playwright/test";
import type { FakeBridgeOptions } from "./fake-bridge.ts";
import { keptDay } from "./kept-states.ts";
import { callsOf, type Gallery, launchGallery, openWith, pressItem, sizes } from "./page.ts";
import { outlook, useAnswers } from "./scenes-use.ts";
import { failure, goodDay, local } from "./states.ts";

let gallery: Gallery;

test.beforeAll(async () => {
  gallery = await launchGallery();
});

test.afterAll(async () => {
  await gallery?.app.close();
});

async function open(answers: FakeBridgeOptions["answers"] = {}, state: FakeBridgeOptions["state"] = keptDay()) {
  await openWith(gallery, { state, answers: { ...useAnswers, ...answers } });
  return gallery.page;
}

/** Opens the dialog with U on the row. */
async function openUse(answers: FakeBridgeOptions["answers"] = {}, state?: FakeBridgeOptions["state"]): Promise<Page> {
  const page = await open(answers, state);
  await row(page).focus();
  await pressUse(page);
  return page;
}

/** Until the dialog has given the focus away, it would take it from whatever a test focuses next. */
async function pressUse(page: Page): Promise<void> {
  await page.keyboard.press("u");
  const dialog = page.getByRole("dialog", { name: "Use “Production API”" });
  await expect(dialog.getByRole("tab", { name: "curl" })).toBeFocused();
}

const row = (page: Page) => page.getByRole("row", { name: /Production API/ });
const button = (page: Page, name: string | RegExp) => page.getByRole("button", { name, exact: true });
const said = (page: Page, text: string | RegExp) => page.getByRole("status").filter({ hasText: text });
const production = { connectionId: local.id, keyId: "k1" };
const variable = "PRODUCTION_API_KEY";

test("U opens it, arrows move through the tools, Esc leads back to the row", async () => {
  const page = await openUse();
  for (const name of [".env", "Shell", "JavaScript", "Python", "GitHub Actions", "Docker Compose"]) {
    await page.keyboard.press("ArrowRight");
    await expect(page.getByRole("tab", { name, exact: true })).toBeFocused();
    await expect(page.getByRole("tabpanel", { name, exact: true }).locator("pre")).toContainText(variable);
  }
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toBeHidden();
  await expect(row(page)).toBeFocused();
});

test("a letter with Ctrl is not that letter", async () => {
  const page = await open();
  await row(page).focus();
  await page.keyboard.press("Control+u");
  await page.keyboard.press("ArrowDown");
  await expect(page.getByRole("row", { name: /Inventory Sync/ })).toBeFocused();
  await expect(page.getByRole("dialog")).toHaveCount(0);
});

test("a snippet is copied as it stands, for the warehouse and the variable chosen", async () => {
  const page = await openUse();
  await button(page, "Warehouse")
    .or(page.getByRole("combobox", { name: "Warehouse" }))
    .press("Enter");
  await page.getByRole("option", { name: /Leipzig/ }).click();
  await page.getByLabel("Variable").fill("PRINTER_KEY");
  const shown = await page.getByRole("tabpanel").locator("pre").innerText();
  expect(shown).toContain("ApiKey $PRINTER_KEY");
  expect(shown).toContain("X-Warehouse-Id: wh_leipzig");
  await button(page, "Copy snippet").press("Enter");
  await expect(button(page, "Copied snippet")).toBeVisible();
  await expect(said(page, "Snippet copied")).toBeAttached();
  expect(await callsOf(page, "clipboard:copy-snippet")).toEqual([{ text: shown }]);
});

test("a name no shell takes: said, another is offered, and nothing is done under the bad one", async () => {
  const page = await openUse({ "use:suggest-variable": { ok: true, value: { variable: "_2ND_KEY" } } });
  await page.getByRole("tab", { name: ".env", exact: true }).click();
  const field = page.getByLabel("Variable");
  await field.fill("2nd key");
  await expect(field).toHaveAccessibleDescription(/no shell takes another name/);
  expect(await callsOf(page, "use:suggest-variable")).toContainEqual({ text: "2nd key", as: "typed" });
  await button(page, "Copy with the key").press("Enter");
  await expect(said(page, "The variable needs another name.")).toBeAttached();
  expect(await callsOf(page, "use:copy-with-key")).toEqual([]);
  await button(page, "Use _2ND_KEY").press("Enter");
  await expect(field).toHaveValue("_2ND_KEY");
  await expect(field).toHaveAccessibleDescription("");
  await expect(page.getByRole("tabpanel").locator("pre")).toHaveText("_2ND_KEY={key}");
});

test("Copy with the key asks main by reference; a refusal is said in place", async () => {
  const page = await openUse();
  await button(page, "Copy with the key").press("Enter");
  await expect(page.getByRole("tabpanel").getByRole("button", { name: "Copied", exact: true })).toBeVisible();
  const asked = { ...production, variable, warehouseId: "wh_rotterdam" };
  expect(await callsOf(page, "use:copy-with-key")).toEqual([{ ...asked, kind: "curl" }]);
  await page.getByRole("tab", { name: "Shell" }).click();
  await expect(button(page, "Copy with the key")).toHaveAccessibleDescription(
    "Copies the export with the key in it for 30 seconds. Your shell’s history will remember it.",
  );
  await button(page, "Copy with the key").press("Enter");
  await expect(page.getByRole("tabpanel").getByRole("button", { name: "Copied", exact: true })).toBeVisible();
  await expect(said(page, "Copied Production API. It leaves the clipboard in 30 seconds.")).toBeAttached();
  expect(await callsOf(page, "use:copy-with-key")).toEqual([
    { ...asked, kind: "curl" },
    { ...asked, kind: "export" },
  ]);

  const refused = failure("clipboard-refused", "The key was not copied: the clipboard did not take it.");
  const again = await openUse({ "use:copy-with-key": { ok: false, failure: refused } });
  await again.getByRole("tab", { name: ".env", exact: true }).click();
  await button(again, "Copy with the key").click();
  await expect(again.getByRole("alert")).toHaveText(refused.message);
  // Now, not soon: it would go by itself.
  expect(await button(again, "Copied").count()).toBe(0);
});

test("the test of a key is heard, and another warehouse takes its results away", async () => {
  const page = await openUse();
  await button(page, "Test this key").press("Enter");
  const results = page.getByRole("list", { name: "What came of it" });
  await expect(results.getByRole("listitem")).toHaveText([
    /GET \/keys\/self20012 msThe key is good/,
    /GET \/inbound2008 msThe key may read/,
  ]);
  expect(await results.evaluate((list) => list.parentElement?.getAttribute("aria-live"))).toBe("polite");
  expect(await callsOf(page, "use:test")).toEqual([{ ...production, warehouseId: "wh_rotterdam" }]);
  await page.getByRole("combobox", { name: "Warehouse" }).click();
  await page.getByRole("option", { name: /Leipzig/ }).click();
  await expect(results).toHaveCount(0);
});

test("into a file by keyboard: chosen, looked at, written, taken back, the focus always on something", async () => {
  const page = await openUse();
  await button(page, "Choose file…").press("Enter");
  await expect(page.getByText(`Replaces the value of ${variable}`)).toBeVisible();
  expect(await callsOf(page, "env:choose")).toEqual([{ fresh: false }]);
  await page.keyboard.press("Tab");
  await expect(button(page, "Cancel")).toBeFocused();
  await page.keyboard.press("Tab");
  await expect(button(page, "Write")).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(button(page, /^Undo: PRODUCTION_API_KEY in /)).toBeFocused();
  const [written] = await callsOf(page, "env:write");
  expect(written).toMatchObject({ ...production, variable });

  // Undo is there until the window closes, not until the dialog does.
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toBeHidden();
  await expect(row(page)).toBeFocused();
  await pressUse(page);
  await button(page, /^Undo: /).press("Enter");
  await expect(button(page, "Choose file…")).toBeFocused();
  await expect(button(page, /^Undo: /)).toHaveCount(0);
  expect(await callsOf(page, "env:undo")).toHaveLength(1);
});

test("in the smallest window what was asked for scrolls into sight", async () => {
  const page = await openUse({ "env:inspect": { ok: true, value: { ...outlook, git: "not-ignored" } } });
  await page.setViewportSize(sizes[1]);
  await button(page, "Test this key").press("Enter");
  await expect(page.getByText("The key may read")).toBeInViewport({ ratio: 1 });
  await button(page, "Choose file…").press("Enter");
  await expect(button(page, "Write")).toBeInViewport({ ratio: 1 });
  await button(page, "Write").press("Enter");
  await expect(button(page, /^Undo: /)).toBeInViewport({ ratio: 1 });
});

test("a file git would take along: the offer, before and after the write", async () => {
  const page = await openUse({
    "env:inspect": { ok: true, value: { ...outlook, git: "not-ignored" } },
    "env:write": { ok: true, value: { how: "append", git: "not-ignored", undoId: crypto.randomUUID() } },
  });
  await button(page, "New file…").press("Enter");
  await expect(button(page, "Add to .gitignore")).toBeVisible();
  expect(await callsOf(page, "env:choose")).toEqual([{ fresh: true }]);
  await button(page, "Write").press("Enter");
  await expect(button(page, /^Undo: /)).toBeFocused();
  await button(page, "Add to .gitignore").press("Enter");
  await expect(said(page, "“/.env” is in /home/ada/projects/label-printer/.gitignore now")).toBeVisible();
  await expect(button(page, "Add to .gitignore")).toHaveCount(0);
  await expect(button(page, /^Undo: /)).toBeFocused();
});

test("a refused write and a refused undo stay in place with their reasons", async () => {
  const changed = failure("env-file", "The file was left as it is: another program has changed it meanwhile.");
  const page = await openUse({ "env:write": { ok: false, failure: changed } });
  await button(page, "Choose file…").click();
  await button(page, "Write").click();
  await expect(page.getByRole("alert")).toHaveText(changed.message);
  await expect(button(page, "Write")).toBeFocused();

  const kept = failure("env-undo", "That write was not taken back: the disk is full. The file was left as it is.");
  const again = await openUse({ "env:undo": { ok: false, failure: kept } });
  await button(again, "Choose file…").click();
  await button(again, "Write").click();
  await button(again, /^Undo: /).click();
  await expect(again.getByRole("alert")).toHaveText(kept.message);
  await expect(button(again, /^Undo: /)).toBeVisible();
});

test("a dialog that was called off changes nothing", async () => {
  const page = await openUse({ "env:choose": { ok: true, value: null } });
  await button(page, "Choose file…").press("Enter");
  await expect.poll(() => callsOf(page, "env:choose")).toHaveLength(1);
  await expect(button(page, "Choose file…")).toBeFocused();
  await expect(button(page, "Write")).toHaveCount(0);
});

test("a key that is not kept: what needs it says so, and the way to add it is there", async () => {
  const page = await openUse({}, goodDay());
  for (const name of ["Test this key", "Choose file…", "New file…"]) {
    await expect(button(page, name)).toHaveAccessibleDescription(/is not kept on this computer/);
    await button(page, name).press("Enter");
  }
  expect([await callsOf(page, "use:test"), await callsOf(page, "env:choose")]).toEqual([[], []]);
  await button(page, "Add key value…").press("Enter");
  await expect(page.getByRole("dialog", { name: "Add key value" })).toBeVisible();
  await expect(page.getByLabel("Key value", { exact: true })).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await expect(row(page)).toBeFocused();
});

test("a key that is revoked while its dialog is open keeps the dialog, and that is said", async () => {
  const page = await openUse();
  const now = await page.evaluate(() => {
    const revokedAt = new Date(Date.now()).toISOString();
    return revokedAt;
  });
  const { keys, revoked } = keptDay();
  const [gone] = keys.active;
  if (gone === undefined) throw new Error("There is no key.");
  await page.evaluate((slices) => window.fakeMain.emit("state:changed", slices), {
    keys: { ...keys, active: keys.active.slice(1) },
    revoked: { ...revoked, rows: [{ ...gone, status: "revoked" as const, revokedAt: now }, ...revoked.rows] },
    kept: [],
  });
  await expect(page.getByText("This key is revoked by now.")).toBeVisible();
  await expect(button(page, "Test this key")).toHaveAttribute("aria-disabled", "true");
  await expect(button(page, "Test this key")).toHaveAccessibleDescription(/revoked by now/);
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toHaveCount(0);
});

for (const format of ["csv", "json"] as const) {
  test(`the list as ${format} by keyboard`, async () => {
    const answer = { ok: true as const, value: { path: `/home/ada/keys.${format}`, complete: true } };
    const page = await open({ "keys:export": answer });
    await button(page, "Export the list").press("Enter");
    await pressItem(page, `Export as ${format.toUpperCase()}…`);
    await expect(said(page, `Exported to /home/ada/keys.${format}`)).toBeVisible();
    expect(await callsOf(page, "keys:export")).toEqual([{ format }]);
    await expect(button(page, "Export the list")).toBeFocused();
  });
}

test("an export without the older keys, one that failed, and one called off", async () => {
  const run = async (answer: NonNullable<FakeBridgeOptions["answers"]["keys:export"]>) => {
    const page = await open({ "keys:export": answer });
    await button(page, "Export the list").click();
    await page.getByRole("menuitem", { name: "Export as CSV…" }).click();
    await expect.poll(() => callsOf(page, "keys:export")).toHaveLength(1);
    return page;
  };
  const partly = await run({ ok: true, value: { path: "/keys.csv", complete: false } });
  await expect(said(partly, "without the older revoked keys")).toBeVisible();
  const full = failure("export-failed", "The list could not be written: the disk is full. Choose another place.");
  await expect(said(await run({ ok: false, failure: full }), full.message)).toBeVisible();
  const off = await run({ ok: true, value: null });
  await expect(button(off, "Export the list")).not.toHaveAttribute("aria-busy", "true");
  expect(await said(off, /Exported/).count()).toBe(0);
});
