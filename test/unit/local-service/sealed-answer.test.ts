/** The sealed answer of a create: only the Idempotency-Key opens it. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { idempotencyHash, seal, unseal } from "../../../src-main/local-service/secrets/sealed-answer.ts";

const text = () => fc.string({ unit: "grapheme" });

test("opens with what it was sealed with, for any texts", () => {
  fc.assert(
    fc.property(text(), text(), text(), (answer, key, boundTo) => {
      expect(unseal(seal(answer, key, boundTo), key, boundTo)).toBe(answer);
    }),
  );
});

test("does not open with another Idempotency-Key or for another account or key", () => {
  const sealed = seal("the answer", "0123456789abcdef", "acc_1 key_1");
  expect(() => unseal(sealed, "0123456789abcdeg", "acc_1 key_1")).toThrow();
  expect(() => unseal(sealed, "0123456789abcdef", "acc_2 key_1")).toThrow();
});

test("does not open when any bit was changed or the end was cut off", () => {
  const sealed = seal("the answer", "0123456789abcdef", "acc_1 key_1");
  for (let bit = 0; bit < sealed.length * 8; bit += 1) {
    const changed = Buffer.from(sealed);
    changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
    expect(() => unseal(changed, "0123456789abcdef", "acc_1 key_1")).toThrow();
  }
  for (const length of [0, 10, 44, 59, sealed.length - 1]) {
    expect(() => unseal(sealed.subarray(0, length), "0123456789abcdef", "acc_1 key_1")).toThrow();
  }
});

test("shows neither the answer nor the Idempotency-Key, and never looks the same twice", () => {
  const [first, second] = [1, 2].map(() => seal("krk_secret", "0123456789abcdef", "acc_1 key_1"));
  expect(first?.includes("krk_secret")).toBe(false);
  expect(first?.includes("0123456789abcdef")).toBe(false);
  expect(first?.equals(second ?? Buffer.alloc(0))).toBe(false);
});

test("the look-up hash differs for every Idempotency-Key and is 32 bytes", () => {
  expect(idempotencyHash("0123456789abcdef").length).toBe(32);
  expect(idempotencyHash("0123456789abcdef").equals(idempotencyHash("0123456789abcdeg"))).toBe(false);
});
