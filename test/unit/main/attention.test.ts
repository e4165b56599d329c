/** What deserves a look: each kind at its threshold, the order, the sentences, and any keys at any time. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type AttentionInput, attentionFor, daysSince } from "../../../src-main/use-cases/attention.ts";
import { Attention, AttentionKind } from "../../../src-preload/contract/attention.ts";
import type { ApiKey } from "../../../src-preload/contract/keys.ts";
import type { Capabilities } from "../../../src-preload/contract/server.ts";
import { everyCapability } from "../../support/capabilities.ts";
import { sampleKey } from "../../support/fake-ports.ts";

const now = Date.parse("2026-11-23T10:00:00.000Z");
const day = 86_400_000;
const ago = (days: number) => new Date(now - days * day).toISOString();
const thresholds = { oldAfterDays: 90, neverUsedAfterDays: 7, idleAfterDays: 30, expiringWithinDays: 14 };

/** A key that nothing is to be said of. */
const fine = (change: Partial<ApiKey> = {}) =>
  sampleKey({ name: "Staging", createdAt: ago(20), lastUsedAt: ago(1), ...change });

const look = (keys: ApiKey[], change: Partial<AttentionInput> = {}) =>
  attentionFor({
    ...{ keys, limits: { maxActive: 5, active: keys.length }, capabilities: everyCapability, thresholds, now },
    ...change,
  });
const kinds = (...args: Parameters<typeof look>) => look(...args).map(({ kind }) => kind);

test("a key that is used, named and young needs nothing", () => {
  expect(look([fine()])).toEqual([]);
  expect(look([])).toEqual([]);
});

describe("a key", () => {
  test.each<[string, Partial<ApiKey>, AttentionKind[]]>([
    ["a day before it is old", { createdAt: ago(89) }, []],
    ["old", { createdAt: ago(90) }, ["old"]],
    ["a day before it counts as never used", { createdAt: ago(6), lastUsedAt: null }, []],
    ["never used", { createdAt: ago(7), lastUsedAt: null }, ["never-used"]],
    ["used the day before it is idle", { lastUsedAt: ago(29) }, []],
    ["idle", { lastUsedAt: ago(30) }, ["idle"]],
    ["unnamed", { name: null }, ["unnamed"]],
    ["with an end far away", { expiresAt: ago(-15) }, []],
    ["with an end near", { expiresAt: ago(-14) }, ["expiring"]],
    ["whose end has passed", { expiresAt: ago(3) }, ["expiring"]],
    [
      "with everything at once",
      { name: null, createdAt: ago(400), lastUsedAt: ago(200), expiresAt: ago(-1) },
      ["expiring", "idle", "old", "unnamed"],
    ],
    ["made and used in the future, by the server's clock", { createdAt: ago(-3), lastUsedAt: ago(-3) }, []],
  ])("%s", (_name, change, expected) => {
    expect(kinds([fine(change)])).toEqual(expected);
  });

  test("follows other thresholds", () => {
    const strict = { oldAfterDays: 20, neverUsedAfterDays: 1, idleAfterDays: 1, expiringWithinDays: 1 };
    expect(kinds([fine()], { thresholds: strict })).toEqual(["idle", "old"]);
  });
});

test("the sentences say what and why, with the figures", () => {
  const messageOf = (change: Partial<ApiKey>) => look([fine(change)]).map(({ message }) => message);
  expect(messageOf({ lastUsedAt: ago(45) })).toEqual([
    "“Staging” has not been used for 45 days. Revoke it if nothing needs it.",
  ]);
  expect(messageOf({ lastUsedAt: null })).toEqual([
    "“Staging” was generated 20 days ago and has never been used. Revoke it if nothing needs it.",
  ]);
  expect(messageOf({ createdAt: ago(1200) })).toEqual([
    "“Staging” is 1,200 days old. Replace it with a new key from time to time.",
  ]);
  expect(messageOf({ expiresAt: ago(-5) })).toEqual([
    "“Staging” ends in 5 days. Whatever uses it needs another key by then.",
  ]);
  expect(messageOf({ expiresAt: ago(-0.5) })[0]).toContain("ends within a day.");
  expect(messageOf({ expiresAt: ago(2) })[0]).toContain("has come to its end. Whatever uses it needs another key now.");
  expect(messageOf({ name: null })).toEqual(["krk_9fK2••••x7Qd has no name. Name it after what uses it."]);
  expect(messageOf({ name: null, lastUsedAt: ago(31) })[0]).toBe(
    "The unnamed key krk_9fK2••••x7Qd has not been used for 31 days. Revoke it if nothing needs it.",
  );
});

