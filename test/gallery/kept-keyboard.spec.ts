/** Kept keys by keyboard, in the built renderer with the mock of main: copying, adding, forgetting, and the clipboard's chip. */
import { expect, type Page, test } from "@playwright/test";
import type { FakeBridgeOptions } from "./fake-bridge.ts";
import { keptDay, keptFailures, keptOf, onClipboard, twoKept } from "./kept-states.ts";
import { callsOf, type Gallery, launchGallery, openWith, pressItem } from "./page.ts";
import { activeKey, failures, local, threeKeys } from "./states.ts";

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

const row = (page: Page, name: RegExp) => page.getByRole("row", { name });
const said = (page: Page, text: string | RegExp) => page.getByRole("status").filter({ hasText: text });
const production = { connectionId: local.id, keyId: "k1" };

for (const keys of ["c", "C", "Control+c", "Meta+c"]) {
  test(`${keys} on a row copies its key`, async () => {
    const page = await open(keptDay());
    await row(page, /Production API/).focus();
    await page.keyboard.press(keys);
    await expect(page.getByRole("button", { name: "Copied Production API" })).toBeVisible();
    await expect(said(page, "Copied Production API. It leaves the clipboard in 30 seconds.")).toBeAttached();
    expect(await callsOf(page, "kept:copy")).toEqual([production]);
    await expect(row(page, /Production API/)).toBeFocused();
  });
}

test("C on a row whose key is not kept says so and asks nothing of main", async () => {
  const page = await open(keptDay());
  await row(page, /Staging Tests/).focus();
  await page.keyboard.press("c");
  await expect(said(page, "Not kept on this computer.")).toBeAttached();
  expect(await callsOf(page, "kept:copy")).toEqual([]);
});

test("a failed copy is said until it is dismissed, and nothing claims to be copied", async () => {
  const page = await open(keptDay(), { "kept:copy": { ok: false, failure: failures.locked } });
  await page.getByRole("button", { name: "Copy Production API" }).click();
  await expect(said(page, failures.locked.message)).toBeVisible();
  // Now, not soon: "Copied" would go by itself.
  expect(await page.getByRole("button", { name: /^Copied/ }).count()).toBe(0);
  await page.getByRole("button", { name: "Dismiss" }).click();
  await expect(page.getByText(failures.locked.message)).toHaveCount(0);
});

test("a value that is forgotten while its button has the focus leaves it on the row", async () => {
  const page = await open(keptDay());
  await page.getByRole("button", { name: "Copy Production API" }).focus();
  await page.evaluate((kept) => window.fakeMain.emit("state:changed", { kept }), twoKept.slice(1));
  await expect(row(page, /Production API/)).toBeFocused();
});

test("rows and columns stay where they are when a key is kept or forgotten", async () => {
  const page = await open(keptDay({ kept: [] }));
  const places = () =>
    page.evaluate(() =>
      [...document.querySelectorAll("tr[data-row] :is(td, th)")].map((cell) => {
        const { x, y, width, height } = cell.getBoundingClientRect();
        return [x, y, width, height];
      }),
    );
  for (const width of [720, 860, 1040, 1400]) {
    await page.evaluate(() => window.fakeMain.emit("state:changed", { kept: [] }));
    await page.setViewportSize({ width, height: 720 });
    await expect.poll(() => page.evaluate(() => innerWidth)).toBe(width);
    await expect(page.getByRole("button", { name: /^Copy/ })).toHaveCount(0);
    const before = await places();
    const kept = threeKeys.map((key) => keptOf(key));
    await page.evaluate((kept) => window.fakeMain.emit("state:changed", { kept }), kept);
    await expect(page.getByRole("button", { name: /^Copy/ })).toHaveCount(3);
    expect(await places(), `at ${width}`).toEqual(before);
  }
});

test("Add key value… hides what is pasted, keeps it by Enter, and leaves nothing behind", async () => {
  const page = await open(keptDay());
  await row(page, /Staging Tests/).focus();
  await page.keyboard.press("Enter");
  await pressItem(page, "Add key value…");
  const field = page.getByLabel("Key value", { exact: true });
  await expect(field).toBeFocused();
  await expect(field).toHaveAttribute("type", "password");
  await page.keyboard.press("Enter");
  await expect(field).toHaveAccessibleDescription("Paste the key first.");
  await page.keyboard.insertText('"krk_b7Wnsecret0OaE"');
  expect(await page.evaluate(() => document.documentElement.outerHTML)).not.toContain("secret");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("dialog")).toBeHidden();
  expect(await callsOf(page, "kept:add-value")).toEqual([{ keyId: "k3", pasted: '"krk_b7Wnsecret0OaE"' }]);
  await expect(said(page, "Kept on this computer")).toBeAttached();
  await expect(row(page, /Staging Tests/)).toBeFocused();
});

