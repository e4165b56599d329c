/** Events in words, what a filter finds among them, and how the activity stands. */
import { describe, expect, test } from "vitest";
import type { AuditEvent } from "../../../src-preload/contract/activity.ts";
import type { AppState } from "../../../src-preload/contract/app.ts";
import { activityView } from "../../../src-renderer/store/activity-state.ts";
import { detailText, kindChoices, kindText, matchingEvents } from "../../../src-renderer/store/activity-text.ts";
import { activityOf, overviewDay, someEvents } from "../../gallery/scenes-overview.ts";
import { failures } from "../../gallery/states.ts";

test("a kind that only a newer server knows is shown in its words, and can be chosen", () => {
  expect(kindText("key.revoked")).toBe("Key revoked");
  expect(kindText("warehouse.moved")).toBe("Warehouse moved");
  expect(kindText("key.first_shared-with")).toBe("Key first shared with");
  expect(kindText("...")).toBe("...");
  // A word of every object's is no kind.
  expect(kindText("constructor")).toBe("Constructor");
  expect(kindChoices(someEvents).map(({ value }) => value)).toContain("warehouse.moved");
  expect(kindChoices([]).map(({ value }) => value)).not.toContain("warehouse.moved");
});

test.each<[string, AuditEvent["details"], string | null]>([
  ["key.revoked", null, null],
  ["key.revoked", { reason: "Leaked" }, "Leaked"],
  ["key.revoked", { reason: null }, null],
  ["key.renamed", { from: "A", to: "B" }, "from “A” to “B”"],
  ["key.renamed", { from: null, to: "B" }, "to “B”"],
  ["key.renamed", { from: "A", to: null }, "“A” lost its name"],
  ["key.renamed", {}, null],
  [
    "key.rotated",
    { successor: { id: "k", name: null, start: "krk_1234", last4: "5678" } },
    "replaced by krk_1234••••5678",
  ],
  [
    "key.rotation-cancelled",
    { successor: { id: "k", name: null, start: "krk_1234", last4: "5678" } },
    "not replaced by krk_1234••••5678",
  ],
  ["key.revoked", { reason: "rotated" }, "its time after the rotation was over"],
  ["session.closed", { reason: "signed-out" }, null],
  ["session.closed", { reason: "password-reset" }, "the password was reset"],
])("%s %j adds %j", (type, details, expected) => {
  expect(detailText({ type, details })).toBe(expected);
});

describe("a filter", () => {
  const all = { text: "", kind: null };
  const find = (change: Partial<typeof all> | object) => matchingEvents(someEvents, { ...all, ...change }, "acc_1");

  test("that asks for nothing leaves the very same events", () => {
    expect(find({ text: "  " })).toBe(someEvents);
  });

  test("finds kinds, keys, hints, people, addresses and reasons, whatever the case", () => {
    expect(find({ text: "SIGNED IN" }).every(({ type }) => type === "session.opened")).toBe(true);
    expect(find({ text: "krk_zt04" }).every(({ apiKey }) => apiKey?.id === "k2")).toBe(true);
    expect(find({ text: "marta" }).every(({ actor }) => actor?.id === "acc_2")).toBe(true);
    expect(find({ text: "10.0.0.8" }).every(({ address }) => address === "10.0.0.8")).toBe(true);
    expect(find({ text: "longer in use" })).toHaveLength(1);
    for (const text of ["SIGNED IN", "krk_zt04", "marta", "10.0.0.8"]) expect(find({ text })).not.toHaveLength(0);
    expect(find({ text: "nobody" })).toEqual([]);
  });

  test("of a kind, and with a text", () => {
    expect(find({ kind: "key.renamed" })).toHaveLength(1);
    expect(find({ kind: "key.renamed", text: "prod" })).toHaveLength(1);
    expect(find({ kind: "key.renamed", text: "nobody" })).toHaveLength(0);
  });
});

describe("the activity", () => {
  const nothing = (part = {}) => ({ activity: activityOf([], part) });

  test("stays in view whatever has become of the session", () => {
    for (const session of [{ status: "signed-out", reason: "ended" }, { status: "restoring" }] as const)
      expect(activityView(overviewDay({ session })).show).toBe("events");
  });

  test("says why there is none", () => {
    expect(activityView(overviewDay(nothing()))).toMatchObject({ show: "sentence", text: "Nothing has happened yet." });
    expect(activityView(overviewDay(nothing({ status: "unsupported" })))).toMatchObject({ show: "sentence" });
    expect(activityView(overviewDay(nothing({ status: "loading" })))).toEqual({ show: "waiting" });
    expect(activityView(overviewDay(nothing({ status: "failed", failure: failures.server })))).toMatchObject({
      show: "failure",
    });
    const offline = {
      status: "offline",
      since: null,
      failure: failures.offline,
      nextTryAt: null,
      live: false,
    } as const;
    expect(activityView(overviewDay({ ...nothing({ status: "loading" }), network: offline }))).toMatchObject({
      show: "sentence",
    });
    const signedOut = { status: "signed-out", reason: "by-choice" } as const;
    expect(activityView(overviewDay({ ...nothing(), session: signedOut }))).toMatchObject({
      text: "Sign in to see what happened.",
    });
  });

  test("of one key is what the server says of it; until then what the newest events say", () => {
    const ofKey = { keyId: "k1", status: "ready", events: someEvents.slice(0, 1), more: true, failure: null } as const;
    const types = (part: Partial<AppState["activity"]>, keyId = "k1") => {
      const view = activityView(overviewDay({ activity: activityOf(someEvents, part) }), keyId);
      return view.show === "events" ? [view.more, ...view.events.map(({ type }) => type)] : view;
    };
    const amongNewest = [false, "key.generated", "key.renamed", "key.rotated"];
    expect(types({})).toEqual(amongNewest);
    expect(types({ ofKey: { ...ofKey, events: [], status: "loading" } })).toEqual(amongNewest);
    expect(types({ ofKey: { ...ofKey, keyId: "k2" } })).toEqual(amongNewest);
    expect(types({ ofKey: { ...ofKey, events: [...ofKey.events] } })).toEqual([true, "key.generated"]);
    expect(types({ ofKey: { ...ofKey, keyId: "k9", events: [] } }, "k9")).toMatchObject({
      show: "sentence",
      text: "Nothing is recorded of this key.",
    });
    expect(
      types({ ofKey: { ...ofKey, keyId: "k9", events: [], status: "failed", failure: failures.server } }, "k9"),
    ).toMatchObject({ show: "failure" });
  });

  test("that could not be read is not said twice where a strip or a panel says it", () => {
    const activity = activityOf(someEvents, { status: "failed", failure: failures.server });
    const session = { status: "signed-out", reason: "ended" } as const;
    expect(activityView(overviewDay({ activity, session }))).toMatchObject({ show: "events", failure: null });
  });

  test("a failure stands beside events that are known", () => {
    const activity = activityOf(someEvents, { status: "failed", failure: failures.server });
    expect(activityView(overviewDay({ activity }))).toMatchObject({ show: "events", failure: failures.server });
  });
});
