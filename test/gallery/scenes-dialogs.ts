/** The scenes with a dialog on screen. */
import { expect, type Page } from "@playwright/test";
import type { Scene } from "./scenes.ts";
import { activeKey, ago, failures, goodDay, now, remote, threeKeys } from "./states.ts";

const onServer = { activeConnectionId: remote.id } as const;
const value = "krk_9fK2mWq7Lx0RtBv3NcYe8HsJ5uPzAdGiTfX7Qd";
const fresh = activeKey({ id: "k1", name: "Production API", createdAt: new Date(now).toISOString() });
const revealed = { "keys:reveal": { ok: true as const, value: { value } } };

async function openGenerate(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Generate New Key" }).click();
  await expect(page.getByRole("dialog")).toBeVisible();
}

async function openRevoke(page: Page, name: string): Promise<void> {
  await page.getByRole("button", { name: `Revoke ${name}` }).click();
  await expect(page.getByRole("alertdialog")).toBeVisible();
}

/** Dialogs in each of their states. */
export const dialogScenes: Scene[] = [
  {
    name: "generate",
    state: goodDay(),
    act: async (page) => {
      await openGenerate(page);
      await page.getByRole("button", { name: "Inventory Sync", exact: true }).click();
    },
  },
  { name: "generate-untouched", state: goodDay(), act: openGenerate },
  {
    name: "generate-too-long",
    state: goodDay(),
    act: async (page) => {
      await openGenerate(page);
      await page.getByLabel("Name").fill("Rotterdam inventory synchronisation for the nightly import of 2026");
    },
  },
  {
    name: "generate-under-way",
    state: goodDay(),
    answers: { "keys:generate": "never" },
    act: async (page) => {
      await openGenerate(page);
      await page.getByLabel("Name").fill("Staging");
      await page.getByRole("button", { name: "Generate Key" }).click();
      await expect(page.locator("[role=dialog] [aria-busy=true]")).toBeVisible();
    },
  },
  {
    name: "generate-failed",
    state: goodDay(onServer),
    answers: { "keys:generate": { ok: false, failure: failures.limit } },
    act: async (page) => {
      await openGenerate(page);
      await page.getByLabel("Name").fill("Staging");
      await page.getByRole("button", { name: "Generate Key" }).click();
      await expect(page.getByRole("alert")).toBeVisible();
    },
  },
  {
    name: "reveal",
    state: goodDay({ ...onServer, newKey: { apiKey: fresh, copied: false, keepFailure: null } }),
    answers: revealed,
  },
  {
    name: "reveal-copied",
    state: goodDay({ ...onServer, newKey: { apiKey: fresh, copied: true, keepFailure: null } }),
    answers: revealed,
    act: (page) => page.getByRole("button", { name: "Copy", exact: true }).click(),
  },
  {
    name: "reveal-copy-failed",
    state: goodDay({ ...onServer, newKey: { apiKey: { ...fresh, name: null }, copied: false, keepFailure: null } }),
    answers: { ...revealed, "keys:copy-new": { ok: false, failure: failures.clipboard } },
    act: async (page) => {
      await page.getByRole("button", { name: "Copy", exact: true }).click();
      await expect(page.getByRole("alert")).toBeVisible();
    },
  },
  {
    name: "reveal-not-held",
    state: goodDay({ newKey: { apiKey: { ...fresh, name: "W".repeat(64) }, copied: false, keepFailure: null } }),
    answers: { "keys:reveal": { ok: false, failure: failures.notHeld } },
  },
  {
    name: "reveal-long-key",
    state: goodDay({ newKey: { apiKey: fresh, copied: false, keepFailure: null } }),
    answers: { "keys:reveal": { ok: true, value: { value: `nw_live_${"0O1lI".repeat(20)}` } } },
    act: (page) => page.getByRole("textbox", { name: "API key" }).focus(),
  },
  {
    name: "reveal-warehouses",
    state: goodDay({ ...onServer, newKey: { apiKey: fresh, copied: false, keepFailure: null } }),
    answers: revealed,
    act: async (page) => {
      await page.getByRole("combobox", { name: "Warehouse" }).click();
      await expect(page.getByRole("listbox")).toBeVisible();
    },
  },
  {
    name: "reveal-close-asked",
    state: goodDay({ newKey: { apiKey: fresh, copied: false, keepFailure: null } }),
    answers: revealed,
    act: async (page) => {
      await page.getByRole("button", { name: "Done" }).click();
      await expect(page.getByRole("alertdialog")).toBeVisible();
    },
  },
  { name: "revoke", state: goodDay(), act: (page) => openRevoke(page, "Production API") },
  { name: "revoke-idle", state: goodDay(), act: (page) => openRevoke(page, "Staging Tests") },
  {
    name: "revoke-session-ended",
    state: goodDay(onServer),
    answers: { "keys:revoke": { ok: false, failure: failures.ended } },
    act: async (page) => {
      await openRevoke(page, "Production API");
      await page.getByLabel("Reason").fill("Leaked in a public repository");
      await page.getByRole("button", { name: "Revoke", exact: true }).click();
      await expect(page.getByRole("alert")).toBeVisible();
      await page.evaluate(() =>
        window.fakeMain.emit("state:changed", { session: { status: "signed-out", reason: "ended" } }),
      );
    },
  },
  {
    name: "rename",
    state: goodDay({
      keys: {
        ...goodDay().keys,
        active: [...threeKeys, activeKey({ id: "k9", name: "Old name", lastUsedAt: ago(1) })],
      },
    }),
    act: async (page) => {
      await page.getByRole("row", { name: /Old name/ }).focus();
      await page.keyboard.press("F2");
      await page.getByRole("textbox", { name: "Name" }).fill("Production API");
    },
  },
  {
    name: "connect-dialog",
    state: goodDay(),
    act: async (page) => {
      await page.getByRole("button", { name: /^Connection/ }).click();
      await page.getByRole("menuitem", { name: "Connect to a server…" }).click();
      await expect(page.getByRole("dialog")).toBeVisible();
    },
  },
  {
    name: "remove-connection",
    state: goodDay(),
    act: async (page) => {
      await page.getByRole("tab", { name: "Connection" }).click();
      await page.getByRole("button", { name: `Remove ${remote.name}…` }).click();
      await expect(page.getByRole("alertdialog")).toBeVisible();
    },
  },
];
