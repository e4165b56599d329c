/** The pure rules about kept keys. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  decodeKeptEntry,
  encodeKeptEntry,
  fits,
  isSameKey,
  keptAccount,
  quickCopyOrder,
  trimmedValue,
} from "../../../src-main/kept-keys.ts";
import type { KeptKey } from "../../../src-preload/contract/kept.ts";

const shape = { start: "krk_9fK2", last4: "x7Qd" };
const value = "krk_9fK2aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaax7Qd";
const middle = fc.stringMatching(/^[A-Za-z0-9]{0,60}$/);

const kept = (change: Partial<KeptKey>): KeptKey => ({
  ...{ connectionId: "0b8fbc0e-6f0c-4b8c-9d5d-3d9a7a3f1c11", keyId: "key_1", name: "Production", ...shape },
  ...{ lastUsedAt: null, lastCopiedAt: null, ...change },
});

describe("a pasted text", () => {
  const blank = fc.stringMatching(/^[ \t\r\n\u00a0]{0,4}$/);
  const quote = fc.constantFrom("", '"', "'", "`");

  test("is the key, whatever blanks and quotes stand around it", () => {
    fc.assert(
      fc.property(middle, quote, blank, blank, blank, blank, (text, mark, a, b, c, d) => {
        const key = `${shape.start}${text}${shape.last4}`;
        expect(trimmedValue(`${a}${mark}${b}${key}${c}${mark}${d}`)).toBe(key);
      }),
    );
  });

  test("keeps everything that is not around it, and trimming twice is trimming once for anything unquoted", () => {
    expect(trimmedValue(`"${value}'`)).toBe(`"${value}'`);
    expect(trimmedValue(`${value} ${value}`)).toBe(`${value} ${value}`);
    expect(trimmedValue('"')).toBe('"');
    expect(trimmedValue("   ")).toBe("");
    fc.assert(fc.property(fc.string(), (text) => void expect(text).toContain(trimmedValue(text))));
  });
});

describe("a value fits a key", () => {
  test("when it begins and ends as the key does, and only then", () => {
    fc.assert(fc.property(middle, (text) => fits(`${shape.start}${text}${shape.last4}`, shape)));
    fc.assert(
      fc.property(fc.string(), (text) => {
        const should = text.length >= 12 && text.slice(0, 8) === shape.start && text.slice(-4) === shape.last4;
        expect(fits(text, shape)).toBe(should);
      }),
    );
  });

  test("not when beginning and end are the same characters", () => {
    expect(fits("abcabc", { start: "abcab", last4: "bc" })).toBe(false);
    expect(fits("abcabbc", { start: "abcab", last4: "bc" })).toBe(true);
  });
});

describe("an entry of the keychain", () => {
  test("gives back what was put in, and stays under the keychain's 1,000 bytes for the longest value", () => {
    const longest = `${shape.start}${"a".repeat(500)}${shape.last4}`;
    expect(longest).toHaveLength(512);
    for (const one of [value, longest]) expect(decodeKeptEntry(encodeKeptEntry(one), shape)).toBe(one);
    expect(Buffer.byteLength(encodeKeptEntry(longest))).toBeLessThan(1_000);
  });

  test.each(["", "nonsense", "{}", "null", value, JSON.stringify({ version: 2, key: value })])("%s is none", (text) => {
    expect(decodeKeptEntry(text, shape)).toBeNull();
  });

  test("of another key is none", () => {
    expect(decodeKeptEntry(encodeKeptEntry(value), { ...shape, last4: "0000" })).toBeNull();
    fc.assert(fc.property(fc.string(), (text) => decodeKeptEntry(text, shape) === null));
  });

  test("is filed under the connection and the key, since ids are unique within a server only", () => {
    expect(keptAccount(kept({}))).toBe("key:0b8fbc0e-6f0c-4b8c-9d5d-3d9a7a3f1c11:key_1");
    const elsewhere = kept({ connectionId: "7f0c1a52-3f5e-4f5e-8f0a-2d4b7c1e9a10" });
    expect(isSameKey(kept({}), elsewhere)).toBe(false);
    expect(isSameKey(kept({}), kept({ name: "Renamed" }))).toBe(true);
  });
});

test("the order is: most recently copied first, then by name; nothing is lost and nothing is changed in place", () => {
  const keys = [
    kept({ keyId: "a", name: "Zoo" }),
    kept({ keyId: "b", name: "Old", lastCopiedAt: "2026-11-23T09:00:00.000Z" }),
    kept({ keyId: "c", name: "Alpha" }),
    kept({ keyId: "d", name: "New", lastCopiedAt: "2026-11-23T10:00:00.000Z" }),
  ];
  expect(quickCopyOrder(Object.freeze(keys)).map(({ keyId }) => keyId)).toEqual(["d", "b", "c", "a"]);
});
