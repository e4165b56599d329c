/** The demo's third chapter, every day: quick copy from palette and tray, the clipboard, and everything by keyboard. */
import { expect, type Page } from "@playwright/test";
import { readClipboard } from "../support/clipboard.ts";
import { openPalette } from "../support/palette.ts";
import { keyRow, openApiKeys, pressShortcut } from "../support/walk.ts";
import { picturesOf, type Stage } from "./stage.ts";
import { drawTrayMenu } from "./tray-picture.ts";

/** Opens the command palette. */
export async function openCommands({ window, running }: Stage): Promise<void> {
  await pressShortcut(running.app, "K");
  await expect(window.getByRole("combobox", { name: "Search commands" })).toBeFocused();
}

/** Walks it; begins and ends in the Local workspace. */
export async function spendADay(stage: Stage): Promise<void> {
  const { window, running, tray } = stage;
  let palette: Page | undefined;

  await stage.stepWith(
    "Quick copy palette",
    () => picturesOf(palette ?? window),
    async () => {
      palette = await openPalette(running);
      await expect(palette.getByRole("option").first()).toBeVisible();
    },
  );
  await stage.stepWith(
    "Tray menu",
    async () => ({ main: await drawTrayMenu(running.app, await tray.menu()) }),
    async () => {
      await palette?.keyboard.press("Escape");
      await expect.poll(tray.labels).toContain("Open Keyrack");
      const [first = ""] = await tray.labels();
      await tray.click(first);
      await expect(window.getByRole("button", { name: "Clear now" })).toBeVisible();
    },
  );
  await stage.step("On the clipboard, not for long", async () => {
    await openApiKeys(window);
    expect(await readClipboard()).toMatch(/^krk_/);
    await expect(window.getByRole("button", { name: "Clear now" })).toBeVisible();
  });
  await stage.step("Settings, Quick copy", async () => {
    await window.getByRole("button", { name: "Clear now" }).click();
    await expect(window.getByText("Clipboard cleared", { exact: true })).toBeVisible();
    expect(await readClipboard()).toBe("");
    await window.getByRole("tab", { name: "Quick copy" }).click();
    await expect(window.getByRole("heading", { name: "Quick copy" })).toBeVisible();
  });
  await stage.step("Command palette", async () => {
    await openApiKeys(window);
    await keyRow(window, "Active Keys", "Inventory Sync").focus();
    await openCommands(stage);
    await expect(window.getByRole("option", { name: "Copy “Inventory Sync”" })).toBeVisible();
  });
  await stage.step("Keyboard shortcuts", async () => {
    await window.keyboard.type("shortcuts");
    await window.keyboard.press("Enter");
    await expect(window.getByRole("dialog", { name: "Keyboard shortcuts" })).toContainText("Ctrl K");
  });
  await window.keyboard.press("Escape");
  await expect(window.getByRole("dialog")).toHaveCount(0);
}
