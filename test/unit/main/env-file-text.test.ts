/** Every reason why a `.env` file was left as it was has words for people. */
import { expect, test } from "vitest";
import type { EnvFileReason } from "../../../src-main/env-file-port.ts";
import { envFileFailure } from "../../../src-main/env-file-text.ts";

/** The compiler keeps the list complete. */
const all: Record<EnvFileReason, true> = {
  "invalid-path": true,
  "invalid-name": true,
  "unwritable-value": true,
  "folder-missing": true,
  directory: true,
  "not-a-file": true,
  "link-broken": true,
  "hard-linked": true,
  "too-large": true,
  "not-text": true,
  "read-only": true,
  "no-permission": true,
  "other-owner": true,
  "disk-full": true,
  "in-use": true,
  changed: true,
  tracked: true,
  "still-not-ignored": true,
  "no-work-tree": true,
  unclear: true,
  "nothing-to-undo": true,
  io: true,
};
const reasons = Object.keys(all) as EnvFileReason[];

test.each(reasons)("%s: a whole sentence for a write, an undo and .gitignore", (reason) => {
  const write = envFileFailure({ reason }, "write");
  const undo = envFileFailure({ reason }, "undo");
  const ignore = envFileFailure({ reason }, "ignore");
  expect([write.code, undo.code, ignore.code]).toEqual(["env-file", "env-undo", "env-file"]);
  expect(write.message).toMatch(/^The file was left as it is: [^.].+\.$/);
  expect(undo.message).toMatch(/^That write was not taken back: [^.].+\. The file was left as it is\.$/);
  expect(ignore.message).toMatch(/^\.gitignore was left as it is: [^.].+\.$/);
  for (const { message } of [write, undo, ignore]) expect(message).not.toMatch(/undefined|\.\.|: it could not be/);
});

test("no two reasons share their words", () => {
  expect(new Set(reasons.map((reason) => envFileFailure({ reason }, "write").message)).size).toBe(reasons.length);
});

test("a name no shell takes comes with one that all take", () => {
  const { code, message } = envFileFailure({ reason: "invalid-name", suggestion: "_2ND_KEY" }, "write");
  expect([code, message]).toEqual(["invalid-variable", expect.stringContaining(": _2ND_KEY would do. ")]);
});
