/** What the window makes of rotations: the pairs, how far they have come, why a key cannot be rotated. */
import { describe, expect, test } from "vitest";
import type { Capabilities } from "../../../src-preload/contract/server.ts";
import {
  durationText,
  firstUseText,
  nextText,
  progressOf,
  type RotationUnderWay,
  retiringAlone,
  rotateBlock,
  rotateRefusal,
  rotationsUnderWay,
} from "../../../src-renderer/store/rotations.ts";
import { activeKey, ago, fiveKeys, goodDay, lists, local, now, remote, threeKeys } from "../../gallery/states.ts";
import { keyrackCapabilities } from "../../support/capabilities.ts";

const minute = 60_000;
const old = activeKey({
  id: "old",
  status: "retiring",
  lastUsedAt: ago(5 * minute),
  rotation: { replaces: null, replacedBy: "new", graceSeconds: 3600, graceEndsAt: null },
});
const successor = activeKey({ id: "new", createdAt: ago(30 * minute) });
const pair = { connectionId: local.id, oldKeyId: "k1", newKeyId: "k2", startedAt: ago(minute) };

describe("rotations under way", () => {
  test("those of the server and those by hand, the latest first, of the connection on screen", () => {
    const app = goodDay({
      ...lists([successor, ...threeKeys], [], { retiring: [old] }),
      rotations: [pair, { ...pair, connectionId: remote.id }, { ...pair, oldKeyId: "gone" }],
    });
    expect(rotationsUnderWay(app).map(({ old: { id }, successor: { id: by }, by: how }) => [id, by, how])).toEqual([
      ["old", "new", "server"],
      ["k1", "k2", "hand"],
    ]);
    expect(retiringAlone(app)).toEqual([]);
  });

  test("a retiring key without its successor is not forgotten", () => {
    const app = goodDay(lists(threeKeys, [], { retiring: [old] }));
    expect(rotationsUnderWay(app)).toEqual([]);
    expect(retiringAlone(app)).toEqual([old]);
  });
});

describe("whether a key can be rotated", () => {
  const rotating = (...capabilities: (keyof Capabilities)[]) => {
    const day = goodDay(lists(fiveKeys, []));
    if (day.session.status !== "signed-in") throw new Error("Nobody is signed in.");
    return {
      ...day,
      session: {
        ...day.session,
        session: { ...day.session.session, capabilities: keyrackCapabilities(...capabilities) },
      },
    };
  };

  test("at five of five the server has room; by hand there is none, and what to do is said", () => {
    expect(rotateBlock(rotating("rotate"), "k1")).toBeNull();
    expect(rotateBlock(rotating(), "k1")).toMatch(/^All 5 keys are active.* Revoke a key .* then rotate this one\.$/);
    expect(rotateRefusal(rotating(), "k1")).toBeNull();
  });

  test("not twice, not once it is gone, not offline", () => {
    const app = rotating("rotate");
    expect(rotateRefusal({ ...app, rotations: [pair] }, "k2")).toMatch(/not finished/);
    expect(rotateRefusal(app, "gone")).toMatch(/not active/);
    expect(rotateRefusal({ ...app, network: { ...app.network, status: "offline" } }, "k1")).toMatch(/^Offline/);
  });
});

