/** The scenes of outages: offline, turned away, lost answers, sessions that end. */
import { expect, type Page } from "@playwright/test";
import type { AppState } from "../../src-preload/contract/app.ts";
import type { Scene } from "./scenes.ts";
import { activeKey, ago, failure, failures, goodDay, lists, remote, threeKeys, twoRevoked } from "./states.ts";

const onServer = { activeConnectionId: remote.id } as const;
const hour = 3_600_000;
const second = 1_000;

/** Offline since a minute, with the next try some seconds away (null: it runs). */
const offline = (seconds: number | null, part: Partial<AppState["network"]> = {}): AppState["network"] => ({
  status: "offline",
  since: ago(60 * second),
  failure: failures.offline,
  nextTryAt: seconds === null ? null : ago(-seconds * second),
  live: false,
  ...part,
});

const lostKey = activeKey({ id: "k9", name: "Staging", start: "krk_Hc3x", last4: "9mTb", createdAt: ago(20 * second) });
const created = failure(
  "already-created",
  "The key was created but its value was not received. Revoke it and generate another.",
  { keyId: "k9", lostKeyId: "lost-key-1" },
);
const notListed = failure(
  "outcome-unknown",
  "api.northwind.example did not answer, and its list shows no such key now. Press Generate Key again: within ten minutes that cannot make a second one.",
  { lostKeyId: "lost-key-1" },
);
const unknown = failure(
  "outcome-unknown",
  "api.northwind.example did not answer, so Keyrack cannot tell whether the key was made. It reads the list as soon as there is an answer, and tells you then.",
  { lostKeyId: "lost-key-1" },
);
const unconfirmed = failure(
  "change-unconfirmed",
  "api.northwind.example did not answer, so Keyrack cannot tell whether the key was revoked. Doing it again is safe: what is done already stays as it is.",
);

async function generate(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Generate New Key" }).click();
  await page.getByRole("dialog").getByLabel("Name").fill("Staging");
  await page.getByRole("button", { name: "Generate Key" }).click();
  await expect(page.getByRole("alert")).toBeVisible();
}

async function become(page: Page, changes: Partial<AppState>): Promise<void> {
  await page.evaluate((slices) => window.fakeMain.emit("state:changed", slices), changes);
}

const rateLimited = failure(
  "rate-limited",
  "Too many requests in a short time. Nothing was lost; try again in 1 minute 30 seconds.",
  { retryAfterSeconds: 90 },
);

