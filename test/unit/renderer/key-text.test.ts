/** How keys are written down, found, and judged by their last use. */
import { describe, expect, test } from "vitest";
import { actorText, isTaken, keyHint, keyTitle, matching } from "../../../src-renderer/store/key-text.ts";
import { isIdle, isInUse } from "../../../src-renderer/store/key-use.ts";
import { activeKey, ago, now, threeKeys } from "../../gallery/states.ts";

const day = 86_400_000;

test("a key without a name is an untitled key", () => {
  expect(keyTitle({ name: null })).toBe("Untitled key");
  expect(keyHint({ start: "krk_9fK2", last4: "x7Qd" })).toBe("krk_9fK2••••x7Qd");
});

test("the signed-in admin is You; nobody is a dash", () => {
  const ada = { id: "1", name: "Ada" };
  expect(actorText(ada, "1")).toBe("You");
  expect(actorText(ada, "2")).toBe("Ada");
  expect(actorText(ada, null)).toBe("Ada");
  expect(actorText(null, "1")).toBe("–");
});

describe("a name is taken", () => {
  test("whatever its case, spaces or composition", () => {
    const keys = [activeKey({ id: "a", name: "Süd" })];
    expect(isTaken(" SU\u0308D ", keys)).toBe(true);
    expect(isTaken("Sud", keys)).toBe(false);
  });

  test("but not by itself, and no name is free for all", () => {
    expect(isTaken("Production API", threeKeys, "k1")).toBe(false);
    expect(isTaken("", [activeKey({ id: "a" })])).toBe(false);
  });
});

test("the filter looks at names and hints", () => {
  expect(matching(threeKeys, "  ")).toHaveLength(3);
  expect(matching(threeKeys, "sync").map(({ id }) => id)).toEqual(["k2"]);
  expect(matching(threeKeys, "krk_zt04••••m1lp").map(({ id }) => id)).toEqual(["k2"]);
  expect(matching([activeKey({ id: "a" })], "untitled")).toHaveLength(1);
});

test("idle is what Settings has it, counted from creation for a key never used", () => {
  const idle = (key: { createdAt: string; lastUsedAt: string | null }) =>
    isIdle(key, { idleAfterDays: 30, neverUsedAfterDays: 7 }, now);
  expect(idle({ createdAt: ago(400 * day), lastUsedAt: ago(30 * day - 1) })).toBe(false);
  expect(idle({ createdAt: ago(400 * day), lastUsedAt: ago(30 * day) })).toBe(true);
  expect(idle({ createdAt: ago(7 * day - 1), lastUsedAt: null })).toBe(false);
  expect(idle({ createdAt: ago(7 * day), lastUsedAt: null })).toBe(true);
  // The server's clock is ahead.
  expect(idle({ createdAt: ago(-9 * day), lastUsedAt: ago(-9 * day) })).toBe(false);
});

test("in use is the last 24 hours", () => {
  expect(isInUse({ lastUsedAt: ago(day - 1) }, now)).toBe(true);
  expect(isInUse({ lastUsedAt: ago(day) }, now)).toBe(false);
  expect(isInUse({ lastUsedAt: null }, now)).toBe(false);
});
