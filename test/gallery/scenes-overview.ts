/** Scenes of Overview, Activity and what Settings has on them: a good day, everything at once, nothing, and nobody there. */
import type { Activity, AuditEvent } from "../../src-preload/contract/activity.ts";
import type { AppState } from "../../src-preload/contract/app.ts";
import type { Attention } from "../../src-preload/contract/attention.ts";
import type { KeptKey } from "../../src-preload/contract/kept.ts";
import type { ApiKey } from "../../src-preload/contract/keys.ts";
import type { Scene } from "./scenes.ts";
import {
  ago,
  awkwardKeys,
  awkwardRevoked,
  failures,
  fiveKeys,
  goodDay,
  lists,
  local,
  noLists,
  threeKeys,
  twoRevoked,
} from "./states.ts";

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

const ada = { id: "acc_1", name: "Ada Okafor" };
const marta = { id: "acc_2", name: "Marta Kowalczyk" };

function keptOf(key: ApiKey, lastCopiedAt: string | null): KeptKey {
  const { id, name, start, last4, lastUsedAt } = key;
  return { connectionId: local.id, keyId: id, name, start, last4, lastUsedAt, lastCopiedAt };
}

function event(number: number, part: Partial<AuditEvent>): AuditEvent {
  return {
    id: `e${number}`,
    at: ago(number * 2 * hour),
    type: "key.generated",
    actor: ada,
    address: "192.168.4.17",
    apiKey: null,
    details: null,
    ...part,
  };
}

function hintOf({ id, name, start, last4 }: ApiKey): NonNullable<AuditEvent["apiKey"]> {
  return { id, name, start, last4 };
}

/** Some of each kind. */
export const someEvents: AuditEvent[] = fiveKeys.flatMap((key, at, all) => [
  event(at * 3 + 1, { type: "key.generated", apiKey: hintOf(key), at: ago(at * day + 4 * minute) }),
  event(at * 3 + 2, { type: "session.opened", actor: at % 2 ? marta : ada, at: ago(at * day + 70 * minute) }),
  event(at * 3 + 3, {
    type: ["key.renamed", "key.revoked", "key.first-used", "key.rotated", "warehouse.moved"][at] ?? "session.failed",
    actor: at === 2 ? null : marta,
    apiKey: hintOf(key),
    address: at === 2 ? "2001:0db8:85a3:0000:0000:8a2e:0370:7334" : "10.0.0.8",
    details:
      at === 0
        ? { from: "Prod", to: "Production API" }
        : at === 1
          ? { reason: "No longer in use" }
          : at === 3
            ? { successor: hintOf(all[0] ?? key) }
            : null,
    at: ago(at * day + 3 * hour),
  }),
  ...(at === 0 ? [event(20, { type: "session.failed", actor: null, address: "203.0.113.7", at: ago(5 * hour) })] : []),
]);

/** The audit trail as it is after a good answer. */
export const activityOf = (events: AuditEvent[], part: Partial<Activity> = {}): Activity => ({
  status: "ready",
  events,
  more: false,
  failure: null,
  ofKey: null,
  ...part,
});

/** One of each kind, as main words it. */
export const everyMatter: Attention[] = [
  {
    kind: "expiring",
    keyId: "k2",
    message: "“Inventory Sync” ends in 5 days. Whatever uses it needs another key by then.",
  },
  {
    kind: "limit",
    keyId: null,
    message: "5 of 5 keys are active. Revoke one that nothing needs before you generate another.",
  },
  {
    kind: "idle",
    keyId: "k3",
    message: "“Staging Tests” has not been used for 41 days. Revoke it if nothing needs it.",
  },
  {
    kind: "never-used",
    keyId: "k4",
    message:
      "The unnamed key krk_Qm5c••••8sVu was generated 9 days ago and has never been used. Revoke it if nothing needs it.",
  },
  {
    kind: "old",
    keyId: "k3",
    message: "“Staging Tests” is 424 days old. Replace it with a new key from time to time.",
  },
  {
    kind: "same-name",
    keyId: "k5",
    message:
      "“Rotterdam label printer” (krk_L0oI••••1lI0) has the same name as krk_7Gha••••pp2q. Rename one, so that nobody revokes the wrong key.",
  },
  { kind: "unnamed", keyId: "k4", message: "krk_Qm5c••••8sVu has no name. Name it after what uses it." },
];

const [production, inventory, staging] = threeKeys as [ApiKey, ApiKey, ApiKey];
const kept = [keptOf(production, ago(2 * hour)), keptOf(inventory, null), keptOf(staging, ago(3 * day))];

/** A key whose successor has taken over. */
const [revoked] = twoRevoked as [ApiKey];
const rotated: ApiKey = { ...revoked, id: "r9", revocationReason: "rotated", revokedAt: ago(38 * day) };

/** A good day with something to look at. */
export const overviewDay = (part: Partial<AppState> = {}): AppState =>
  goodDay({
    revoked: { rows: [rotated, ...twoRevoked], more: false, readingAll: false },
    attention: everyMatter.filter(({ kind }) => kind === "idle" || kind === "old"),
    activity: activityOf(someEvents),
    kept,
    ...part,
  });

