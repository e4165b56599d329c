/** Scenes of the command palette and of the sheet of shortcuts. */
import { expect, type Page } from "@playwright/test";
import { keptKey } from "./quick-copy-states.ts";
import type { Scene } from "./scenes.ts";
import {
  activeKey,
  ago,
  awkwardKeys,
  awkwardRevoked,
  failures,
  goodDay,
  lists,
  local,
  threeKeys,
  twoRevoked,
} from "./states.ts";

/** Has main ask for a command, as its menu does. */
export async function command(page: Page, name: "palette" | "shortcuts" | "generate" | "find"): Promise<void> {
  await page.evaluate((wanted) => window.fakeMain.emit("menu:command", { command: wanted }), name);
}

/** Opens the palette, and types; one that is about to close has closed first. */
export async function openPalette(page: Page, query = ""): Promise<void> {
  await expect(page.getByRole("dialog", { name: "Command palette" })).toHaveCount(0);
  await command(page, "palette");
  await expect(page.getByRole("combobox", { name: "Search commands" })).toBeFocused();
  await page.keyboard.type(query);
}

/** Selects a key as a person does who knows its name. */
export async function selectKey(page: Page, name: string): Promise<void> {
  await openPalette(page, `select ${name}`);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("row", { name: new RegExp(name) })).toBeFocused();
}

const kept = [keptKey({ keyId: "k2", connectionId: local.id, name: "Inventory Sync" })];

/** The scenes. */
export const commandScenes: Scene[] = [
  { name: "commands", state: goodDay(), act: (page) => openPalette(page) },
  {
    name: "commands-selected",
    state: goodDay({ kept }),
    act: async (page) => {
      await selectKey(page, "Inventory Sync");
      await openPalette(page);
    },
  },
  {
    name: "commands-typed",
    state: goodDay({ kept }),
    act: async (page) => {
      await selectKey(page, "Inventory Sync");
      await openPalette(page, "re");
    },
  },
  {
    name: "commands-refused",
    state: goodDay({
      network: { status: "offline", since: ago(0), failure: failures.timeout, nextTryAt: null, live: false },
    }),
    act: async (page) => {
      await openPalette(page, "generate");
      await page.keyboard.press("Enter");
      await expect(page.getByRole("alert").filter({ hasText: "Offline" })).toBeVisible();
    },
  },
  { name: "commands-nothing", state: goodDay(), act: (page) => openPalette(page, "make me a sandwich ".repeat(4)) },
  {
    name: "commands-awkward",
    state: goodDay({
      connections: [{ ...local, name: "Lager & Ware GmbH – Testumgebung Rotterdam (Süd) und Umgebung" }],
      ...lists(awkwardKeys, awkwardRevoked),
      network: { status: "offline", since: ago(0), failure: failures.timeout, nextTryAt: null, live: false },
    }),
    act: async (page) => {
      await openPalette(page, "select W");
      await page.keyboard.press("Enter");
      await openPalette(page);
    },
  },
  {
    name: "commands-rotating",
    state: goodDay({
      kept,
      ...lists(
        [activeKey({ id: "next", name: "Production API", start: "krk_Hd3s", last4: "n1Qe" }), ...threeKeys.slice(1)],
        twoRevoked,
        {
          retiring: [
            {
              ...activeKey({ id: "k1", name: "Production API" }),
              status: "retiring",
              rotation: { replaces: null, replacedBy: "next", graceSeconds: 86_400, graceEndsAt: null },
            },
          ],
        },
      ),
    }),
    act: async (page) => {
      await openPalette(page, "select old");
      await page.keyboard.press("Enter");
      await expect(page.getByRole("button", { name: "Cancel rotation of Production API" })).toBeFocused();
      await openPalette(page);
    },
  },
  { name: "commands-settings", state: goodDay({ kept }), act: (page) => openPalette(page, "clear") },
  { name: "commands-end", state: goodDay(), act: (page) => openPalette(page).then(() => page.keyboard.press("End")) },
  {
    name: "shortcuts",
    state: goodDay({ preferences: { ...goodDay().preferences, quickCopyShortcut: "CommandOrControl+Shift+K" } }),
    act: async (page) => {
      await command(page, "shortcuts");
      await expect(page.getByRole("dialog", { name: "Keyboard shortcuts" })).toBeVisible();
    },
  },
];
