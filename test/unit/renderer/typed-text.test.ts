/** The checks made while typing agree with the contract's, which main and the server enforce. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  maxNameLength as contractName,
  maxReasonLength as contractReason,
  KeyName,
  RevocationReason,
} from "../../../src-preload/contract/keys.ts";
import { checkTyped, maxNameLength, maxReasonLength } from "../../../src-renderer/store/typed-text.ts";

test("the limits are the contract's", () => {
  expect([maxNameLength, maxReasonLength]).toEqual([contractName, contractReason]);
});

describe("whatever is typed, the window and the contract agree", () => {
  const text = fc.oneof(
    fc.string({ unit: "binary", maxLength: 80 }),
    fc.string({ unit: "grapheme", maxLength: 260 }),
    fc.stringMatching(/^[a-z \t\u202e\u2028]{60,68}$/),
  );
  test.each([
    ["name", maxNameLength, KeyName],
    ["reason", maxReasonLength, RevocationReason],
  ] as const)("a %s", (noun, most, schema) => {
    fc.assert(
      fc.property(text, (typed) => {
        expect(checkTyped(typed, most, noun).ok).toBe(schema.safeParse(typed).success);
      }),
      { numRuns: 500 },
    );
  });
});

test("length counts code points after trimming, so an emoji is one", () => {
  expect(checkTyped(`  ${"🔑".repeat(64)}  `, 64, "name")).toEqual({ ok: true, problem: null, counter: "64 of 64" });
  expect(checkTyped("🔑".repeat(65), 64, "name").problem).toBe("1 character too long; 64 is the most.");
});

test("the counter stays away until the end is near", () => {
  expect(checkTyped("x".repeat(51), 64, "name").counter).toBeNull();
  expect(checkTyped("x".repeat(52), 64, "name").counter).toBe("52 of 64");
});

test("a text-direction override is refused by name", () => {
  expect(checkTyped("safe\u202egnirts", 64, "name").problem).toBe(
    "A name cannot hold control or text-direction characters.",
  );
});
