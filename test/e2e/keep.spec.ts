/** Kept keys in the window of the real program: what a row, a dialog and Settings do, as the keyring and xclip see it. */
import { expect, type Locator, type Page } from "@playwright/test";
import { readState } from "../support/bridge.ts";
import { readClipboard, writeClipboard } from "../support/clipboard.ts";
import { test } from "../support/e2e.ts";
import { generateKept, keptInKeyring, prefer } from "../support/kept.ts";
import { emptyKeyring } from "../support/keyring.ts";
import { comeBack, sharedRemoteApp } from "../support/remote-app.ts";
import { generateKey, keyRow, makeKey, revealDialog, useLocalWorkspace } from "../support/walk.ts";

const active = (window: Page, name: string) => keyRow(window, "Active Keys", name);
const copyButton = (window: Page, name: string) =>
  active(window, name).getByRole("button", { name: new RegExp(`^(Copy|Copied) ${name}$`) });
const chip = (window: Page) => window.getByRole("region", { name: "Clipboard" });

async function choose(window: Page, name: string, item: string): Promise<void> {
  await active(window, name).getByRole("button", { name: /^More/ }).click();
  await window.getByRole("menuitem", { name: item }).click();
}

async function forget(window: Page, name: string): Promise<void> {
  await choose(window, name, "Forget on this computer");
  await window.getByRole("alertdialog").getByRole("button", { name: "Forget" }).click();
  await expect(copyButton(window, name)).toHaveCount(0);
}

/** Opens the dialog and pastes what is on the clipboard, as a person does. */
async function pasteValue(window: Page, name: string, text: string): Promise<Locator> {
  await writeClipboard(text);
  await choose(window, name, "Add key value…");
  const field = window.getByLabel("Key value", { exact: true });
  await expect(field).toBeFocused();
  await window.keyboard.press("ControlOrMeta+v");
  await expect(field).not.toHaveValue("");
  await window.keyboard.press("Enter");
  return field;
}

test.beforeEach(() => emptyKeyring());

test("a new key is kept, copied from its row, taken off the clipboard, and forgotten", async ({ launch }) => {
  const { window } = await launch();
  await useLocalWorkspace(window);
  const value = await makeKey(window, "Production");
  await expect.poll(() => keptInKeyring()).toEqual([value]);

  await writeClipboard("something else");
  await copyButton(window, "Production").click();
  await expect(copyButton(window, "Production")).toHaveText("Copied");
  expect(await readClipboard()).toBe(value);
  await expect(chip(window)).toContainText(/Production.*On the clipboard.*\d+ s/);
  await chip(window).getByRole("button", { name: "Clear now" }).click();
  await expect(chip(window)).toBeHidden();
  await expect(window.getByText("Clipboard cleared")).toBeVisible();
  expect(await readClipboard()).toBe("");

  await active(window, "Production").focus();
  await window.keyboard.press("c");
  await expect.poll(() => readClipboard()).toBe(value);
  await writeClipboard("something else");
  await window.keyboard.press("ControlOrMeta+c");
  await expect.poll(() => readClipboard()).toBe(value);

  await forget(window, "Production");
  expect(await keptInKeyring()).toEqual([]);
  await expect(active(window, "Production"), "the key itself stays").toBeVisible();
});

test("unticking the box in the modal takes the value out of the keyring, ticking it puts it back", async ({
  launch,
}) => {
  const { window } = await launch();
  await useLocalWorkspace(window);
  const value = await generateKey(window, "Fleeting");
  const box = revealDialog(window).getByRole("checkbox", { name: "Keep on this computer for quick copy" });
  await expect(box).toBeChecked();
  await expect.poll(() => keptInKeyring()).toEqual([value]);
  await box.click();
  await expect(box).not.toBeChecked();
  await expect.poll(() => keptInKeyring()).toEqual([]);
  await box.click();
  await expect(box).toBeChecked();
  await expect.poll(() => keptInKeyring()).toEqual([value]);
});

