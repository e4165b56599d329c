/** Walks the guide in the real app against the Local workspace, by itself: `npm run demo -- --out DIR`. */
import { expect, type Page, test } from "@playwright/test";
import { launchApp, type RunningApp } from "../support/app.ts";
import { activeOrigin, bridgeOf } from "../support/bridge.ts";
import { readClipboard } from "../support/clipboard.ts";
import { openPalette } from "../support/palette.ts";
import { startTrayHost } from "../support/tray-host.ts";
import {
  copyAndDone,
  expectList,
  generateKey,
  keyRow,
  makeKey,
  openApiKeys,
  openGenerate,
  openRevoke,
  startLocalWorkspace,
} from "../support/walk.ts";
import { Storyboard } from "./storyboard.ts";
import { drawTrayMenu } from "./tray-picture.ts";

/** Calls the API with a key, as a script would. */
async function useKey(window: Page, key: string): Promise<void> {
  const origin = await activeOrigin(window);
  const headers = { Authorization: `ApiKey ${key}`, "X-Warehouse-Id": "wh_rotterdam" };
  expect((await fetch(`${origin}/api/v1/inbound`, { headers })).status).toBe(200);
}

/** A still picture: nothing moves, and what was said a moment ago has faded. */
async function pictureOf(page: Page): Promise<Buffer> {
  await expect(page.getByRole("status").filter({ hasText: /^(Copied|Revoked|Renamed|Clipboard)/ })).toHaveCount(0);
  return page.screenshot({ animations: "disabled", caret: "hide" });
}

async function choose(window: Page, appearance: "Light" | "Dark"): Promise<void> {
  await window.getByRole("tab", { name: "Appearance" }).click();
  await window.getByRole("radio", { name: appearance }).click();
  await expect(window.getByRole("radio", { name: appearance })).toBeChecked();
}

test("the guide", async () => {
  const folder = process.env.KEYRACK_DEMO_OUT;
  if (!folder) throw new Error("KEYRACK_DEMO_OUT names no folder; run `npm run demo -- --out DIR`.");
  const story = new Storyboard(folder);
  let running: RunningApp = await launchApp();
  const window = () => running.window;
  const step = (name: string, act: () => Promise<void>) => story.step(name, () => pictureOf(window()), act);
  const host = await startTrayHost();
  let production = "";

  try {
    await step("First start", async () => {
      await expect(window().getByRole("button", { name: "Use the Local workspace" })).toBeVisible();
    });
    await step("Local workspace, Overview", async () => {
      await startLocalWorkspace(window());
    });
    await step("Settings, API Keys", async () => {
      await openApiKeys(window());
      await choose(window(), "Light");
      await openApiKeys(window());
    });
    await step("Generate New Key", async () => {
      const dialog = await openGenerate(window());
      await dialog.getByRole("button", { name: "Production" }).click();
      await expect(dialog.getByLabel("Name")).toHaveValue("Production");
    });
    await step("The key, shown once", async () => {
      await window().keyboard.press("Escape");
      production = await generateKey(window(), "Production");
    });
    await step("Copied and verified", async () => {
      await window().getByRole("button", { name: "Copy", exact: true }).click();
      await expect(window().getByRole("button", { name: "Copied" })).toBeVisible();
      expect(await readClipboard()).toBe(production);
      await useKey(window(), production);
    });
    await step("More keys, one for each purpose", async () => {
      await window().getByRole("button", { name: "Done" }).click();
      const staging = await makeKey(window(), "Staging");
      await makeKey(window(), "Inventory Sync");
      await useKey(window(), staging);
      await openApiKeys(window());
      await expect(window().getByText("3 of 5 active", { exact: true })).toBeVisible();
    });
    await step("Rename", async () => {
      await keyRow(window(), "Active Keys", "Staging").getByRole("button", { name: /^More/ }).click();
      await window()
        .getByRole("menuitem", { name: /^Rename/ })
        .click();
      await window().getByRole("dialog").getByLabel("Name").fill("Staging Tests");
    });
    await step("Five of five", async () => {
      await window().keyboard.press("Enter");
      await expect(keyRow(window(), "Active Keys", "Staging Tests")).toBeVisible();
      await makeKey(window(), "Nightly Export");
      await makeKey(window(), "Billing");
      await expect(window().getByText("5 of 5 active", { exact: true })).toBeVisible();
    });
    await step("Overview, what needs attention", async () => {
      await window()
        .getByRole("button", { name: /^Overview/ })
        .click();
      await expect(window().getByText("5 of 5 keys are active.", { exact: false })).toBeVisible();
      await expect(window().getByRole("region", { name: "Recent activity" }).getByRole("listitem")).toHaveCount(5);
    });
    await step("Activity", async () => {
      await window().getByRole("button", { name: "Activity", exact: true }).click();
      await expect(window().getByRole("row", { name: /Key renamed.*Staging Tests/ })).toBeVisible();
    });
    await step("Revoke asks first", async () => {
      await openApiKeys(window());
      // The last use is in the list after a refresh, as after coming back to the window.
      await (await bridgeOf(window())).evaluate((keyrack) => keyrack.keys.refresh());
      const dialog = await openRevoke(window(), "Production");
      await expect(dialog).toContainText("Whatever uses it will fail");
      await dialog.getByLabel("Reason").fill("Rotated");
    });
    await step("Revoked keys stay listed", async () => {
      await window().getByRole("alertdialog").getByRole("button", { name: "Revoke" }).click();
      await expect(keyRow(window(), "Revoked Keys", "Production")).toContainText("Rotated");
    });
    let palette: Page | undefined;
    await story.step(
      "Quick copy palette",
      () => pictureOf(palette ?? window()),
      async () => {
        palette = await openPalette(running);
        await expect(palette.getByRole("option").first()).toBeVisible();
      },
    );
    await story.step(
      "Tray menu",
      async () => drawTrayMenu(running.app, await host.menu()),
      async () => {
        await palette?.keyboard.press("Escape");
        await expect.poll(host.labels).toContain("Open Keyrack");
        const [first = ""] = await host.labels();
        await host.click(first);
        await expect(window().getByRole("button", { name: "Clear now" })).toBeVisible();
      },
    );
    await step("On the clipboard, not for long", async () => {
      await expect(window().getByRole("button", { name: "Clear now" })).toBeVisible();
    });
    await step("Settings, Quick copy", async () => {
      await window().getByRole("button", { name: "Clear now" }).click();
      expect(await readClipboard()).toBe("");
      await window().getByRole("tab", { name: "Quick copy" }).click();
    });
    await step("Dark", async () => {
      await choose(window(), "Dark");
      await openApiKeys(window());
      await expectList(window());
    });
    await step("The key in the dark", async () => {
      await generateKey(window(), "Returns Portal");
    });
    await step("After a restart", async () => {
      await copyAndDone(window());
      await running.close();
      running = await launchApp({ profile: running.profile });
      await expect(keyRow(window(), "Active Keys", "Returns Portal")).toBeVisible();
      await expect(keyRow(window(), "Revoked Keys", "Production")).toBeVisible();
    });
  } finally {
    host.close();
    await running.kill();
  }
});
