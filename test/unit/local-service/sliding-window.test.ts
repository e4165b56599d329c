/** Rate limits: counting, waiting, forgetting, clocks that are set back. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { SlidingWindow } from "../../../src-main/local-service/http/sliding-window.ts";

test("lets the limit through, then says how long until there is room", () => {
  const window = new SlidingWindow(3, 1000);
  expect([0, 100, 200].map((now) => window.take("a", now))).toEqual([0, 0, 0]);
  expect(window.take("a", 300)).toBe(700);
  expect(window.take("a", 999)).toBe(1);
  expect(window.take("a", 1000)).toBe(0);
  expect(window.take("a", 1001)).toBe(99);
});

test("keys do not count for each other; what is given back does not count", () => {
  const window = new SlidingWindow(1, 1000);
  expect([window.take("a", 0), window.take("b", 0)]).toEqual([0, 0]);
  expect(window.take("a", 1)).toBeGreaterThan(0);
  window.giveBack("a");
  expect(window.take("a", 2)).toBe(0);
  window.giveBack("never seen");
});

test("in no stretch of the window more than the limit gets through, whatever the times", () => {
  fc.assert(
    fc.property(fc.array(fc.nat({ max: 400 }), { maxLength: 200 }), (steps) => {
      const window = new SlidingWindow(5, 1000);
      const passed: number[] = [];
      let now = 0;
      for (const step of steps) {
        now += step;
        const wait = window.take("a", now);
        expect(wait).toBeLessThanOrEqual(1000);
        if (wait === 0) passed.push(now);
      }
      passed.forEach((at, index) => {
        expect(passed.slice(index).filter((later) => later < at + 1000).length).toBeLessThanOrEqual(5);
      });
    }),
  );
});

test("a clock that was set back by a day locks nobody out", () => {
  const window = new SlidingWindow(1, 1000);
  const day = 24 * 60 * 60 * 1000;
  expect(window.take("a", day)).toBe(0);
  expect(window.take("a", 0)).toBe(0);
});

test("sweeping forgets the quiet and keeps the counted", () => {
  const window = new SlidingWindow(1, 1000);
  window.take("old", 0);
  window.take("new", 900);
  window.sweep(1000);
  expect(window.take("old", 1000)).toBe(0);
  expect(window.take("new", 1000)).toBe(900);
});
