/** The scenes of kept keys with a dialog on screen. */
import { expect, type Page } from "@playwright/test";
import { keptDay, keptFailures, manyKept, twoKept } from "./kept-states.ts";
import type { Scene } from "./scenes.ts";
import { openMenu, openTab } from "./scenes-kept.ts";
import { activeKey, failures, now, remote } from "./states.ts";

const value = "krk_9fK2mWq7Lx0RtBv3NcYe8HsJ5uPzAdGiTfX7Qd";
const revealed = { "keys:reveal": { ok: true as const, value: { value } } };
const fresh = activeKey({ id: "k1", name: "Production API", createdAt: new Date(now).toISOString() });
const newKey = { apiKey: fresh, copied: false, keepFailure: null };

async function openAddValue(page: Page): Promise<void> {
  await openMenu(page, "Staging Tests");
  await page.getByRole("menuitem", { name: "Add key value…" }).click();
  await expect(page.getByRole("dialog")).toBeVisible();
}

async function paste(page: Page, text: string): Promise<void> {
  await openAddValue(page);
  await page.getByLabel("Key value", { exact: true }).fill(text);
  await page.getByRole("button", { name: "Keep", exact: true }).click();
}

/** Dialogs in each of their states. */
export const keptDialogScenes: Scene[] = [
  {
    name: "reveal-kept",
    state: keptDay({
      activeConnectionId: remote.id,
      newKey,
      kept: twoKept.map((key) => ({ ...key, connectionId: remote.id })),
    }),
    answers: revealed,
  },
  {
    name: "reveal-not-kept",
    state: keptDay({ kept: [], newKey: { ...newKey, keepFailure: keptFailures.notKept } }),
    answers: revealed,
    act: (page) => page.getByRole("checkbox").focus(),
  },
  {
    name: "reveal-kept-close-asked",
    state: keptDay({ newKey }),
    answers: revealed,
    act: async (page) => {
      await page.getByRole("button", { name: "Done" }).click();
      await expect(page.getByRole("alertdialog")).toBeVisible();
    },
  },
  { name: "add-value", state: keptDay(), act: openAddValue },
  {
    name: "add-value-mismatch",
    state: keptDay(),
    answers: { "kept:add-value": { ok: false, failure: keptFailures.mismatch } },
    act: async (page) => {
      await paste(page, value);
      await page.getByRole("button", { name: "Show" }).click();
      await expect(page.getByText(keptFailures.mismatch.message)).toBeVisible();
    },
  },
  {
    name: "add-value-refused",
    state: keptDay(),
    answers: { "kept:add-value": { ok: false, failure: keptFailures.refused } },
    act: async (page) => {
      await paste(page, value);
      await expect(page.getByText(keptFailures.refused.message)).toBeVisible();
    },
  },
  {
    name: "forget",
    state: keptDay(),
    act: async (page) => {
      await openMenu(page, "Production API");
      await page.getByRole("menuitem", { name: "Forget on this computer" }).click();
      await expect(page.getByRole("alertdialog")).toBeVisible();
    },
  },
  {
    name: "forget-all-locked",
    state: keptDay({ kept: manyKept }),
    answers: { "kept:forget": { ok: false, failure: failures.locked } },
    act: async (page) => {
      await openTab(page, "Quick copy");
      await page.getByRole("button", { name: "Forget all on this computer" }).click();
      await page.getByRole("button", { name: "Forget", exact: true }).click();
      await expect(page.getByRole("alert")).toBeVisible();
    },
  },
  {
    name: "sign-out",
    state: keptDay(),
    act: async (page) => {
      await openTab(page, "Connection");
      await page.getByRole("button", { name: "Sign out" }).click();
      await expect(page.getByRole("alertdialog")).toBeVisible();
    },
  },
  {
    name: "remove-connection-kept",
    state: keptDay({ kept: manyKept }),
    act: async (page) => {
      await openTab(page, "Connection");
      await page.getByRole("button", { name: `Remove ${remote.name}…` }).click();
      await expect(page.getByRole("alertdialog")).toBeVisible();
    },
  },
];
