/** The scenes of rotations: the question that begins one, those under way, and the question that takes one back. */
import { expect, type Page } from "@playwright/test";
import type { AppState } from "../../src-preload/contract/app.ts";
import type { Capabilities } from "../../src-preload/contract/server.ts";
import { keptDay, twoKept } from "./kept-states.ts";
import type { Scene } from "./scenes.ts";
import { openMenu } from "./scenes-kept.ts";
import {
  activeKey,
  ago,
  failure,
  failures,
  fiveKeys,
  goodDay,
  keyrackCapabilities,
  lists,
  local,
  threeKeys,
  twoRevoked,
} from "./states.ts";

const minute = 60_000;
const hour = 60 * minute;

/** Signed in to a server that differs from the usual one in what it can do. */
function onServerThat(can: Partial<Capabilities>, part: Partial<AppState> = {}): AppState {
  const day = goodDay(part);
  if (day.session.status !== "signed-in") return day;
  const capabilities = { ...keyrackCapabilities, ...can };
  return { ...day, session: { ...day.session, session: { ...day.session.session, capabilities } } };
}

const rotates = { rotate: true, events: true };

const [production, inventory, staging] = threeKeys as [
  (typeof threeKeys)[0],
  (typeof threeKeys)[0],
  (typeof threeKeys)[0],
];

/** The key that takes another's place. */
const after = (id: string, name: string | null, minutes: number, used: number | null) =>
  activeKey({
    id: `${id}-next`,
    name,
    start: "krk_Hd3s",
    last4: `n${id}Qe`.slice(-4),
    createdAt: ago(minutes * minute),
    lastUsedAt: used === null ? null : ago(used * minute),
    rotation: { replaces: id, replacedBy: null, graceSeconds: null, graceEndsAt: null },
  });

const retiring = (key: typeof production, graceSeconds: number, graceEndsAt: string | null) => ({
  ...key,
  status: "retiring" as const,
  rotation: { replaces: null, replacedBy: `${key.id}-next`, graceSeconds, graceEndsAt },
});

const unusedSuccessor = after("k1", production.name, 3, null);
const keptSuccessor = { ...(twoKept[0] as (typeof twoKept)[0]), keyId: "k1-next", name: production.name };

const waiting = onServerThat(rotates, {
  ...lists([unusedSuccessor, inventory, staging], twoRevoked, {
    retiring: [retiring(production, 86_400, null)],
  }),
  network: { ...goodDay().network, live: true },
});

const several = onServerThat(rotates, {
  ...lists(
    [
      after("k1", production.name, 3, null),
      after("k2", "W".repeat(64), 70, 12),
      after("k3", null, 3000, 6 * 60),
      ...fiveKeys.slice(3),
    ],
    twoRevoked,
    {
      retiring: [
        retiring(production, 0, null),
        retiring({ ...inventory, name: "W".repeat(64) }, 86_400, ago(-23 * hour)),
        retiring({ ...staging, name: null, lastUsedAt: null }, 3_600, ago(hour)),
        { ...retiring(activeKey({ id: "k9", name: "Left alone" }), 3_600, null) },
      ],
    },
  ),
  kept: [{ ...(twoKept[0] as (typeof twoKept)[0]), keyId: "k2-next", name: inventory.name }],
  network: { ...goodDay().network, live: true },
});

const byHand = (part: Partial<typeof production>, next: ReturnType<typeof after>) =>
  onServerThat(
    {},
    {
      ...lists([{ ...next, rotation: null }, { ...production, ...part }, inventory], twoRevoked),
      rotations: [{ connectionId: local.id, oldKeyId: "k1", newKeyId: next.id, startedAt: next.createdAt }],
    },
  );

async function openRotate(page: Page, name: string): Promise<void> {
  await openMenu(page, name);
  await page.getByRole("menuitem", { name: "Rotate…" }).click();
  await expect(page.getByRole("dialog", { name: /^Rotate “/ })).toBeVisible();
}

const generate = (page: Page) => page.getByRole("button", { name: "Generate Successor" }).click();