test("a pasted value is kept with what copying left around it; any other is refused at the field", async ({
  launch,
}) => {
  const { window } = await launch();
  await useLocalWorkspace(window);
  await prefer(window, { keepNewKeys: false });
  const other = await makeKey(window, "Other");
  const value = await makeKey(window, "Elsewhere");
  await expect(copyButton(window, "Elsewhere")).toHaveCount(0);
  expect(await keptInKeyring()).toEqual([]);

  const field = await pasteValue(window, "Elsewhere", other);
  await expect(field).toHaveAccessibleDescription(/^That is not this key: its value reads krk_/);
  const alike = value.slice(0, 12) + [...value.slice(12, -4)].reverse().join("") + value.slice(-4);
  await writeClipboard(alike);
  await window.keyboard.press("ControlOrMeta+v");
  await window.keyboard.press("Enter");
  await expect(field).toHaveAccessibleDescription("The server does not know that value as this key. Nothing was kept.");
  expect(await window.content(), "nothing of it is in the document").not.toContain(alike.slice(8, 30));
  await window.keyboard.press("Escape");
  await expect(window.getByRole("dialog")).toBeHidden();
  expect(await keptInKeyring()).toEqual([]);

  await pasteValue(window, "Elsewhere", `  "${value}"\n`);
  await expect(copyButton(window, "Elsewhere")).toBeVisible();
  await expect(window.getByText("Kept on this computer")).toBeVisible();
  expect(await keptInKeyring()).toEqual([value]);
  await copyButton(window, "Elsewhere").click();
  await expect.poll(() => readClipboard()).toBe(value);
});

test("signing out asks about the kept keys: they stay, or go with it", async ({ launch }) => {
  const { window } = await launch();
  await useLocalWorkspace(window);
  const value = await makeKey(window, "Kept");
  await expect.poll(() => keptInKeyring()).toEqual([value]);
  const question = window.getByRole("alertdialog", { name: "Sign out of Local workspace?" });
  const openQuestion = async () => {
    await window.getByRole("tab", { name: "Connection" }).click();
    await window.getByRole("button", { name: "Sign out" }).click();
    await expect(question.getByRole("checkbox", { name: "Forget the key kept on this computer" })).toBeChecked();
  };

  await openQuestion();
  await question.getByRole("checkbox").click();
  await question.getByRole("button", { name: "Sign out" }).click();
  await expect(question).toBeHidden();
  expect(await keptInKeyring()).toEqual([value]);
  await window.getByRole("button", { name: "Open the Local workspace" }).click();

  await openQuestion();
  await question.getByRole("button", { name: "Sign out" }).click();
  await expect(question).toBeHidden();
  expect(await keptInKeyring()).toEqual([]);
  expect((await readState(window)).kept).toEqual([]);
});

test("what is chosen in Settings survives a restart, and forgetting all leaves nothing", async ({ launch }) => {
  const first = await launch();
  await useLocalWorkspace(first.window);
  for (const name of ["One", "Two"]) await generateKept(first.window, name);

  const openTab = async (window: Page) => {
    await window.getByRole("tab", { name: "Quick copy" }).click();
    await expect(window.getByRole("heading", { name: "Quick copy", exact: true })).toBeVisible();
  };
  const keepNew = (window: Page) => window.getByRole("switch", { name: "Keep new keys" });
  const clearAfter = (window: Page) => window.getByRole("combobox", { name: "Clear the clipboard after a copy" });
  await openTab(first.window);
  await keepNew(first.window).click();
  await expect(keepNew(first.window)).not.toBeChecked();
  await clearAfter(first.window).click();
  await first.window.getByRole("option", { name: "1 minute" }).click();
  await first.window.getByRole("button", { name: "Change the shortcut…" }).click();
  await first.window.keyboard.press("Control+Alt+F9");
  await expect(first.window.getByText("Ctrl+Alt+F9", { exact: true })).toBeVisible();
  expect(await first.close()).toBe(0);

  const second = await launch({ profile: first.profile });
  await openTab(second.window);
  await expect(keepNew(second.window)).not.toBeChecked();
  await expect(clearAfter(second.window)).toHaveText("1 minute");
  await expect(second.window.getByText("Ctrl+Alt+F9", { exact: true })).toBeVisible();
  expect((await readState(second.window)).preferences).toMatchObject({
    keepNewKeys: false,
    clearAfter: 60,
    quickCopyShortcut: "CommandOrControl+Alt+F9",
  });
  expect(await keptInKeyring()).toHaveLength(2);
  await second.window.getByRole("button", { name: "Forget all on this computer" }).click();
  await second.window
    .getByRole("alertdialog", { name: "Forget all 2 keys on this computer?" })
    .getByRole("button", { name: "Forget" })
    .click();
  await expect(second.window.getByText("No key is kept.")).toBeVisible();
  expect(await keptInKeyring()).toEqual([]);
});

test.describe("offline", () => {
  const remote = sharedRemoteApp();

  test("a kept key is still copied", async () => {
    const { window, server } = remote();
    const { value } = await generateKept(window, "Offline");
    server.fault(() => "cut");
    await comeBack(remote());
    await expect(window.getByText(/^Offline, as of .* Kept keys can still be copied\.$/)).toBeVisible();
    await writeClipboard("something else");
    await copyButton(window, "Offline").click();
    await expect(copyButton(window, "Offline")).toHaveText("Copied");
    expect(await readClipboard()).toBe(value);
  });
});
