/** Where the keys lead in a table. */
import { expect, test } from "vitest";
import { rowFor } from "../../../src-renderer/ui/use-roving-rows.ts";

test.each([
  ["ArrowDown", 0, 1],
  ["ArrowDown", 99, 99],
  ["ArrowUp", 2, 1],
  ["ArrowUp", 0, 0],
  ["PageDown", 0, 9],
  ["PageDown", 95, 99],
  ["PageUp", 50, 41],
  ["PageUp", 4, 0],
  ["Home", 2, 0],
  ["End", 0, 99],
  ["Enter", 1, undefined],
] as const)("%s from row %d of 100, with 10 in view", (key, from, to) => {
  expect(rowFor(key, from, 100, 10)).toBe(to);
});

test("a page is never less than a row", () => {
  expect(rowFor("PageDown", 3, 100, 1)).toBe(4);
});
