/** Failures stand where they belong, and their words follow the countdown. */
import { describe, expect, test } from "vitest";
import { FailureCode } from "../../../src-preload/contract/failure.ts";
import { type FailurePlace, failureText, placeOf, waitText } from "../../../src-renderer/store/failure-place.ts";
import { failures } from "../../gallery/states.ts";

describe("placeOf", () => {
  const everyField: FailurePlace[] = ["address", "name", "email", "password", "token", "code"];

  test.each([
    ["certificate", "address"],
    ["not-an-api", "address"],
    ["plugin-missing", "address"],
    ["invalid-name", "name"],
    ["invalid-credentials", "password"],
    ["password-not-taken", "password"],
    ["code-required", "code"],
    ["invalid-code", "code"],
    ["invalid-token", "token"],
  ] as const)("%s stands beside the field it concerns, or below a form that has none", (code, place) => {
    const failure = { code, message: "x" };
    expect(placeOf(failure, everyField)).toBe(place);
    expect(placeOf(failure, everyField.toSpliced(everyField.indexOf(place), 1))).toBe("form");
  });

  test("nothing is lost: every code has a place", () => {
    const places = FailureCode.options.map((code) => placeOf({ code, message: "x" }, everyField));
    expect(new Set(places)).toEqual(new Set(["address", "name", "password", "token", "code", "form"]));
    expect(placeOf(failures.rateLimited, everyField)).toBe("form");
    expect(placeOf(failures.server, everyField)).toBe("form");
  });
});

test("a wait counts down in the sentence; other sentences are main's", () => {
  expect(failureText(failures.rateLimited, 41)).toContain("try again in 41 s.");
  expect(failureText(failures.rateLimited, 0)).toContain("You can try again now");
  expect(failureText(failures.server, 10)).toBe(failures.server.message);
});

test.each([
  [1, "1 s"],
  [59, "59 s"],
  [60, "1 min"],
  [125, "2 min 5 s"],
])("%d seconds are %s", (seconds, text) => {
  expect(waitText(seconds)).toBe(text);
});
