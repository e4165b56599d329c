/** Every failure code has a sentence fit for people. */
import { expect, test } from "vitest";
import { failure } from "../../../src-main/failures.ts";
import { Failure, FailureCode } from "../../../src-preload/contract/failure.ts";

const context = { host: "api.example.com", reason: "it has expired", status: 502, retryAfterSeconds: 75, maxActive: 5 };

test.each(FailureCode.options)("%s says what happened and what to do", (code) => {
  for (const made of [failure(code), failure(code, context)]) {
    expect(Failure.parse(made)).toEqual(made);
    expect(made.message).toMatch(/^[A-Z0-9a-z].{20,}[.]$/s);
    expect(made.message).not.toMatch(/undefined|null|\bNaN\b|\{|\}|!/);
  }
});

test("no two codes share a sentence", () => {
  const messages = FailureCode.options.map((code) => failure(code, context).message);
  expect(new Set(messages).size).toBe(messages.length);
});

test.each([
  [0, "a moment"],
  [1, "1 second"],
  [60, "1 minute"],
  [75, "1 minute 15 seconds"],
  [3600, "60 minutes"],
])("a wait of %i s reads %s", (retryAfterSeconds, text) => {
  expect(failure("rate-limited", { retryAfterSeconds }).message).toContain(`in ${text}.`);
});