describe("nobody is told of what the server does not know, or cannot mend", () => {
  const worst = { createdAt: ago(400), lastUsedAt: null, expiresAt: ago(-1) };
  test.each<[string, Partial<Capabilities>, AttentionKind[]]>([
    ["all", {}, ["expiring", "never-used", "old", "same-name", "unnamed"]],
    ["no last uses", { lastUsed: false }, ["expiring", "old", "same-name", "unnamed"]],
    ["no renaming", { rename: false }, ["expiring", "never-used", "old"]],
  ])("%s", (_name, change, expected) => {
    const keys = [fine({ ...worst, id: "a", name: null }), fine({ ...worst, id: "b" }), fine({ ...worst, id: "c" })];
    const found = kinds(keys, { limits: null, capabilities: { ...everyCapability, ...change } });
    expect([...new Set(found)]).toEqual(expected);
  });
  test("a key of which no end is known is spoken of all the same", () => {
    const [found] = look([fine({ name: null, start: "ba_", last4: null })]);
    expect(found?.message).toBe("ba_•••• has no name. Name it after what uses it.");
  });
});

test("keys of one name are one matter: the newest is named, and the others by their hints", () => {
  const keys = [
    fine({ id: "b", last4: "bbbb", createdAt: ago(3) }),
    fine({ id: "a", last4: "aaaa", createdAt: ago(9), name: "STAGING" }),
    fine({ id: "c", last4: "cccc", createdAt: ago(5), name: "staging" }),
    fine({ id: "d", name: "Production" }),
    fine({ id: "e", name: null }),
    fine({ id: "f", name: null }),
  ];
  const found = look(keys, { limits: null }).filter(({ kind }) => kind === "same-name");
  expect(found).toEqual([
    {
      kind: "same-name",
      keyId: "b",
      message:
        "“Staging” (krk_9fK2••••bbbb) has the same name as krk_9fK2••••cccc and krk_9fK2••••aaaa. Rename one, so that nobody revokes the wrong key.",
    },
  ]);
});

test("five of five is about the list", () => {
  expect(look([fine()], { limits: { maxActive: 5, active: 5 } })).toEqual([
    {
      kind: "limit",
      keyId: null,
      message: "5 of 5 keys are active. Revoke one that nothing needs before you generate another.",
    },
  ]);
  expect(kinds([fine()], { limits: { maxActive: 5, active: 4 } })).toEqual([]);
  expect(kinds([fine()], { limits: null })).toEqual([]);
});

test("the most pressing stands first, and among its like the worst", () => {
  const keys = [
    fine({ id: "unnamed", name: null }),
    fine({ id: "idle 40", name: "1", lastUsedAt: ago(40) }),
    fine({ id: "idle 50", name: "2", lastUsedAt: ago(50) }),
    fine({ id: "ends in 9", name: "3", expiresAt: ago(-9) }),
    fine({ id: "ends in 2", name: "4", expiresAt: ago(-2) }),
  ];
  expect(look(keys).map(({ kind, keyId }) => keyId ?? kind)).toEqual([
    "ends in 2",
    "ends in 9",
    "limit",
    "idle 50",
    "idle 40",
    "unnamed",
  ]);
});

describe("whatever the keys and the clocks", () => {
  const instant = fc
    .date({ min: new Date("0001-01-01T00:00:00Z"), max: new Date("9999-12-31T00:00:00Z"), noInvalidDate: true })
    .map((date) => date.toISOString());
  const key = fc
    .record({
      id: fc.string({ minLength: 1 }),
      name: fc.option(fc.string()),
      createdAt: instant,
      lastUsedAt: fc.option(instant),
      expiresAt: fc.option(instant),
    })
    .map(sampleKey);
  const days = fc.integer({ min: 1, max: 3650 });
  const input = fc.record({
    keys: fc.uniqueArray(key, { selector: ({ id }) => id, maxLength: 12 }),
    capabilities: fc.record({ lastUsed: fc.boolean(), rename: fc.boolean() }),
    limits: fc.option(fc.record({ maxActive: fc.integer({ min: 1, max: 9 }), active: fc.nat(12) })),
    thresholds: fc.record({
      oldAfterDays: days,
      neverUsedAfterDays: days,
      idleAfterDays: days,
      expiringWithinDays: days,
    }),
    now: fc.integer({ min: Date.parse("1970-01-01T00:00:00Z"), max: Date.parse("2200-01-01T00:00:00Z") }),
  });

  test("each is said once for each key and kind, in the order of kinds, and fits the contract", () => {
    fc.assert(
      fc.property(input, (given) => {
        const found = attentionFor(given);
        for (const one of found) Attention.parse(one);
        const matters = found.map(({ kind, keyId }) => JSON.stringify([kind, keyId]));
        expect(new Set(matters).size).toBe(matters.length);
        const known = new Set(given.keys.map(({ id }) => id));
        for (const { kind, keyId } of found) {
          expect(AttentionKind.options).toContain(kind);
          expect(keyId === null ? kind === "limit" : known.has(keyId)).toBe(true);
        }
        // The order of the keys in the list changes nothing.
        expect(attentionFor({ ...given, keys: [...given.keys].reverse() })).toEqual(found);
      }),
    );
  });

  test("no age is negative", () => {
    fc.assert(
      fc.property(input, (given) => {
        for (const { createdAt } of given.keys) expect(daysSince(createdAt, given.now)).toBeGreaterThanOrEqual(0);
        const unnamed = given.keys.map((one) => ({ ...one, name: null }));
        for (const { message } of attentionFor({ ...given, keys: unnamed })) expect(message).not.toMatch(/[-−]\d|NaN/);
      }),
    );
  });
});