const longName = "W".repeat(64);
const awkward: AppState = overviewDay({
  ...lists(awkwardKeys, awkwardRevoked),
  kept: awkwardKeys.map((key) => keptOf(key, ago(4 * day))),
  attention: [
    {
      kind: "idle",
      keyId: "a1",
      message: `“${longName}” has not been used for 45 days. Revoke it if nothing needs it.`,
    },
    {
      kind: "same-name",
      keyId: "a2",
      message:
        "“مفتاح الإنتاج الرئيسي (v2)” (krk_Zt04••••m1Lp) has the same name as krk_b7Wn••••0OaE. Rename one, so that nobody revokes the wrong key.",
    },
  ],
  activity: activityOf([
    ...awkwardKeys.map((key, at) =>
      event(at + 1, {
        apiKey: hintOf(key),
        actor: { id: "acc_9", name: "Maximiliane-Friederike von Hohenlohe-Langenburg" },
        type: at === 1 ? "key.renamed" : "key.revoked",
        details: at === 1 ? { from: longName, to: "مفتاح" } : { reason: awkwardRevoked[0]?.revocationReason ?? null },
      }),
    ),
    event(9, { type: "organization.subscription-plan-downgraded-by-support", address: "f".repeat(64) }),
  ]),
});

const offlineNetwork = {
  status: "offline",
  since: ago(20 * minute),
  failure: failures.offline,
  nextTryAt: ago(-30_000),
  live: false,
} as const;

const toActivity: Scene["act"] = (page) => page.getByRole("button", { name: "Activity", exact: true }).click();
const toAttention: Scene["act"] = async (page) => {
  await page.getByRole("button", { name: "Settings" }).click();
  await page.getByRole("tab", { name: "Attention" }).click();
};

/** All of them. */
export const overviewScenes: Scene[] = [
  { name: "overview", place: "overview", state: overviewDay() },
  {
    name: "overview-nothing-to-do",
    place: "overview",
    state: overviewDay({ attention: [], dismissedAttention: 2, kept: kept.slice(0, 1) }),
  },
  {
    name: "overview-everything",
    place: "overview",
    state: overviewDay({
      ...lists(fiveKeys, twoRevoked),
      attention: everyMatter,
      dismissedAttention: 2,
      rotations: [{ connectionId: local.id, oldKeyId: "k1", newKeyId: "k2", startedAt: ago(day) }],
    }),
  },
  { name: "overview-awkward", place: "overview", state: awkward },
  {
    name: "overview-empty",
    place: "overview",
    state: overviewDay({ ...lists([], []), attention: [], kept: [], activity: activityOf([]) }),
  },
  {
    name: "overview-unsupported",
    place: "overview",
    state: overviewDay({ kept: [], activity: activityOf([], { status: "unsupported" }) }),
  },
  {
    name: "overview-offline",
    place: "overview",
    state: overviewDay({ network: offlineNetwork, activity: activityOf([], { status: "idle" }) }),
  },
  {
    name: "overview-activity-failed",
    place: "overview",
    state: overviewDay({ activity: activityOf([], { status: "failed", failure: failures.server }) }),
  },
  {
    name: "overview-session-ended",
    place: "overview",
    state: overviewDay({ session: { status: "signed-out", reason: "ended" } }),
  },
  {
    name: "overview-signed-out",
    place: "overview",
    state: overviewDay({
      ...noLists,
      session: { status: "signed-out", reason: "by-choice" },
      attention: [],
      kept: [],
      activity: activityOf([], { status: "idle" }),
    }),
  },
  {
    name: "overview-reading",
    place: "overview",
    state: overviewDay({
      ...noLists,
      session: { status: "restoring" },
      attention: [],
      activity: activityOf([], { status: "idle" }),
    }),
  },
  {
    name: "activity",
    place: "overview",
    state: overviewDay({ activity: activityOf(someEvents, { more: true }) }),
    act: toActivity,
  },
  {
    name: "activity-offline",
    place: "overview",
    state: overviewDay({ network: offlineNetwork, activity: activityOf(someEvents, { more: true }) }),
    act: toActivity,
  },
  {
    name: "activity-session-ended",
    place: "overview",
    state: overviewDay({
      session: { status: "signed-out", reason: "ended" },
      activity: activityOf(someEvents, { status: "failed", failure: failures.server }),
    }),
    act: toActivity,
  },
  { name: "activity-awkward", place: "overview", state: awkward, act: toActivity },
  {
    name: "activity-filtered",
    place: "overview",
    state: overviewDay(),
    async act(page) {
      await toActivity(page);
      await page.getByLabel("Filter activity by any of its words").fill("marta");
    },
  },
  {
    name: "activity-of-one-key",
    state: overviewDay(),
    async act(page) {
      await page.getByRole("button", { name: "More for Production API" }).click();
      await page.getByRole("menuitem", { name: "Activity" }).click();
    },
  },
  {
    name: "activity-no-match",
    place: "overview",
    state: overviewDay({ activity: activityOf(someEvents, { more: true }) }),
    async act(page) {
      await toActivity(page);
      await page.getByLabel("Filter activity by any of its words").fill("nobody");
    },
  },
  {
    name: "activity-unsupported",
    place: "overview",
    state: overviewDay({ activity: activityOf([], { status: "unsupported" }) }),
    act: toActivity,
  },
  {
    name: "activity-failed",
    place: "overview",
    state: overviewDay({
      activity: activityOf(someEvents, { status: "failed", failure: failures.server, more: true }),
    }),
    act: toActivity,
  },
  { name: "settings-attention", place: "overview", state: overviewDay(), act: toAttention },
  {
    name: "settings-attention-refused",
    place: "overview",
    state: overviewDay(),
    async act(page) {
      await toAttention(page);
      await page.getByRole("spinbutton", { name: "Unused" }).fill("0");
      await page.keyboard.press("Enter");
    },
  },
];
