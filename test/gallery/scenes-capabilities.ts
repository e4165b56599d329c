/** Scenes of a server that can do less, and of one that knows more of its keys: an identity server, and one that says little. */
import { expect, type Page } from "@playwright/test";
import type { AppState } from "../../src-preload/contract/app.ts";
import type { KeptKey } from "../../src-preload/contract/kept.ts";
import type { ApiKey } from "../../src-preload/contract/keys.ts";
import type { Scene } from "./scenes.ts";
import { openPalette, selectKey } from "./scenes-commands.ts";
import { openMenu } from "./scenes-kept.ts";
import {
  activeKey,
  ago,
  failures,
  goodDay,
  identity,
  identityDay,
  identityKey,
  identityKeys,
  identityRevoked,
  lists,
  local,
  remote,
  revokedKey,
} from "./states.ts";

const minute = 60_000;
const day = 24 * 60 * minute;

/** Some keys end soon, some have ended, some have no name and no beginning either. */
const variedKeys: ApiKey[] = [
  ...identityKeys,
  identityKey({
    id: "b4",
    name: "Trial for the Leipzig warehouse team",
    start: "nw_Lz7q",
    expiresAt: ago(3 * 60 * minute),
  }),
  identityKey({ id: "b5", start: "", expiresAt: ago(-300 * day), createdAt: ago(65 * day), lastUsedAt: ago(40 * day) }),
];

/** What this computer remembers: revoked here, ended by itself, gone from the server. */
const rememberedKeys: ApiKey[] = [
  ...identityRevoked,
  ...(["Expired", "Deleted on the server", null] as const).map((revocationReason, index) =>
    identityKey({
      id: `bm${index}`,
      name: ["Christmas sale", "Import 2025", null][index] ?? null,
      start: `nw_${["Aa11", "Bq9x", "Zt04"][index]}`,
      status: "revoked",
      revokedAt: ago((12 + index * 20) * day),
      revocationReason,
      remembered: true,
    }),
  ),
];

function keptOf({ id, name, start, last4, lastUsedAt }: ApiKey): KeptKey {
  return { connectionId: identity.id, keyId: id, name, start, last4, lastUsedAt, lastCopiedAt: null };
}

const kept = identityKeys.map(keptOf);
const identityWith = (part: Partial<AppState> = {}) => identityDay({ kept, ...part });
const answers: Scene["answers"] = {
  "use:suggest-variable": { ok: true, value: { variable: "STOREFRONT_API_KEY" } },
  "keys:reveal": { ok: true, value: { value: "nw_Hk3dYp0vTz2LqE8wRb5XnKcJm7SaGfUo" } },
};

/** A server that can do hardly anything: it lists keys, makes them and ends them. */
function bareDay(part: Partial<AppState> = {}): AppState {
  const app = goodDay(part);
  if (app.session.status !== "signed-in") throw new Error("Nobody is signed in.");
  const nothing = Object.fromEntries(Object.keys(app.session.session.capabilities).map((one) => [one, false]));
  const capabilities = { ...(nothing as typeof app.session.session.capabilities), history: true };
  const session = { ...app.session.session, organization: null, warehouses: [], capabilities };
  return { ...app, session: { ...app.session, session } };
}

const bareKeys = [
  activeKey({ id: "n1", name: "Production", start: "", last4: "x7Qd", createdBy: null }),
  activeKey({ id: "n2", name: "Staging", start: "", last4: null, createdBy: null, createdAt: ago(3 * day) }),
];
const bareRevoked = [revokedKey({ id: "n3", name: "Old", start: "", last4: null, revokedBy: null, lastUsedAt: null })];

async function openUse(page: Page, tab = "curl"): Promise<void> {
  await openMenu(page, "Storefront");
  await page.getByRole("menuitem", { name: "Use…" }).click();
  await page.getByRole("tab", { name: tab, exact: true }).click();
}

const generate = (page: Page) => page.getByRole("button", { name: "Generate New Key" }).click();

const newKey = {
  apiKey: identityKey({ id: "b9", name: "Checkout", createdAt: ago(0), expiresAt: ago(-90 * day) }),
  copied: false,
  keepFailure: null,
};

