/** The scenes of kept keys in the window: rows, the clipboard's chip, and the tab Quick copy. */
import { expect, type Page } from "@playwright/test";
import { keptDay, keptFailures, manyKept, onClipboard, preferences, twoKept } from "./kept-states.ts";
import type { Scene } from "./scenes.ts";
import { ago, awkwardKeys, awkwardRevoked, failures, fiveKeys, lists, twoRevoked } from "./states.ts";

/** Opens the menu of a row. */
export async function openMenu(page: Page, name: string): Promise<void> {
  await page.getByRole("button", { name: `More for ${name}` }).click();
  await expect(page.getByRole("menu")).toBeVisible();
}

/** Chooses a tab of Settings. */
export const openTab = (page: Page, name: string) => page.getByRole("tab", { name }).click();

const rowScenes: Scene[] = [
  { name: "kept-rows", state: keptDay() },
  {
    name: "kept-rows-copied",
    state: keptDay({ clipboard: onClipboard("Production API", 24) }),
    act: async (page) => {
      await page.getByRole("button", { name: "Copy Production API" }).click();
      await expect(page.getByRole("button", { name: "Copied Production API" })).toBeVisible();
    },
  },
  {
    name: "kept-rows-under-way",
    state: keptDay(),
    answers: { "kept:copy": "never" },
    act: (page) => page.getByRole("button", { name: "Copy Production API" }).click(),
  },
  {
    name: "kept-rows-locked",
    state: keptDay({ ...lists(fiveKeys, twoRevoked) }),
    answers: { "kept:copy": { ok: false, failure: failures.locked } },
    act: async (page) => {
      await page.getByRole("row", { name: /Production API/ }).focus();
      await page.keyboard.press("c");
      await expect(page.getByText(failures.locked.message)).toBeVisible();
    },
  },
  {
    name: "kept-rows-offline",
    state: keptDay({
      network: { status: "offline", since: ago(60_000), failure: failures.timeout, nextTryAt: null, live: false },
    }),
  },
  {
    name: "kept-rows-awkward",
    state: keptDay({
      ...lists(
        awkwardKeys.map((key, index) => ({ ...key, lastUsedAt: ago((index * 28 + 28) * 60_000) })),
        awkwardRevoked,
      ),
      kept: manyKept.concat(awkwardKeys.map((key) => ({ ...(twoKept[0] as (typeof twoKept)[0]), keyId: key.id }))),
      clipboard: onClipboard("W".repeat(64), 248),
      preferences: { ...preferences, clearAfter: 300 },
    }),
  },
  { name: "kept-row-menu", state: keptDay(), act: (page) => openMenu(page, "Production API") },
  { name: "kept-row-menu-not-kept", state: keptDay(), act: (page) => openMenu(page, "Staging Tests") },
  {
    name: "clipboard-never-cleared",
    state: keptDay({
      clipboard: onClipboard("Production API", null),
      preferences: { ...preferences, clearAfter: 0 },
    }),
    act: (page) => page.getByRole("button", { name: "Clear now" }).focus(),
  },
];

const settings: Scene[] = [
  { name: "settings-quick-copy", state: keptDay(), act: (page) => openTab(page, "Quick copy") },
  {
    name: "settings-quick-copy-many",
    state: keptDay({ kept: manyKept, clipboard: { holding: null, conceals: true } }),
    act: async (page) => {
      await openTab(page, "Quick copy");
      await page.getByRole("button", { name: /^Forget W/ }).focus();
    },
  },
  {
    name: "settings-quick-copy-bare",
    state: keptDay({
      kept: [],
      preferences: { ...preferences, quickCopyShortcut: null, keepNewKeys: false },
      desktop: { tray: "absent", shortcutFailure: null },
    }),
    act: (page) => openTab(page, "Quick copy"),
  },
  {
    name: "settings-quick-copy-recording",
    state: keptDay(),
    act: async (page) => {
      await openTab(page, "Quick copy");
      await page.getByRole("button", { name: "Change the shortcut…" }).click();
      await page.keyboard.press("a");
      await page.keyboard.down("Control");
      await page.keyboard.down("Shift");
      await expect(page.getByText("Ctrl+Shift …")).toBeVisible();
    },
  },
  {
    name: "settings-quick-copy-failures",
    state: keptDay({ desktop: { tray: "present", shortcutFailure: keptFailures.shortcutTaken } }),
    answers: { "preferences:change": { ok: false, failure: keptFailures.startAtLogin } },
    act: async (page) => {
      await openTab(page, "Quick copy");
      await page.getByRole("switch", { name: "Start at login" }).click();
      await expect(page.getByText(keptFailures.startAtLogin.message)).toBeVisible();
    },
  },
  {
    name: "settings-quick-copy-clear-after",
    state: keptDay(),
    act: async (page) => {
      await openTab(page, "Quick copy");
      await page.getByRole("combobox", { name: "Clear the clipboard after a copy" }).click();
      await expect(page.getByRole("listbox")).toBeVisible();
    },
  },
];

/** All of them. */
export const keptScenes: Scene[] = [...rowScenes, ...settings];
