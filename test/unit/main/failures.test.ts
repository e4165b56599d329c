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
  [3599, "59 minutes 59 seconds"],
  [3600, "1 hour"],
  [86_399, "23 hours 59 minutes"],
])("a wait of %i s reads %s", (retryAfterSeconds, text) => {
  expect(failure("rate-limited", { retryAfterSeconds }).message).toContain(`in ${text}.`);
});

test("a create whose answer was lost may be sent again only where that cannot make a second key", () => {
  const lost = (onceOnly: boolean, rotating = false) =>
    failure("outcome-unknown", { host: "api.example.com", notListed: true, onceOnly, rotating }).message;
  expect(lost(false)).toContain("Press Generate Key again: within ten minutes that cannot make a second one.");
  expect(lost(true)).not.toContain("cannot make a second");
  expect(lost(true)).toContain("look at the list again in a minute before you press Generate Key again");
  expect(lost(true, true)).toContain("before you press Generate Successor again");
});

test("a server that takes no more keys is quoted with a number only where it gives one", () => {
  expect(failure("key-limit-reached", { maxActive: 3 }).message).toMatch(/^3 of 3 keys are active\. Revoke one/);
  const unknown = failure("key-limit-reached", { host: "api.example.com" }).message;
  expect(unknown).toMatch(/^api\.example\.com takes no more active keys\. Revoke one/);
  expect(unknown).not.toMatch(/\d/);
});

test("a connection's server that is another one now is named", () => {
  const said = (reason?: string) =>
    failure("other-server", { host: "api.example.com", ...(reason && { reason }) }).message;
  expect(said("it is Better Auth now")).toBe(
    "api.example.com is not what it was: it is Better Auth now. Nothing was forgotten; if it has moved, change the connection’s address.",
  );
  expect(said()).toMatch(/^api\.example\.com is not what it was\. Nothing was forgotten/);
});
