/** The demo's fourth chapter: a server beside the Local workspace, what others do there, and what stays without it. */
import { expect } from "@playwright/test";
import { comeBack } from "../support/remote-app.ts";
import { startUnreliableServer } from "../support/unreliable-server.ts";
import { keyRow, makeKey, openApiKeys, openConnectDialog, pressShortcut } from "../support/walk.ts";
import { startServerWithPast } from "./past.ts";
import type { Stage } from "./stage.ts";

/** Walks it; ends in the Local workspace. */
export async function workWithAServer(stage: Stage): Promise<void> {
  const { window, running } = stage;
  const service = await startServerWithPast();
  const server = await startUnreliableServer(service.origin);
  const region = (name: string) => window.getByRole("region", { name });
  const offline = window.getByRole("status").filter({ hasText: /^Offline, as of \d\d:\d\d today/ });

  try {
    await stage.step("Connect to a server", async () => {
      const dialog = await openConnectDialog(window);
      await dialog.getByLabel("Address").fill(server.origin);
      await dialog.getByLabel("Name").fill("Northwind");
      await dialog.getByLabel("E-mail").fill(service.adminEmail);
      await dialog.getByLabel("Password").fill(service.adminPassword);
    });
    await stage.step("A server of its own colour, with a past", async () => {
      await window.getByRole("dialog").getByRole("button", { name: "Connect", exact: true }).click();
      await expect(window.getByRole("button", { name: "Connection: Northwind, Online" })).toBeVisible();
      await openApiKeys(window);
      await expect(window.getByText("4 of 5 active", { exact: true })).toBeVisible();
      await expect(keyRow(window, "Revoked Keys", "Warehouse App")).toContainText(/rotated/i);
    });
    await stage.step("Add a key that a colleague generated", async () => {
      await keyRow(window, "Active Keys", "Warehouse App").getByRole("button", { name: /^More/ }).click();
      await window.getByRole("menuitem", { name: "Add key value…" }).click();
      await window.getByRole("dialog", { name: "Add key value" }).getByLabel("Key value").fill(service.appKey);
    });
    await stage.step("Revoked by somebody else", async () => {
      await window.keyboard.press("Enter");
      await expect(window.getByRole("dialog")).toHaveCount(0);
      const marta = await service.marta();
      const printer = (await marta.truth()).active.find(({ name }) => name === "Label Printer");
      await marta.revoke(printer?.id ?? "", "Printer replaced");
      await expect(keyRow(window, "Revoked Keys", "Label Printer")).toContainText("Printer replaced");
    });
    await stage.step("Overview, what needs attention", async () => {
      const key = await makeKey(window, "Returns Portal");
      await stage.call(key);
      await window.getByRole("button", { name: "Clear now" }).click();
      await window.getByRole("button", { name: /^Overview/ }).click();
      await comeBack(running);
      await expect(region("Needs attention").getByRole("listitem")).toHaveText([
        /Nightly Export.*has not been used for 41 days/,
        /Storefront.*is 140 days old/,
      ]);
      await expect(region("Ready to copy").getByRole("listitem")).toHaveText([/Returns Portal/, /Warehouse App/]);
      await expect(region("Recent activity").getByRole("listitem").first()).toContainText(/first used.*Returns Portal/);
    });
    await stage.step("Offline", async () => {
      await openApiKeys(window);
      server.fault(() => "cut");
      server.cutAll();
      await comeBack(running);
      await expect(offline).toContainText("Kept keys can still be copied.");
      await expect(keyRow(window, "Active Keys", "Storefront")).toBeVisible();
      await expect(window.getByRole("button", { name: "Generate New Key" })).toHaveAttribute("aria-disabled", "true");
      // Each try waits longer than the one before, so sooner or later the countdown is long enough for a picture.
      await expect(offline.getByRole("timer")).toHaveText(/^Next try in [4-9] s$/, { timeout: 60_000 });
    });
    await stage.step("Settings, Network", async () => {
      await window.getByRole("tab", { name: "Network" }).click();
      await expect(window.getByRole("heading", { name: "Network", exact: true })).toBeVisible();
    });
    await stage.step("Back by itself", async () => {
      await openApiKeys(window);
      server.fault(null);
      await expect(offline).toBeHidden({ timeout: 60_000 });
      await expect(window.getByRole("button", { name: "Generate New Key" })).not.toHaveAttribute(
        "aria-disabled",
        "true",
      );
    });
    await stage.step("Several servers, one shortcut each", async () => {
      await window.getByRole("button", { name: /^Connection: / }).click();
      await expect(window.getByRole("menuitemradio")).toHaveText([/Local workspace.*Ctrl 1/, /Northwind.*Ctrl 2/]);
    });
    await window.keyboard.press("Escape");
    await pressShortcut(running.app, "1");
    await expect(window.getByRole("button", { name: "Connection: Local workspace, Online" })).toBeVisible();
  } finally {
    await server.close();
    await service.close();
  }
}