/** All of them. */
export const capabilityScenes: Scene[] = [
  {
    name: "less-keys",
    state: identityWith(lists(variedKeys, rememberedKeys, { limits: null })),
    act: async (page) => {
      await expect(page.getByText("They are remembered on this computer.")).toBeVisible();
      await expect(page.getByText("5 active", { exact: true })).toBeVisible();
      await expect(page.getByRole("meter")).toHaveCount(0);
      await expect(page.getByText("null")).toHaveCount(0);
      await expect(page.getByRole("columnheader", { name: "By" })).toHaveCount(0);
    },
  },
  {
    name: "less-keys-menu",
    state: identityDay(),
    act: async (page) => {
      await openMenu(page, "Nightly export");
      await expect(page.getByRole("menuitem", { name: "Activity" })).toHaveCount(0);
    },
  },
  {
    name: "less-keys-offline",
    state: identityWith({
      ...lists(variedKeys, rememberedKeys, { limits: null }),
      network: { status: "offline", since: ago(minute), failure: failures.timeout, nextTryAt: null, live: false },
    }),
    act: async (page) => {
      await openMenu(page, "Storefront");
      await expect(page.getByRole("menuitem", { name: "Rename" })).toHaveAttribute("title", /^Offline/);
    },
  },
  { name: "less-overview", state: identityWith(), place: "overview" },
  {
    name: "less-activity",
    state: identityWith(),
    act: async (page) => {
      await page.getByRole("button", { name: "Activity", exact: true }).click();
      await expect(page.getByText("This server keeps no record of what happened.")).toBeVisible();
    },
  },
  {
    name: "less-generate",
    state: identityWith(),
    act: async (page) => {
      await generate(page);
      await page.getByLabel("Name").fill("Checkout");
    },
  },
  {
    name: "less-generate-expiry",
    state: identityWith(),
    act: async (page) => {
      await generate(page);
      await page.getByRole("combobox", { name: "Expires" }).click();
      await page.getByRole("option", { name: "In 90 days" }).click();
      await expect(page.getByText("It stops working on 10 Jun 2026.")).toBeVisible();
    },
  },
  {
    name: "less-generate-choices",
    state: identityWith(),
    act: async (page) => {
      await generate(page);
      await page.getByRole("combobox", { name: "Expires" }).click();
      await expect(page.getByRole("option")).toHaveText([/Never/, /In 30 days/, /In 90 days/, /In 1 year/]);
    },
  },
  {
    name: "less-reveal",
    state: identityWith({ newKey }),
    answers,
    act: async (page) => {
      await expect(
        page.getByText("afterwards only its first characters are. It expires on 10 Jun 2026."),
      ).toBeVisible();
      await expect(page.getByText("Put your own API’s address in.")).toBeVisible();
    },
  },
  {
    name: "less-revoke",
    state: identityWith(),
    act: async (page) => {
      await page.getByRole("button", { name: "Revoke Storefront" }).click();
      await expect(page.getByPlaceholder("Remembered on this computer")).toBeVisible();
    },
  },
  { name: "less-use-curl", state: identityWith(), answers, act: (page) => openUse(page) },
  { name: "less-use-javascript", state: identityWith(), answers, act: (page) => openUse(page, "JavaScript") },
  { name: "less-use-compose", state: identityWith(), answers, act: (page) => openUse(page, "Docker Compose") },
  { name: "less-use-not-kept", state: identityDay(), answers, act: (page) => openUse(page, ".env") },
  {
    name: "less-add-value",
    state: identityDay(),
    act: async (page) => {
      await openMenu(page, "Storefront");
      await page.getByRole("menuitem", { name: "Add key value…" }).click();
      await expect(page.getByText("only its first characters are compared")).toBeVisible();
    },
  },
  {
    name: "less-rotate",
    state: identityWith(),
    act: async (page) => {
      await openMenu(page, "Nightly export");
      await page.getByRole("menuitem", { name: "Rotate…" }).click();
      await expect(page.getByText("This server leaves rotating to you")).toBeVisible();
      await expect(page.getByText("The successor does not expire by itself.")).toBeVisible();
    },
  },
  {
    name: "less-command-palette",
    state: identityWith(),
    act: async (page) => {
      await selectKey(page, "Storefront");
      await openPalette(page);
      await expect(page.getByRole("option", { name: /Rename/ })).toBeVisible();
      await expect(page.getByRole("option", { name: /^Test|activity of/ })).toHaveCount(0);
    },
  },
  {
    name: "least-keys",
    state: bareDay({ connections: [local, remote], ...lists(bareKeys, bareRevoked, { limits: null }) }),
    act: async (page) => {
      await expect(page.getByRole("columnheader", { name: "Last used" })).toHaveCount(0);
      await expect(page.getByRole("columnheader", { name: "Reason" })).toHaveCount(0);
      await page.getByRole("row", { name: /^Staging/ }).focus();
      await page.keyboard.press("F2");
      await expect(page.getByText("This server cannot rename keys.")).toBeVisible();
    },
  },
  {
    name: "least-revoke",
    state: bareDay(lists(bareKeys, bareRevoked, { limits: null })),
    act: async (page) => {
      await page.getByRole("button", { name: "Revoke Staging" }).click();
      await expect(page.getByText("This server does not say when keys are used.")).toBeVisible();
      await expect(page.getByLabel("Reason")).toHaveCount(0);
    },
  },
  {
    name: "least-rotation",
    state: bareDay({
      ...lists(bareKeys, bareRevoked, { limits: null }),
      rotations: [{ connectionId: local.id, oldKeyId: "n1", newKeyId: "n2", startedAt: ago(day) }],
    }),
    act: (page) => expect(page.getByText("does not say when keys are used: revoke the old key")).toBeVisible(),
  },
];
