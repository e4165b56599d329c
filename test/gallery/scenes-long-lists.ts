/** Scenes of long lists: sorted, filtered, read in part, and more rows than are drawn. */
import { expect, type Page } from "@playwright/test";
import type { ApiKey } from "../../src-preload/contract/keys.ts";
import type { Scene } from "./scenes.ts";
import { activeKey, ago, failures, fiveKeys, goodDay, lists, remote, revokedKey } from "./states.ts";

const hour = 3_600_000;
const purposes = ["Nightly import", "Label printer", "Inventory sync", "Staging tests", "Price feed"] as const;

/** So many revoked keys, the newest revocation first. */
export function revokedKeys(count: number): ApiKey[] {
  return Array.from({ length: count }, (_, index) =>
    revokedKey({
      id: `l${index}`,
      name: index % 7 === 3 ? null : `${purposes[index % purposes.length]} ${count - index}`,
      start: `krk_${(46_656 + index * 7919).toString(36).slice(-4)}`,
      last4: (1_679_616 + index * 104_729).toString(36).slice(-4),
      revokedAt: ago((9 * 24 + index * 5) * hour),
      revokedBy: index % 3 === 0 ? { id: "acc_2", name: "Marta Kowalczyk" } : { id: "acc_1", name: "Ada Okafor" },
      revocationReason: index % 2 === 0 ? "Rotated" : null,
    }),
  );
}

/** Calls the filter and types. */
export async function filterFor(page: Page, text: string): Promise<void> {
  await page.evaluate(() => window.fakeMain.emit("menu:command", { command: "find" }));
  await page.keyboard.type(text);
}

const offline = {
  status: "offline",
  since: ago(60_000),
  failure: failures.timeout,
  nextTryAt: null,
  live: false,
} as const;
const readInPart = lists(fiveKeys, revokedKeys(400), {}, true);
const reading = { ...readInPart, revoked: { ...readInPart.revoked, readingAll: true } };

/** All of them. */
export const longListScenes: Scene[] = [
  {
    name: "keys-sorted",
    state: goodDay({ ...lists(fiveKeys, revokedKeys(25)) }),
    act: async (page) => {
      for (const name of ["Active Keys", "Revoked Keys"])
        await page.getByRole("region", { name }).getByRole("button", { name: "Name", exact: true }).click();
      await page.getByRole("region", { name: "Active Keys" }).getByRole("button", { name: "Last used" }).focus();
    },
  },
  {
    name: "keys-sorted-by-use",
    state: goodDay({
      ...lists([...fiveKeys.slice(0, 4), activeKey({ id: "never", name: "Brand new" })], revokedKeys(3)),
    }),
    act: async (page) => {
      const head = page.getByRole("button", { name: "Last used" });
      await head.click();
      await head.click();
      await expect(page.getByRole("columnheader", { name: "Last used" })).toHaveAttribute("aria-sort", "ascending");
    },
  },
  { name: "keys-long", state: goodDay({ ...lists(fiveKeys, revokedKeys(1000)) }) },
  {
    name: "keys-long-end",
    state: goodDay({ ...lists(fiveKeys, revokedKeys(1000)) }),
    act: async (page) => {
      await page.getByRole("row", { name: /Nightly import 1000/ }).focus();
      await page.keyboard.press("End");
      await page.keyboard.press("PageUp");
      await expect(page.getByRole("row", { name: /Price feed 11/ })).toBeVisible();
    },
  },
  {
    name: "keys-long-reading",
    state: goodDay({ ...reading }),
    act: (page) => filterFor(page, "import 3"),
  },
  {
    name: "keys-long-reading-sorted",
    state: goodDay({ ...reading }),
    act: (page) => page.getByRole("region", { name: "Revoked Keys" }).getByRole("button", { name: "Reason" }).click(),
  },
  {
    name: "keys-long-offline",
    state: goodDay({ activeConnectionId: remote.id, network: offline, ...readInPart }),
    act: (page) => filterFor(page, "import 3"),
  },
  {
    name: "keys-long-failed",
    state: goodDay({ ...readInPart }),
    answers: { "keys:all-revoked": { ok: false, failure: failures.timeout } },
    act: async (page) => {
      await filterFor(page, "import 3");
      await expect(page.getByRole("button", { name: "Read the rest" })).toBeVisible();
    },
  },
];
