/** The palette's keyboard, focus and mouse, in the built renderer with the mock of main. */
import { expect, type Page, test } from "@playwright/test";
import type { Channel } from "../../src-preload/contract/ipc.ts";
import { type Gallery, launchGallery } from "./page.ts";
import { openPalette, type PaletteMock } from "./quick-copy-page.ts";
import { keptKeys, manyKept, palette } from "./quick-copy-states.ts";
import { failures, local } from "./states.ts";

let gallery: Gallery;

test.beforeAll(async () => {
  gallery = await launchGallery();
});

test.afterAll(async () => {
  await gallery?.app.close();
});

async function open(state: PaletteMock["state"], answers: PaletteMock["answers"] = {}): Promise<Page> {
  await openPalette(gallery, { state, answers });
  return gallery.page;
}

const field = (page: Page) => page.getByRole("combobox");
const options = (page: Page) => page.getByRole("option");
const chosen = (page: Page) => page.getByRole("option", { selected: true });
const calls = (page: Page, channel: Channel) =>
  page.evaluate(
    (wanted) => window.fakeMain.calls.filter((call) => call.channel === wanted).map((call) => call.input),
    channel,
  );
const shown = (page: Page) => page.evaluate(() => window.fakeMain.emit("palette:shown", {}));

const locked = { "kept:copy": { ok: false as const, failure: failures.locked } };

test("the field has the focus, names its list and its chosen row; a row says all it shows", async () => {
  const page = await open(palette());
  await expect(field(page)).toBeFocused();
  await expect(field(page)).toHaveAccessibleDescription(
    "Enter copies, Esc closes. A copied key is cleared after 30 s.",
  );
  await expect(chosen(page)).toHaveAccessibleName(
    "Production API, krk_9fK2••••x7Qd, Local workspace, used 2 minutes ago",
  );
  await expect(field(page)).toHaveAttribute("aria-activedescendant", (await chosen(page).getAttribute("id")) ?? "");
  await expect(field(page)).toHaveAttribute("aria-expanded", "true");
  const list = await field(page).getAttribute("aria-controls");
  await expect(page.getByRole("listbox", { name: "Kept keys" })).toHaveAttribute("id", list ?? "");
  await field(page).fill("nothing like it");
  await expect(field(page)).toHaveAttribute("aria-expanded", "false");
  await expect(page.getByRole("status")).toHaveText("No key found");
});

test("the arrows move within the list and leave the field focused; the chosen row is in view", async () => {
  const page = await open(palette({ kept: manyKept }));
  const steps = [
    ["ArrowUp", 1],
    ["ArrowDown", 2],
    ["PageDown", 8],
    ["End", 40],
    ["ArrowDown", 40],
    ["PageUp", 34],
    ["Home", 1],
  ] as const;
  for (const [key, row] of steps) {
    await page.keyboard.press(key);
    await expect(chosen(page), key).toContainText(`Integration ${row}krk`);
    await expect(chosen(page)).toBeInViewport({ ratio: 1 });
    await expect(field(page)).toBeFocused();
  }
});

test("typing chooses the first row that fits; Enter copies it and hides the palette", async () => {
  const page = await open(palette());
  await page.keyboard.press("End");
  await page.keyboard.type("PROD");
  await expect(options(page)).toHaveCount(2);
  await expect(page.getByRole("status")).toHaveText("2 keys");
  await expect(chosen(page)).toContainText("Production API");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await expect.poll(() => calls(page, "palette:hide")).toHaveLength(1);
  expect(await calls(page, "kept:copy")).toEqual([{ connectionId: local.id, keyId: "k2" }]);
});

test("Esc hides and copies nothing; Enter with nothing listed does nothing; Tab stays", async () => {
  const page = await open(palette({ kept: [] }));
  await page.keyboard.press("Enter");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Shift+Tab");
  await expect(field(page)).toBeFocused();
  await page.keyboard.press("Escape");
  expect(await calls(page, "palette:hide")).toHaveLength(1);
  expect(await calls(page, "kept:copy")).toEqual([]);
});

