/** The demo's first chapter, the guide in its own order: from the first start to a revoked key. */
import { expect } from "@playwright/test";
import { readClipboard } from "../support/clipboard.ts";
import { comeBack } from "../support/remote-app.ts";
import {
  copyAndDone,
  generateKey,
  keyRow,
  makeKey,
  openApiKeys,
  openGenerate,
  openRevoke,
  revealDialog,
  startLocalWorkspace,
} from "../support/walk.ts";
import type { Stage } from "./stage.ts";

/** Walks it; answers the value of the key that the next chapters use, "Staging Tests". */
export async function walkTheGuide(stage: Stage): Promise<string> {
  const { window } = stage;
  let production = "";
  let staging = "";

  await stage.step("First start", async () => {
    await expect(window.getByRole("button", { name: "Use the Local workspace" })).toBeVisible();
  });
  await stage.step("Local workspace, Overview", async () => {
    await startLocalWorkspace(window);
    await expect(window.getByText("No keys yet", { exact: false })).toBeVisible();
  });
  await stage.step("Settings, API Keys", async () => {
    await openApiKeys(window);
    await expect(window.getByRole("heading", { name: "API Keys" })).toBeVisible();
  });
  await stage.step("Generate New Key", async () => {
    const dialog = await openGenerate(window);
    await dialog.getByRole("button", { name: "Production" }).click();
    await expect(dialog.getByLabel("Name")).toHaveValue("Production");
  });
  await stage.step("The key, shown once", async () => {
    await window.keyboard.press("Escape");
    production = await generateKey(window, "Production");
  });
  await stage.step("Copied and verified", async () => {
    await revealDialog(window).getByRole("button", { name: "Copy", exact: true }).click();
    await expect(revealDialog(window).getByRole("button", { name: "Copied" })).toBeVisible();
    expect(await readClipboard()).toBe(production);
    await stage.call(production);
  });
  await stage.step("More keys, one for each purpose", async () => {
    await copyAndDone(window);
    staging = await makeKey(window, "Staging");
    await makeKey(window, "Inventory Sync");
    await stage.call(staging);
    await expect(window.getByText("3 of 5 active", { exact: true })).toBeVisible();
  });
  await stage.step("Rename", async () => {
    await keyRow(window, "Active Keys", "Staging").getByRole("button", { name: /^More/ }).click();
    await window.getByRole("menuitem", { name: /^Rename/ }).click();
    await window.getByRole("dialog").getByLabel("Name").fill("Staging Tests");
  });
  await stage.step("Five of five", async () => {
    await window.keyboard.press("Enter");
    await expect(keyRow(window, "Active Keys", "Staging Tests")).toBeVisible();
    await makeKey(window, "Nightly Export");
    await makeKey(window, "Billing");
    await expect(window.getByText("5 of 5 active", { exact: true })).toBeVisible();
  });
  await stage.step("Revoke asks first", async () => {
    // The last use is in the list after a refresh, as after coming back to the window.
    await comeBack(stage.running);
    await expect(keyRow(window, "Active Keys", "Production")).not.toContainText("Never");
    const dialog = await openRevoke(window, "Production");
    await expect(dialog).toContainText("Whatever uses it will fail");
    await dialog.getByLabel("Reason").fill("Found in a log");
  });
  await stage.step("Revoked keys stay listed", async () => {
    await window.getByRole("alertdialog").getByRole("button", { name: "Revoke" }).click();
    await expect(keyRow(window, "Revoked Keys", "Production")).toContainText("Found in a log");
  });
  return staging;
}
