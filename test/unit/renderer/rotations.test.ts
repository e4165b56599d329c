/** What the window makes of rotations: the pairs, how far they have come, why a key cannot be rotated. */
import { describe, expect, test } from "vitest";
import {
  durationText,
  nextText,
  progressOf,
  type RotationUnderWay,
  retiringAlone,
  rotateBlock,
  rotateRefusal,
  rotationsUnderWay,
} from "../../../src-renderer/store/rotations.ts";
import { activeKey, ago, fiveKeys, goodDay, lists, local, now, remote, threeKeys } from "../../gallery/states.ts";

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
  const rotating = (capabilities: string[]) => {
    const day = goodDay(lists(fiveKeys, []));
    if (day.session.status !== "signed-in") throw new Error("Nobody is signed in.");
    return { ...day, session: { ...day.session, session: { ...day.session.session, capabilities } } };
  };

  test("at five of five the server has room; by hand there is none, and what to do is said", () => {
    expect(rotateBlock(rotating(["rotate"]), "k1")).toBeNull();
    expect(rotateBlock(rotating([]), "k1")).toMatch(/^All 5 keys are active.* Revoke a key .* then rotate this one\.$/);
    expect(rotateRefusal(rotating([]), "k1")).toBeNull();
  });

  test("not twice, not once it is gone, not offline", () => {
    const app = rotating(["rotate"]);
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

test.each([
  [3_600, "1 hour"],
  [86_400, "1 day"],
  [2_592_000, "30 days"],
  [5_400, "90 minutes"],
  [61, "61 seconds"],
])("%d seconds are %s", (seconds, text) => expect(durationText(seconds)).toBe(text));