describe("how far a rotation has come", () => {
  const app = goodDay();
  const by = (part: Partial<RotationUnderWay>): RotationUnderWay => ({ old, successor, by: "hand", ...part });

  test("the value waits in its dialog, then it is taken", () => {
    const newKey = { apiKey: successor, copied: false, keepFailure: null };
    expect(progressOf({ ...app, newKey }, by({}), now)).toMatchObject({ taken: false, used: false });
    expect(progressOf({ ...app, newKey: { ...newKey, copied: true } }, by({}), now).taken).toBe(true);
    expect(progressOf(app, by({}), now)).toMatchObject({ taken: true, kept: false });
  });

  test("a value that was never received is nobody's, whatever else is known; used, somebody has it", () => {
    const lostKey = { id: "lost-key-1", status: "created" as const, name: successor.name, apiKey: successor };
    const lost = progressOf({ ...app, lostKey }, by({ by: "server" }), now);
    expect(lost).toMatchObject({ taken: false, lost: true });
    expect(nextText(by({ by: "server" }), lost)).toMatch(/not received.*Cancel the rotation/);
    expect(progressOf({ ...app, lostKey }, by({ successor: used }), now)).toMatchObject({ taken: true, lost: false });
    const other = { ...lostKey, apiKey: activeKey({ id: "another" }) };
    expect(progressOf({ ...app, lostKey: other }, by({}), now).lost).toBe(false);
  });

  test("a value that is not kept here may be nobody's: what to do then is said", () => {
    expect(nextText(by({}), progressOf(app, by({}), now))).toMatch(/If nobody has its value, cancel the rotation/);
    const kept = [{ connectionId: local.id, keyId: "new", name: null, start: "krk_", last4: "1234" }] as never;
    expect(nextText(by({}), progressOf({ ...app, kept }, by({}), now))).not.toMatch(/nobody/);
  });

  const used = { ...successor, lastUsedAt: ago(minute) };
  test.each<[string, RotationUnderWay, boolean]>([
    ["the successor is not used", by({ old: { ...old, lastUsedAt: null } }), false],
    ["the old key is in use", by({ successor: used }), false],
    ["the old key was used an hour ago", by({ successor: used, old: { ...old, lastUsedAt: ago(61 * minute) } }), true],
    ["the old key was never used", by({ successor: used, old: { ...old, lastUsedAt: null } }), true],
    [
      "by the server's clock, which is days ahead of ours, the old key was just used",
      by({
        successor: { ...used, lastUsedAt: ago(-72 * 60 * minute) },
        old: { ...old, lastUsedAt: ago(-72 * 60 * minute) },
      }),
      false,
    ],
    ["the server ends it", by({ by: "server", successor: used, old: { ...old, lastUsedAt: null } }), false],
  ])("%s: ripe is %#", (_name, rotation, ripe) => {
    expect(progressOf(app, rotation, now).ripe).toBe(ripe);
  });

  test("there is always something to say", () => {
    const said = [by({}), by({ successor: used }), by({ by: "server" }), by({ by: "server", successor: used })].map(
      (rotation) => nextText(rotation, progressOf(app, rotation, now)),
    );
    for (const text of said) expect(text).toMatch(/^[A-Z].*\.$/);
  });
});

describe("where the server does not say when keys are used", () => {
  const day = goodDay();
  if (day.session.status !== "signed-in") throw new Error("Nobody is signed in.");
  const capabilities = { ...day.session.session.capabilities, lastUsed: false };
  const app = { ...day, session: { ...day.session, session: { ...day.session.session, capabilities } } };

  test.each(["hand", "server"] as const)("by %s: no use is waited for, and what to do is said", (by) => {
    const rotation = { old: { ...old, lastUsedAt: null }, successor, by };
    const progress = progressOf(app, rotation, now);
    expect(progress).toMatchObject({ watched: false, used: false, ripe: false });
    expect(nextText(rotation, progress)).toMatch(/does not say when keys are used: .*old key.*\.$/);
    expect(nextText(rotation, progress)).not.toMatch(/shows here/);
  });
});

describe("what trying a key begins", () => {
  const withGrace = (graceSeconds: number | null) =>
    goodDay(
      lists([successor, ...threeKeys], [], {
        retiring: [{ ...old, rotation: { ...(old.rotation as NonNullable<typeof old.rotation>), graceSeconds } }],
      }),
    );

  test.each<[number | null, RegExp]>([
    [3600, /first use: the old key is revoked 1 hour later\.$/],
    [0, /the old key is revoked at once\.$/],
    [null, /the old key’s time begins to run\.$/],
  ])("an unused successor's first use, with a grace of %s seconds", (seconds, text) => {
    expect(firstUseText(withGrace(seconds), "new", true)).toMatch(text);
  });

  test("by hand too; nothing for the old key, a used successor or any other", () => {
    const byHand = goodDay({
      rotations: [pair],
      ...lists([activeKey({ id: "k2", lastUsedAt: null }), threeKeys[0] as never], []),
    });
    expect(firstUseText(byHand, "k2", true)).toMatch(/first use/);
    expect(firstUseText(byHand, "k1", true)).toBeNull();
    expect(firstUseText(withGrace(1), "old", true)).toBeNull();
    expect(firstUseText(withGrace(1), "k1", true)).toBeNull();
    const used = goodDay(lists([{ ...successor, lastUsedAt: ago(minute) }], [], { retiring: [old] }));
    expect(firstUseText(used, "new", true)).toBeNull();
    // Where nobody sees uses, none is counted.
    expect(firstUseText(byHand, "k2", false)).toBeNull();
  });
});

test.each([
  [3_600, "1 hour"],
  [86_400, "1 day"],
  [2_592_000, "30 days"],
  [5_400, "90 minutes"],
  [61, "61 seconds"],
])("%d seconds are %s", (seconds, text) => expect(durationText(seconds)).toBe(text));