test("a refused value is said at the field, and Esc empties it at once", async () => {
  const page = await open(keptDay(), { "kept:add-value": { ok: false, failure: keptFailures.refused } });
  await page.getByRole("button", { name: "More for Staging Tests" }).click();
  await page.getByRole("menuitem", { name: "Add key value…" }).click();
  const field = page.getByLabel("Key value", { exact: true });
  await field.fill("krk_b7Wnsecret0OaE");
  await page.keyboard.press("Enter");
  await expect(field).toHaveAccessibleDescription(keptFailures.refused.message);
  await expect(field).toHaveValue("krk_b7Wnsecret0OaE");
  const held = await field.elementHandle();
  await page.keyboard.press("Escape");
  await expect.poll(() => held?.evaluate((input) => (input as HTMLInputElement).value)).toBe("");
});

test("Forget asks first, with Cancel focused, and returns to the row", async () => {
  const page = await open(keptDay());
  await row(page, /Production API/).focus();
  await page.keyboard.press("Enter");
  await pressItem(page, "Forget on this computer");
  await expect(page.getByRole("alertdialog", { name: "Forget “Production API” on this computer?" })).toBeVisible();
  await expect(page.getByRole("button", { name: "Cancel" })).toBeFocused();
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("alertdialog")).toBeHidden();
  expect(await callsOf(page, "kept:forget")).toEqual([production]);
  await expect(row(page, /Production API/)).toBeFocused();
});

test("the new key's box follows main, and what main could not keep is old news after a choice", async () => {
  const apiKey = activeKey({ id: "k9", name: "Fresh" });
  const newKey = { apiKey, copied: false, keepFailure: keptFailures.notKept };
  const page = await open(keptDay({ newKey }), {
    "keys:reveal": { ok: true, value: { value: "krk_9fK2mWq7Lx0RtBv3NcYe8HsJ5uPzAdGiTfX7Qd" } },
  });
  const box = page.getByRole("checkbox", { name: "Keep on this computer for quick copy" });
  await expect(box).not.toBeChecked();
  await expect(box).toHaveAccessibleDescription("Stored in the system keychain, nowhere else.");
  await expect(page.getByRole("alert")).toHaveText(keptFailures.notKept.message);
  await box.press(" ");
  expect(await callsOf(page, "kept:keep-new")).toEqual([{ keyId: "k9" }]);
  await page.evaluate((kept) => window.fakeMain.emit("state:changed", { kept }), [keptOf(apiKey)]);
  await expect(box).toBeChecked();
  await expect(page.getByRole("alert")).toHaveCount(0);
  await box.press(" ");
  expect(await callsOf(page, "kept:forget")).toEqual([{ connectionId: local.id, keyId: "k9" }]);
  await page.evaluate(() => window.fakeMain.emit("state:changed", { kept: [] }));
  await expect(box).not.toBeChecked();
  await expect(page.getByRole("alert")).toHaveCount(0);
});

test("Clear now: the end is announced, and the focus goes to Settings", async () => {
  const page = await open(keptDay({ clipboard: onClipboard("Production API", 24) }));
  const chip = page.getByRole("region", { name: "Clipboard" });
  await expect(chip).toContainText("24 s");
  await chip.getByRole("button", { name: "Clear now" }).press("Enter");
  expect(await callsOf(page, "clipboard:clear")).toHaveLength(1);
  await page.evaluate(() => window.fakeMain.emit("state:changed", { clipboard: { holding: null, conceals: false } }));
  await expect(chip).toHaveCount(0);
  await expect(page.getByRole("button", { name: "Settings" })).toBeFocused();
  await expect(said(page, "Clipboard cleared")).toBeVisible();
});

test("a clearing that could not be verified is said by the notice alone", async () => {
  await gallery.page.clock.install();
  const page = await open(keptDay({ clipboard: onClipboard("Production API", 24) }));
  await expect(page.getByRole("region", { name: "Clipboard" })).toBeVisible();
  const message = "Keyrack could not make sure that the key is off the clipboard. Copy something else to replace it.";
  await page.evaluate((message) => {
    window.fakeMain.emit("state:changed", { clipboard: { holding: null, conceals: false } });
    window.fakeMain.emit("state:changed", { notices: [{ id: "clipboard-not-cleared", tone: "warning", message }] });
  }, message);
  await expect(page.getByText(message)).toHaveCount(1);
  // Longer than the window waits for the notice before it says that all is well (ClipboardHold), shorter than a remark stays.
  await page.clock.runFor(1_000);
  expect(await page.getByText("Clipboard cleared").count()).toBe(0);
});
