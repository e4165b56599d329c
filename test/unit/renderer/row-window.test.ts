/** Which rows of a long table are drawn, and the gaps that stand for the others. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { indexesFor, stretches } from "../../../src-renderer/ui/use-row-window.ts";

test("the rows in sight, some more on both sides, and the kept one wherever it is", () => {
  const range = { startIndex: 100, endIndex: 102, count: 1000 };
  const around = Array.from({ length: 19 }, (_, step) => 92 + step);
  expect(indexesFor(range, 100)).toEqual(around);
  expect(indexesFor(range, 3)).toEqual([3, ...around]);
  expect(indexesFor(range, 999)).toEqual([...around, 999]);
  expect(indexesFor(range, -1)).toEqual(around);
  expect(indexesFor({ startIndex: 0, endIndex: 1, count: 1000 }, 0)).toHaveLength(10);
  expect(indexesFor({ startIndex: 998, endIndex: 999, count: 1000 }, 999)).toHaveLength(10);
});

test("rows and gaps are as high as the whole table, each row at its place", () => {
  const table = fc.integer({ min: 1, max: 2000 }).chain((count) =>
    fc.record({
      count: fc.constant(count),
      startIndex: fc.nat({ max: count - 1 }),
      seen: fc.nat({ max: 30 }),
      kept: fc.integer({ min: -1, max: count - 1 }),
    }),
  );
  fc.assert(
    fc.property(table, ({ count, startIndex, seen, kept }) => {
      const range = { startIndex, endIndex: Math.min(count - 1, startIndex + seen), count };
      let top = 0;
      const drawn: number[] = [];
      for (const stretch of stretches(indexesFor(range, kept), count, 44)) {
        if (stretch.kind === "row") {
          expect(top).toBe(stretch.index * 44);
          drawn.push(stretch.index);
        }
        top += stretch.kind === "row" ? 44 : stretch.height;
      }
      expect(top).toBe(count * 44);
      expect(drawn).toContain(startIndex);
      expect(drawn).toContain(range.endIndex);
      if (kept >= 0) expect(drawn).toContain(kept);
      expect(drawn.length).toBeLessThan(60);
    }),
  );
});