/** All of them. */
export const rotationScenes: Scene[] = [
  { name: "rotate-menu", state: onServerThat(rotates), act: (page) => openMenu(page, "Production API") },
  { name: "rotate", state: onServerThat(rotates), act: (page) => openRotate(page, "Production API") },
  {
    name: "rotate-grace",
    state: onServerThat(rotates),
    async act(page) {
      await openRotate(page, "Production API");
      await page.getByRole("combobox", { name: /the old key works$/ }).click();
      await expect(page.getByRole("listbox")).toBeVisible();
    },
  },
  {
    name: "rotate-at-once",
    state: onServerThat(rotates, lists(fiveKeys, twoRevoked)),
    async act(page) {
      await openRotate(page, "Production API");
      await page.getByRole("combobox", { name: /the old key works$/ }).click();
      await page.getByRole("option", { name: "No longer: it ends at once" }).click();
      await expect(page.getByRole("listbox")).toBeHidden();
    },
  },
  { name: "rotate-by-hand", state: onServerThat({}), act: (page) => openRotate(page, "Inventory Sync") },
  {
    name: "rotate-by-hand-at-the-limit",
    state: onServerThat({}, lists(fiveKeys, twoRevoked)),
    act: (page) => openRotate(page, "Production API"),
  },
  {
    name: "rotate-refused",
    state: onServerThat(rotates),
    answers: {
      "keys:rotate": {
        ok: false,
        failure: failure(
          "not-rotatable",
          "That key cannot be rotated now: it is revoked, or it takes part in a rotation that is not finished. Nothing was changed; the list has been read again.",
        ),
      },
    },
    async act(page) {
      await openRotate(page, "Production API");
      await generate(page);
      await expect(page.getByRole("alert")).toBeVisible();
    },
  },
  {
    name: "rotate-under-way",
    state: onServerThat(rotates),
    answers: { "keys:rotate": "never" },
    async act(page) {
      await openRotate(page, "Production API");
      await generate(page);
      await expect(page.locator("[role=dialog] [aria-busy=true]")).toBeVisible();
    },
  },
  { name: "rotation-waiting", state: waiting },
  { name: "rotations-several", state: several },
  { name: "rotation-kept", state: { ...waiting, kept: [keptSuccessor] } },
  {
    name: "rotation-lost",
    state: {
      ...waiting,
      lostKey: { id: "lost-key-1", status: "created", name: production.name, apiKey: unusedSuccessor },
    },
  },
  {
    name: "rotation-test-successor",
    state: { ...waiting, kept: [keptSuccessor] },
    answers: { "use:suggest-variable": { ok: true, value: { variable: "PRODUCTION_API_KEY" } } },
    async act(page) {
      await page.getByRole("button", { name: "Put the successor of Production API into a .env file…" }).click();
      await expect(page.getByText("This counts as the successor’s first use")).toBeVisible();
    },
  },
  {
    name: "rotation-add-value",
    state: waiting,
    async act(page) {
      await openMenu(page, "Production API");
      await page.getByRole("menuitem", { name: "Add key value…" }).click();
      await expect(page.getByText("This counts as the successor’s first use")).toBeVisible();
    },
  },
  {
    name: "rotation-offline",
    state: {
      ...waiting,
      network: { status: "offline", since: ago(minute), failure: failures.timeout, nextTryAt: null, live: false },
    },
  },
  { name: "rotation-by-hand-in-use", state: byHand({}, after("k1", production.name, 90, 4)) },
  { name: "rotation-by-hand-ripe", state: byHand({ lastUsedAt: ago(3 * hour) }, after("k1", production.name, 400, 4)) },
  {
    name: "rotation-cancel",
    state: several,
    async act(page) {
      await page.getByRole("button", { name: /^Cancel rotation of W/ }).click();
      await expect(page.getByRole("alertdialog")).toBeVisible();
    },
  },
  {
    name: "rotation-revoke-old",
    state: waiting,
    async act(page) {
      await page.getByRole("button", { name: "Revoke the old key of Production API now" }).click();
      await expect(page.getByRole("alertdialog")).toBeVisible();
    },
  },
  {
    name: "rotation-revoke-successor",
    state: keptDay({ ...waiting }),
    async act(page) {
      await page.getByRole("button", { name: "Revoke Production API", exact: true }).click();
      await expect(page.getByRole("alertdialog")).toBeVisible();
    },
  },
];
