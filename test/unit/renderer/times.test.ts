/** Moments in words, at the edges where the words change. */
import { describe, expect, test } from "vitest";
import { absoluteText, ageText, asOfText, dateText, untilText, usedText } from "../../../src-renderer/ui/times.ts";

// Local times, because people read them so; the tests hold in every time zone.
const at = (year: number, month: number, day: number, hour = 0, minute = 0) =>
  new Date(year, month - 1, day, hour, minute).toISOString();
const now = Date.parse(at(2026, 3, 12, 14, 5));
const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
const past = (ms: number) => new Date(now - ms).toISOString();

describe("ageText", () => {
  test.each([
    [-5 * minute, "just now"],
    [0, "just now"],
    [59_999, "just now"],
    [minute, "1 minute ago"],
    [59 * minute, "59 minutes ago"],
    [hour, "1 hour ago"],
    [23.9 * hour, "23 hours ago"],
    [day, "1 day ago"],
    [13 * day, "13 days ago"],
    [14 * day, "2 weeks ago"],
    [45 * day, "6 weeks ago"],
    [60 * day, "8 weeks ago"],
    [61 * day, "2 months ago"],
    [94 * day, "3 months ago"],
    [364 * day, "11 months ago"],
  ])("%d ms ago is %s", (age, text) => {
    expect(ageText(past(age), now)).toBe(text);
  });

  test("after a year it is the date", () => {
    expect(ageText(at(2025, 1, 12, 9), now)).toBe("12 Jan 2025");
  });
});

describe("usedText", () => {
  test("idleness is counted in days for a quarter", () => {
    expect(usedText(past(41 * day), now)).toBe("41 days ago");
    expect(usedText(past(90 * day), now)).toBe("90 days ago");
    expect(usedText(past(91 * day), now)).toBe("3 months ago");
  });

  test("a key without a use says so", () => {
    expect(usedText(null, now)).toBe("Never");
  });
});

test("dates are short, also in September", () => {
  expect(dateText(at(2026, 3, 3))).toBe("3 Mar 2026");
  expect(dateText(at(2025, 9, 30))).toBe("30 Sep 2025");
  expect(absoluteText(at(2026, 3, 3, 9, 7))).toBe("Tue 3 Mar 2026, 09:07");
});

test("the time of the rows names the day by the calendar, not by 24 hours", () => {
  expect(asOfText(at(2026, 3, 12, 14, 2), now)).toBe("14:02 today");
  expect(asOfText(at(2026, 3, 11, 23, 59), now)).toBe("23:59 yesterday");
  expect(asOfText(at(2026, 3, 10, 23, 59), now)).toBe("23:59 on 10 Mar 2026");
});

test.each([
  [-1, "now"],
  [20_000, "in 1 minute"],
  [7 * hour, "in 7 hours"],
  [3 * day, "in 3 days"],
])("%d ms ahead is %s", (ahead, text) => {
  expect(untilText(new Date(now + ahead).toISOString(), now)).toBe(text);
});
