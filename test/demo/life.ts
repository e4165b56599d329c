/** The demo's second chapter, the life of a key: used, tested, put into a `.env` file, rotated, and what is known of it. */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, type Locator } from "@playwright/test";
import { temporaryFolder } from "../support/app.ts";
import { readClipboard } from "../support/clipboard.ts";
import { answerFileDialogs } from "../support/file-dialogs.ts";
import { copyAndDone, keyRow, openApiKeys, revealDialog } from "../support/walk.ts";
import type { Stage } from "./stage.ts";

/** Walks it with the kept key "Staging Tests". */
export async function followAKey(stage: Stage): Promise<void> {
  const { window } = stage;
  const use = window.getByRole("dialog", { name: "Use “Staging Tests”" });
  const pressOnRow = async (key: string) => {
    await keyRow(window, "Active Keys", "Staging Tests").focus();
    await window.keyboard.press(key);
  };

  await stage.step("Use it", async () => {
    await openApiKeys(window);
    await pressOnRow("u");
    await expect(use.getByRole("tabpanel").locator("pre").first()).toContainText("ApiKey $STAGING_TESTS_API_KEY");
    await use.getByRole("button", { name: "Copy snippet" }).click();
    await expect(use.getByRole("button", { name: "Copied snippet" })).toBeVisible();
    expect(await readClipboard()).toContain("X-Warehouse-Id: wh_rotterdam");
  });
  await stage.step("Test this key", async () => {
    await use.getByRole("button", { name: "Test this key" }).click();
    const calls = use.getByRole("list", { name: "What came of it" }).getByRole("listitem");
    await expect(calls).toHaveText([/GET \/keys\/self.*200/, /GET \/inbound.*200/]);
  });
  await stage.step("Into a .env file", async () => {
    const file = join(temporaryFolder("shop"), ".env");
    writeFileSync(file, "# The web shop\nSTAGING_TESTS_API_KEY=\nPORT=8080\n", { mode: 0o600 });
    await answerFileDialogs(stage.running.app, file);
    await use.getByRole("button", { name: "Choose file…" }).click();
    await use.getByRole("button", { name: "Write", exact: true }).click();
    await expect(use.getByRole("button", { name: "Undo" })).toBeVisible();
    expect(readFileSync(file, "utf8")).toMatch(/^# The web shop\nSTAGING_TESTS_API_KEY=krk_\w{38}\nPORT=8080\n$/);
  });
  await stage.step("Rotate", async () => {
    await window.keyboard.press("Escape");
    await expect(use).toBeHidden();
    await pressOnRow("r");
    await expect(window.getByRole("dialog", { name: "Rotate “Staging Tests”" })).toBeVisible();
  });

  const rotation = window.getByRole("listitem", { name: "Rotation of Staging Tests" });
  const step = (title: string): Locator => rotation.getByRole("listitem").filter({ hasText: title });
  let successor = "";
  await stage.step("A successor, and the old key goes on", async () => {
    await window.getByRole("button", { name: "Generate Successor" }).click();
    successor = await revealDialog(window).getByRole("textbox", { name: "API key" }).inputValue();
    await copyAndDone(window);
    await expect(step("First used")).toHaveAttribute("aria-current", "step");
    await expect(step("Old key ends")).toContainText("1 day after that");
  });
  await stage.step("In use, as it happens", async () => {
    await stage.call(successor);
    await expect(step("First used")).toContainText("Last just now");
    await expect(step("Old key ends")).toHaveAttribute("aria-current", "step");
  });
  await stage.step("Activity", async () => {
    await window.getByRole("button", { name: "Activity", exact: true }).click();
    const row = (kind: RegExp) => window.getByRole("row", { name: kind }).first();
    await expect(row(/Key first used.*Staging Tests/)).toBeVisible();
    await expect(row(/Key rotated.*krk_.*Staging Tests/)).toBeVisible();
    await expect(row(/Key revoked.*Found in a log.*Production/)).toBeVisible();
  });
}
