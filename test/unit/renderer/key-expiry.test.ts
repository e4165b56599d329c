/** When keys end: the choices for a new one, what a row says of it, and when that deserves a look. */
import { expect, test } from "vitest";
import { ExpiresInDays } from "../../../src-preload/contract/keys.ts";
import { endOf, expiryChoices } from "../../../src-renderer/store/key-expiry.ts";
import { isEnding } from "../../../src-renderer/store/key-use.ts";
import { expiryText } from "../../../src-renderer/ui/times.ts";

const now = Date.parse("2026-03-12T14:05:00Z");
const day = 86_400_000;
const inDays = (days: number) => new Date(now + days * day).toISOString();

test("every choice is one that main takes, and the first is none", () => {
  expect(expiryChoices.map(({ days }) => ExpiresInDays.parse(days))).toEqual([null, 30, 90, 365]);
});

test("a choice comes to a moment", () => {
  expect(endOf(90, now)).toBe("2026-06-10T14:05:00.000Z");
});

test.each([
  [inDays(9), "expires in 9 days"],
  [inDays(0.5), "expires in 12 hours"],
  [inDays(365), "expires on 12 Mar 2027"],
  [inDays(0), "expired just now"],
  [inDays(-0.125), "expired 3 hours ago"],
  [inDays(-3), "expired 3 days ago"],
])("%s: %s", (at, text) => {
  expect(expiryText(at, now)).toBe(text);
});

test.each([
  [null, false],
  [inDays(15), false],
  [inDays(14), true],
  [inDays(-1), true],
])("an end at %s deserves a look within 14 days: %s", (expiresAt, ending) => {
  expect(isEnding({ expiresAt }, { expiringWithinDays: 14 }, now)).toBe(ending);
});
