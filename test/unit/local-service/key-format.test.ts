/** The local service's keys: form, checksum, hints. */
import { crc32 } from "node:zlib";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  checksum,
  keyHints,
  looksLikeKey,
  newKey,
  randomBase62,
  secretHash,
} from "../../../src-main/local-service/secrets/key-format.ts";

const base62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

describe("checksum", () => {
  test("is the CRC-32 in base62: the check value of the standard, by hand", () => {
    expect(crc32("123456789")).toBe(0xcbf43926);
    const digits = [...checksum("123456789")].map((digit) => base62.indexOf(digit));
    expect(digits.reduce((value, digit) => value * 62 + digit, 0)).toBe(0xcbf43926);
  });

  test("is six digits for any text, and says which number it is", () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const digits = checksum(text);
        expect(digits).toMatch(/^[0-9A-Za-z]{6}$/);
        expect([...digits].reduce((value, digit) => value * 62 + base62.indexOf(digit), 0)).toBe(crc32(text));
      }),
    );
  });
});

describe("keys", () => {
  test("have the form of the contract and differ", () => {
    const keys = Array.from({ length: 500 }, newKey);
    for (const key of keys) {
      expect(key).toMatch(/^krk_[0-9A-Za-z]{38}$/);
      expect(looksLikeKey(key)).toBe(true);
    }
    expect(new Set(keys).size).toBe(500);
  });

  test("with any one character changed are no keys", () => {
    fc.assert(
      fc.property(fc.nat({ max: 41 }), fc.constantFrom(...base62), (position, character) => {
        const key = newKey();
        const changed = key.slice(0, position) + character + key.slice(position + 1);
        expect(looksLikeKey(changed)).toBe(changed === key);
      }),
    );
  });

  test("anything else is no key, and no text makes the check throw", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        expect(looksLikeKey(text)).toBe(false);
      }),
    );
    expect(looksLikeKey(`${newKey()}\n`)).toBe(false);
  });

  test("every base62 character is used about as often as any other", () => {
    const counts = new Map<string, number>();
    for (const character of randomBase62(62_000)) counts.set(character, (counts.get(character) ?? 0) + 1);
    expect(counts.size).toBe(62);
    // 1000 expected with a standard deviation of 32; eight of them are never seen by chance.
    for (const count of counts.values()) expect(Math.abs(count - 1000)).toBeLessThan(256);
  });

  test("hints are the first eight and the last four characters", () => {
    expect(keyHints("krk_9fK2aaaaaaaaaaaaaaaaaaaaaaaaaaaaaax7Qd")).toEqual({ start: "krk_9fK2", last4: "x7Qd" });
  });

  test("are stored as SHA-256", () => {
    expect(secretHash("abc").toString("hex")).toBe("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  });
});
