/** The audit trail in the state: page by page, refreshed without a gap, gone with its connection. */
import { describe, expect, test } from "vitest";
import { noActivity } from "../../../src-main/state.ts";
import { putInFront } from "../../../src-main/use-cases/activate-connection.ts";
import { connect } from "../../../src-main/use-cases/connect.ts";
import { withNewestPage, withOlderPage } from "../../../src-main/use-cases/merge-activity.ts";
import { readActivity } from "../../../src-main/use-cases/read-activity.ts";
import { signOut } from "../../../src-main/use-cases/sign-out.ts";
import type { Activity, AuditEvent } from "../../../src-preload/contract/activity.ts";
import { keyrackCapabilities } from "../../support/capabilities.ts";
import { fakeWorld } from "../../support/fake-ports.ts";

const event = (number: number): AuditEvent => ({
  id: String(number),
  at: "2026-11-20T10:00:00.000Z",
  type: "key.generated",
  actor: { id: "acc_1", name: "Ada" },
  address: "127.0.0.1",
  apiKey: null,
  details: null,
});
const downFrom = (first: number, count = first) => Array.from({ length: count }, (_, index) => event(first - index));

/** Signed in to a server with `count` events, ten a page. Slices seen since are in `seen`. */
async function world(count: number, capabilities = keyrackCapabilities("audit")) {
  const made = fakeWorld();
  const { context, server } = made;
  server.pageSize = 10;
  server.capabilities = capabilities;
  server.events = downFrom(count);
  await connect(context, { address: "https://api.example.com", email: "ada@example.com", password: "right" });
  server.calls = [];
  const seen: Activity[] = [];
  context.state.subscribe(({ activity }, before) => {
    if (activity !== before.activity) seen.push(activity);
  });
  const activity = () => context.state.getState().activity;
  const ids = () => activity().events.map(({ id }) => Number(id));
  return { ...made, seen, activity, ids };
}

const numbers = (first: number, count = first) => Array.from({ length: count }, (_, index) => first - index);

test("the newest first, then older ones until there are none", async () => {
  const { context, server, activity, ids, seen } = await world(25);
  await readActivity(context, { more: false, keyId: null });
  expect(seen.map(({ status }) => status)).toEqual(["loading", "ready"]);
  expect([ids(), activity().more]).toEqual([numbers(25, 10), true]);
  await readActivity(context, { more: true, keyId: null });
  await readActivity(context, { more: true, keyId: null });
  expect([ids(), activity().more]).toEqual([numbers(25), false]);
  // There is nothing left to ask for.
  server.calls = [];
  await readActivity(context, { more: true, keyId: null });
  expect(server.calls).toEqual([]);
});

test("a refresh lays what is new over what is known", async () => {
  const { context, server, activity, ids, seen } = await world(25);
  await readActivity(context, { more: false, keyId: null });
  await readActivity(context, { more: true, keyId: null });
  server.events = downFrom(28);
  await readActivity(context, { more: false, keyId: null });
  expect(ids()).toEqual(numbers(28, 23));
  await readActivity(context, { more: true, keyId: null });
  expect([ids(), activity().more]).toEqual([numbers(28), false]);
  // Nothing has happened since, so nothing is sent to the window.
  seen.length = 0;
  await readActivity(context, { more: false, keyId: null });
  expect(seen).toEqual([]);
});

test("two at once follow one another and lose nothing", async () => {
  const { context, ids } = await world(25);
  await Promise.all([
    readActivity(context, { more: false, keyId: null }),
    readActivity(context, { more: true, keyId: null }),
    readActivity(context, { more: false, keyId: null }),
  ]);
  expect(ids()).toEqual(numbers(25, 20));
});

test("a server without the capability is not asked", async () => {
  const { context, server, activity } = await world(3, keyrackCapabilities());
  expect(await readActivity(context, { more: false, keyId: null })).toMatchObject({ ok: true });
  expect(activity()).toMatchObject({ status: "unsupported", events: [] });
  expect(server.calls).toEqual([]);
});

test("a failure leaves the events on screen", async () => {
  const { context, server, activity, ids } = await world(3);
  await readActivity(context, { more: false, keyId: null });
  server.fail("server-error");
  expect(await readActivity(context, { more: false, keyId: null })).toMatchObject({ ok: false });
  expect([activity().status, activity().failure?.code, ids()]).toEqual(["failed", "server-error", [3, 2, 1]]);
  await readActivity(context, { more: false, keyId: null });
  expect(activity()).toMatchObject({ status: "ready", failure: null });
});

