/** Where the keys lead in a table. */
import { expect, test } from "vitest";
import { rowFor } from "../../../src-renderer/ui/use-roving-rows.ts";

test.each([
  ["ArrowDown", 0, 1],
  ["ArrowDown", 2, 2],
  ["ArrowUp", 2, 1],
  ["ArrowUp", 0, 0],
  ["Home", 2, 0],
  ["End", 0, 2],
  ["Enter", 1, undefined],
] as const)("%s from row %d of 3", (key, from, to) => {
  expect(rowFor(key, from, 3)).toBe(to);
});
