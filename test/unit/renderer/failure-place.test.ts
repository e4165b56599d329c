/** Failures stand where they belong, and their words follow the countdown. */
import { describe, expect, test } from "vitest";
import { FailureCode } from "../../../src-preload/contract/failure.ts";
import { failureText, placeOf, waitText } from "../../../src-renderer/store/failure-place.ts";
import { failures } from "../../gallery/states.ts";

describe("placeOf", () => {
  test("wrong credentials stand beside the password, in every form", () => {
    expect(placeOf(failures.credentials, true)).toBe("password");
    expect(placeOf(failures.credentials, false)).toBe("password");
  });

  test("what concerns the address stands beside it, or below a form that has none", () => {
    expect(placeOf(failures.certificate, true)).toBe("address");
    expect(placeOf(failures.certificate, false)).toBe("form");
  });

  test("a refused name stands beside the name, where there is such a field", () => {
    const refused = { code: "invalid-name", message: "x" } as const;
    expect(placeOf(refused, true, true)).toBe("name");
    expect(placeOf(refused, true)).toBe("form");
  });

  test("nothing is lost: every code has a place", () => {
    const places = FailureCode.options.map((code) => placeOf({ code, message: "x" }, true));
    expect(new Set(places)).toEqual(new Set(["address", "password", "form"]));
    expect(placeOf(failures.rateLimited, true)).toBe("form");
    expect(placeOf(failures.server, true)).toBe("form");
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