test("a click copies; a press beside the field does not take its focus; a mouse at rest chooses nothing", async () => {
  const page = await open(palette());
  await page.getByText("cleared after 30 s").last().click();
  await expect(field(page)).toBeFocused();
  await options(page).filter({ hasText: "Staging Tests" }).hover();
  await expect(chosen(page)).toContainText("Staging Tests");
  await page.keyboard.press("Home");
  await expect(chosen(page)).toContainText("Production API");
  await options(page).filter({ hasText: "Staging Tests" }).click();
  await expect(field(page)).toBeFocused();
  expect(await calls(page, "kept:copy")).toEqual([{ connectionId: local.id, keyId: "k3" }]);
  await expect.poll(() => calls(page, "palette:hide")).toHaveLength(1);
});

test("a failure is said and the palette stays; the next key pressed takes it away", async () => {
  const page = await open(palette(), locked);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("alert")).toHaveText(failures.locked.message);
  await expect(field(page)).toBeFocused();
  expect(await calls(page, "palette:hide")).toEqual([]);
  await page.keyboard.press("ArrowDown");
  await expect(page.getByRole("alert")).toBeHidden();
});

test("two fast Enters and a held one are one copy", async () => {
  const page = await open(palette(), { "kept:copy": "never" });
  await page.keyboard.down("Enter");
  await page.keyboard.down("Enter");
  await page.keyboard.up("Enter");
  await page.keyboard.press("Enter");
  expect(await calls(page, "kept:copy")).toHaveLength(1);
});

test("each opening begins anew, even while a copy still waits for the keychain", async () => {
  const page = await open(palette(), { "kept:copy": "never" });
  await page.keyboard.type("staging");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("status")).toHaveText("Copying…");
  await field(page).evaluate((input) => input.blur());
  await shown(page);
  await expect(field(page)).toBeFocused();
  await expect(field(page)).toHaveValue("");
  await expect(chosen(page)).toContainText("Production API");
  await expect(page.getByRole("status")).toHaveText("");
  await page.keyboard.press("Enter");
  expect(await calls(page, "kept:copy")).toHaveLength(2);
});

test("a change of the state keeps the chosen row, or falls back to the first when it is gone", async () => {
  const page = await open(palette());
  await page.keyboard.press("ArrowDown");
  const change = (kept: typeof keptKeys) =>
    page.evaluate((slice) => window.fakeMain.emit("state:changed", { kept: slice }), kept);
  await change(keptKeys.slice(1));
  await expect(chosen(page)).toContainText("Production webhooks");
  await change(keptKeys.slice(2));
  await expect(chosen(page)).toHaveText(/^Untitled key/);
  await change([]);
  await expect(page.getByText("No keys are kept on this computer yet")).toBeVisible();
});

test("a composing input method keeps Enter and the arrows", async () => {
  const page = await open(palette());
  await field(page).dispatchEvent("keydown", { key: "Enter", isComposing: true });
  await field(page).dispatchEvent("keydown", { key: "ArrowDown", isComposing: true });
  await expect(chosen(page)).toContainText("Production API");
  expect(await calls(page, "kept:copy")).toEqual([]);
});

test("a failure that nobody could see waits for the next opening, and goes with the one after", async () => {
  const page = await open(palette(), locked);
  // Playwright has every page believe that it is visible.
  const see = (visibility: DocumentVisibilityState) =>
    page.evaluate((value) => {
      Object.defineProperty(document, "visibilityState", { value, configurable: true });
      document.dispatchEvent(new Event("visibilitychange"));
    }, visibility);
  await field(page).fill("prod");
  await see("hidden");
  await expect(field(page)).toHaveValue("");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("alert")).toBeVisible();
  await see("visible");
  await shown(page);
  await expect(page.getByRole("alert")).toHaveText(failures.locked.message);
  await see("hidden");
  await expect(page.getByRole("alert")).toBeHidden();
  await see("visible");
  await shown(page);
  await expect(page.getByRole("alert")).toBeHidden();
});
