/** The audit trail in the state: page by page, refreshed without a gap, gone with its connection. */
import { describe, expect, test } from "vitest";
import { putInFront } from "../../../src-main/use-cases/activate-connection.ts";
import { connect } from "../../../src-main/use-cases/connect.ts";
import { withNewestPage, withOlderPage } from "../../../src-main/use-cases/merge-activity.ts";
import { readActivity } from "../../../src-main/use-cases/read-activity.ts";
import { signOut } from "../../../src-main/use-cases/sign-out.ts";
import type { Activity, AuditEvent } from "../../../src-preload/contract/activity.ts";
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
async function world(count: number, capabilities = ["rename", "audit"]) {
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
  await readActivity(context, { more: false });
  expect(seen.map(({ status }) => status)).toEqual(["loading", "ready"]);
  expect([ids(), activity().more]).toEqual([numbers(25, 10), true]);
  await readActivity(context, { more: true });
  await readActivity(context, { more: true });
  expect([ids(), activity().more]).toEqual([numbers(25), false]);
  // There is nothing left to ask for.
  server.calls = [];
  await readActivity(context, { more: true });
  expect(server.calls).toEqual([]);
});

test("a refresh lays what is new over what is known", async () => {
  const { context, server, activity, ids, seen } = await world(25);
  await readActivity(context, { more: false });
  await readActivity(context, { more: true });
  server.events = downFrom(28);
  await readActivity(context, { more: false });
  expect(ids()).toEqual(numbers(28, 23));
  await readActivity(context, { more: true });
  expect([ids(), activity().more]).toEqual([numbers(28), false]);
  // Nothing has happened since, so nothing is sent to the window.
  seen.length = 0;
  await readActivity(context, { more: false });
  expect(seen).toEqual([]);
});

test("two at once follow one another and lose nothing", async () => {
  const { context, ids } = await world(25);
  await Promise.all([
    readActivity(context, { more: false }),
    readActivity(context, { more: true }),
    readActivity(context, { more: false }),
  ]);
  expect(ids()).toEqual(numbers(25, 20));
});

test("a server without the capability is not asked", async () => {
  const { context, server, activity } = await world(3, ["rename"]);
  expect(await readActivity(context, { more: false })).toMatchObject({ ok: true });
  expect(activity()).toMatchObject({ status: "unsupported", events: [] });
  expect(server.calls).toEqual([]);
});

test("a failure leaves the events on screen", async () => {
  const { context, server, activity, ids } = await world(3);
  await readActivity(context, { more: false });
  server.fail("server-error");
  expect(await readActivity(context, { more: false })).toMatchObject({ ok: false });
  expect([activity().status, activity().failure?.code, ids()]).toEqual(["failed", "server-error", [3, 2, 1]]);
  await readActivity(context, { more: false });
  expect(activity()).toMatchObject({ status: "ready", failure: null });
});

test("a session that has ended is said, and ends here too", async () => {
  const { context, server, activity } = await world(3);
  server.token = "krs_other";
  expect(await readActivity(context, { more: false })).toMatchObject({ failure: { code: "session-expired" } });
  expect(activity()).toMatchObject({ status: "failed" });
  expect(context.state.getState().session).toMatchObject({ status: "signed-out", reason: "ended" });
  expect(await readActivity(context, { more: false })).toMatchObject({ failure: { code: "signed-out" } });
});

describe("nothing of it is left", () => {
  test("after signing out", async () => {
    const { context, activity } = await world(25);
    await readActivity(context, { more: false });
    await signOut(context, { forgetKept: false });
    expect(activity()).toMatchObject({ status: "idle", events: [] });
    expect(context.held.activityCursor).toBeNull();
  });

  test("on another connection, even by an answer that was on its way", async () => {
    const { context, server, activity } = await world(25);
    let answer = () => {};
    server.beforeAudit = () =>
      new Promise<void>((resolve) => {
        answer = resolve;
      });
    const reading = readActivity(context, { more: false });
    putInFront(context, null);
    answer();
    await reading;
    expect(activity()).toEqual({ status: "idle", events: [], more: false, failure: null });
    expect(context.held.activityCursor).toBeNull();
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