test("a session that has ended is said, and ends here too", async () => {
  const { context, server, activity } = await world(3);
  server.token = "krs_other";
  expect(await readActivity(context, { more: false, keyId: null })).toMatchObject({
    failure: { code: "session-expired" },
  });
  expect(activity()).toMatchObject({ status: "failed" });
  expect(context.state.getState().session).toMatchObject({ status: "signed-out", reason: "ended" });
  expect(await readActivity(context, { more: false, keyId: null })).toMatchObject({ failure: { code: "signed-out" } });
});

describe("one key's", () => {
  const about = (number: number, id: string) => ({
    ...event(number),
    apiKey: { id, name: null, start: "krk_9fK2", last4: "x7Qd" },
  });
  /** Of 60 events every third is about key_1, the others about key_2. */
  async function mixed() {
    const made = await world(0);
    made.server.events = downFrom(60).map(({ id }) => about(Number(id), Number(id) % 3 === 0 ? "key_1" : "key_2"));
    const ofKey = () => made.activity().ofKey;
    return { ...made, ofKey, idsOfKey: () => ofKey()?.events.map(({ id }) => Number(id)) };
  }
  const thirds = (first: number, count: number) => Array.from({ length: count }, (_, index) => first - 3 * index);

  test("is read by itself, however far back it lies, and leaves the whole trail as it is", async () => {
    const { context, activity, ids, ofKey, idsOfKey } = await mixed();
    await readActivity(context, { more: false, keyId: null });
    await readActivity(context, { more: false, keyId: "key_1" });
    expect([ofKey()?.keyId, ofKey()?.status, idsOfKey(), ofKey()?.more]).toEqual([
      "key_1",
      "ready",
      thirds(60, 10),
      true,
    ]);
    await readActivity(context, { more: true, keyId: "key_1" });
    expect([idsOfKey(), ofKey()?.more]).toEqual([thirds(60, 20), false]);
    expect([ids(), activity().more]).toEqual([numbers(60, 10), true]);
    await readActivity(context, { more: true, keyId: null });
    expect(ids()).toEqual(numbers(60, 20));
  });

  test("is begun anew for another key", async () => {
    const { context, ofKey, idsOfKey } = await mixed();
    await readActivity(context, { more: false, keyId: "key_1" });
    await readActivity(context, { more: false, keyId: "key_2" });
    expect(ofKey()?.keyId).toBe("key_2");
    expect(idsOfKey()).toEqual([59, 58, 56, 55, 53, 52, 50, 49, 47, 46]);
    // The first one's cursor is not the second one's.
    await readActivity(context, { more: true, keyId: "key_2" });
    expect(idsOfKey()?.slice(10, 12)).toEqual([44, 43]);
  });

  test("has failures of its own", async () => {
    const { context, server, activity, ofKey } = await mixed();
    await readActivity(context, { more: false, keyId: null });
    server.fail("server-error");
    await readActivity(context, { more: false, keyId: "key_1" });
    expect([ofKey()?.status, ofKey()?.failure?.code, activity().status]).toEqual(["failed", "server-error", "ready"]);
  });
});

describe("nothing of it is left", () => {
  test("after signing out", async () => {
    const { context, activity } = await world(25);
    await readActivity(context, { more: false, keyId: null });
    await signOut(context, { forgetKept: false });
    expect(activity()).toMatchObject({ status: "idle", events: [] });
    expect(context.held.activityCursors).toEqual({ all: null, ofKey: null });
  });

  test("on another connection, even by an answer that was on its way", async () => {
    const { context, server, activity } = await world(25);
    let answer = () => {};
    server.beforeAudit = () =>
      new Promise<void>((resolve) => {
        answer = resolve;
      });
    const reading = readActivity(context, { more: false, keyId: null });
    putInFront(context, null);
    answer();
    await reading;
    expect(activity()).toEqual(noActivity);
    expect(context.held.activityCursors).toEqual({ all: null, ofKey: null });
  });
});

describe("merging", () => {
  test("begins anew after a gap", () => {
    const known = { events: downFrom(10), cursor: "10" };
    const page = { events: downFrom(40, 10), nextCursor: "31" };
    expect(withNewestPage(known, page)).toEqual({ events: page.events, cursor: "31" });
  });

  test("an unchanged trail is the same array", () => {
    const known = { events: downFrom(10), cursor: null };
    expect(withNewestPage(known, { events: downFrom(10, 4), nextCursor: "7" }).events).toBe(known.events);
  });

  test("an empty trail is no overlap", () => {
    expect(withNewestPage({ events: [], cursor: null }, { events: [], nextCursor: null })).toEqual({
      events: [],
      cursor: null,
    });
  });

  test("an older page that repeats an event shows it once", () => {
    const merged = withOlderPage(
      { events: downFrom(10, 5), cursor: "6" },
      { events: downFrom(7, 3), nextCursor: null },
    );
    expect(merged).toEqual({ events: downFrom(10, 6), cursor: null });
  });
});