/** All of them. */
export const offlineScenes: Scene[] = [
  {
    name: "offline-at-start",
    state: goodDay({
      ...onServer,
      session: { status: "unreachable", failure: failures.offline },
      network: offline(12),
      ...lists(threeKeys, twoRevoked, { asOf: ago(20 * hour) }),
    }),
  },
  {
    name: "offline-going",
    state: goodDay(onServer),
    act: async (page) => {
      await become(page, { network: offline(12) });
      await expect(page.getByText("Next try in 12 s")).toBeVisible();
    },
  },
  { name: "offline-trying", state: goodDay({ ...onServer, network: offline(null) }) },
  {
    name: "offline-proxy",
    state: goodDay({
      ...onServer,
      network: offline(null, {
        failure: failure(
          "proxy-credentials",
          "The proxy proxy.northwind.example:8080 asks for a user name and password, or did not take the ones it was given. Nothing was lost; check Settings, Network.",
        ),
      }),
    }),
  },
  {
    name: "rate-limited",
    state: goodDay({
      ...onServer,
      network: { ...goodDay().network, nextTryAt: ago(-88 * second), live: false },
      ...lists(threeKeys, twoRevoked, { status: "failed", failure: rateLimited }),
    }),
  },
  {
    name: "rate-limited-at-start",
    state: goodDay({
      ...onServer,
      session: { status: "unreachable", failure: rateLimited },
      network: { ...goodDay().network, nextTryAt: ago(-88 * second), live: false },
    }),
  },
  {
    name: "asking-for-long",
    state: goodDay({
      ...onServer,
      session: { status: "restoring" },
      ...lists(threeKeys, twoRevoked, { asOf: ago(20 * hour) }),
    }),
    act: (page) => expect(page.getByText("Waiting for the server’s answer…")).toBeVisible(),
  },
  {
    name: "lost-key-created",
    state: goodDay({
      ...onServer,
      ...lists([lostKey, ...threeKeys], twoRevoked),
      lostKey: { id: "lost-key-1", status: "created", name: "Staging", apiKey: lostKey },
    }),
  },
  {
    name: "lost-key-unknown-offline",
    state: goodDay({
      ...onServer,
      network: offline(12),
      lostKey: { id: "lost-key-1", status: "unknown", name: "Staging" },
    }),
  },
  {
    name: "lost-key-not-created",
    state: goodDay({
      ...onServer,
      notices: [
        {
          id: "lost-key-1",
          tone: "info",
          message:
            "The key “Staging” was not created: the server’s list shows no such key. Generate it again when you like.",
        },
      ],
    }),
  },
  {
    name: "generate-lost-created",
    state: goodDay({ ...onServer, ...lists([lostKey, ...threeKeys], twoRevoked) }),
    answers: { "keys:generate": { ok: false, failure: created } },
    act: async (page) => {
      await generate(page);
      await become(page, { lostKey: { id: "lost-key-1", status: "created", name: "Staging", apiKey: lostKey } });
      await expect(page.getByRole("dialog").getByRole("button", { name: "Revoke and generate another" })).toBeVisible();
    },
  },
  {
    name: "generate-lost-not-listed",
    state: goodDay(onServer),
    answers: { "keys:generate": { ok: false, failure: notListed } },
    act: generate,
  },
  {
    name: "generate-lost-unknown",
    state: goodDay(onServer),
    answers: { "keys:generate": { ok: false, failure: unknown } },
    act: async (page) => {
      await generate(page);
      await become(page, { network: offline(4), lostKey: { id: "lost-key-1", status: "unknown", name: "Staging" } });
    },
  },
  {
    name: "revoke-unconfirmed",
    state: goodDay(onServer),
    answers: { "keys:revoke": { ok: false, failure: unconfirmed } },
    act: async (page) => {
      await page.getByRole("button", { name: "Revoke Production API" }).click();
      await page.getByLabel("Reason").fill("Leaked in a public repository");
      await page.getByRole("button", { name: "Revoke", exact: true }).click();
      await expect(page.getByRole("alert")).toBeVisible();
    },
  },
  {
    name: "revoke-done-already",
    state: goodDay(onServer),
    act: async (page) => {
      await page.getByRole("button", { name: "Revoke Production API" }).click();
      const [first, ...rest] = threeKeys;
      if (first === undefined) throw new Error("There are three keys.");
      const revoked = { ...first, status: "revoked" as const, revokedAt: ago(0) };
      const { keys } = lists(rest, []);
      await become(page, { keys, revoked: { rows: [revoked, ...twoRevoked], more: false, readingAll: false } });
      await expect(page.getByRole("alertdialog", { name: /is revoked already$/ })).toBeVisible();
    },
  },
  {
    name: "generate-session-ended",
    state: goodDay(onServer),
    answers: { "keys:generate": { ok: false, failure: failures.ended } },
    act: async (page) => {
      await generate(page);
      await become(page, { session: { status: "signed-out", reason: "ended" } });
      await expect(page.getByRole("dialog", { name: "Sign in to go on" })).toBeVisible();
    },
  },
  {
    name: "session-ended-scrolled",
    state: goodDay({
      ...onServer,
      ...lists(threeKeys, Array.from({ length: 30 }, (_, n) => ({ ...twoRevoked[0], id: `s${n}` })) as never),
    }),
    act: async (page) => {
      await page
        .getByRole("row", { name: /Old import script/ })
        .last()
        .scrollIntoViewIfNeeded();
      await become(page, { session: { status: "signed-out", reason: "ended" } });
      await expect(page.getByRole("region", { name: "Sign in" })).toBeInViewport();
    },
  },
];
