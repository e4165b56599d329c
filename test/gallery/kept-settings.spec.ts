/** The tab Quick copy and signing out, in the built renderer with the mock of main: what each control asks of main. */
import { expect, type Page, test } from "@playwright/test";
import type { FakeBridgeOptions } from "./fake-bridge.ts";
import { keptDay, keptFailures, preferences } from "./kept-states.ts";
import { callsOf, type Gallery, launchGallery, openWith } from "./page.ts";

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

test("a shortcut is recorded from the keyboard: it needs a modifier, Esc cancels, Tab leaves", async () => {
  const page = await open(keptDay());
  await page.getByRole("tab", { name: "Quick copy" }).click();
  await expect(page.getByText("Ctrl+Shift+K")).toBeVisible();
  const change = page.getByRole("button", { name: "Change the shortcut…" });
  const recorder = page.getByRole("button", { name: "Press the new shortcut; Esc cancels" });

  await change.press("Enter");
  await page.keyboard.press("Escape");
  await expect(change).toBeFocused();

  await change.press("Enter");
  await page.keyboard.press("Tab");
  await expect(change).toBeVisible();
  await expect(page.getByRole("button", { name: "No shortcut" })).not.toBeFocused();

  await change.press("Enter");
  await expect(recorder).toBeFocused();
  await page.keyboard.press("y");
  await expect(recorder).toHaveAccessibleDescription("Hold Ctrl, Alt or Super with it.");
  await page.keyboard.press("Control+Alt+y");
  await expect(change).toBeFocused();
  await page.getByRole("button", { name: "No shortcut" }).click();
  expect(await callsOf(page, "preferences:change")).toEqual([
    { quickCopyShortcut: "CommandOrControl+Alt+Y" },
    { quickCopyShortcut: null },
  ]);
});

test("a shortcut that is taken is said in its row", async () => {
  const page = await open(keptDay(), {
    "preferences:change": { ok: false, failure: keptFailures.shortcutTaken },
  });
  await page.getByRole("tab", { name: "Quick copy" }).click();
  await page.getByRole("button", { name: "Change the shortcut…" }).click();
  await page.keyboard.press("Control+j");
  await expect(page.getByRole("alert")).toHaveText(keptFailures.shortcutTaken.message);
  await expect(page.getByText("Ctrl+Shift+K")).toBeVisible();
});

test("without a tray its switch says why, and cannot be flicked", async () => {
  const page = await open(keptDay({ desktop: { tray: "absent", shortcutFailure: null } }));
  await page.getByRole("tab", { name: "Quick copy" }).click();
  const tray = page.getByRole("switch", { name: "Close to the tray" });
  await expect(tray).not.toBeChecked();
  await expect(tray).toHaveAccessibleDescription(/^No tray was found on this desktop/);
  await tray.focus();
  await expect(tray).toBeFocused();
  await page.keyboard.press(" ");
  await page.getByRole("switch", { name: "Start at login" }).press(" ");
  expect(await callsOf(page, "preferences:change")).toEqual([{ startAtLogin: true }]);
});

test("signing out asks about kept keys, and only about them", async () => {
  const page = await open(keptDay());
  const signOut = page.getByRole("button", { name: "Sign out" });
  await page.getByRole("tab", { name: "Connection" }).click();
  await signOut.click();
  const question = page.getByRole("alertdialog", { name: "Sign out of Local workspace?" });
  const box = question.getByRole("checkbox", { name: "Forget the 2 keys kept on this computer" });
  await expect(box).toBeChecked();
  await box.press(" ");
  await question.getByRole("button", { name: "Sign out" }).click();
  await expect(question).toBeHidden();
  await page.evaluate(() => window.fakeMain.emit("state:changed", { kept: [] }));
  await signOut.click();
  expect(await callsOf(page, "session:sign-out")).toEqual([{ forgetKept: false }, { forgetKept: true }]);
});

test("what is chosen in Settings is asked of main as it is called there", async () => {
  const page = await open(keptDay({ preferences: { ...preferences, keepNewKeys: false } }));
  await page.getByRole("tab", { name: "Quick copy" }).click();
  await page.getByText("Keep new keys").click();
  await page.getByRole("combobox", { name: "Clear the clipboard after a copy" }).click();
  await page.getByRole("option", { name: "5 minutes" }).click();
  await page.getByRole("switch", { name: "Close to the tray" }).press(" ");
  expect(await callsOf(page, "preferences:change")).toEqual([
    { keepNewKeys: true },
    { clearAfter: 300 },
    { closeToTray: false },
  ]);
});
