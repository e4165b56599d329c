/** What is said of a `.env` file before and after a write, and of the address a snippet names. */
import { expect, test } from "vitest";
import type { EnvOutlook } from "../../../src-preload/contract/use.ts";
import { outlookText, writtenText } from "../../../src-renderer/store/env-text.ts";
import { isLoopback } from "../../../src-renderer/store/snippet-source.ts";

const outlook = (part: Partial<EnvOutlook>): EnvOutlook => ({
  how: "append",
  earlier: 0,
  readableByOthers: false,
  git: "none",
  ...part,
});

test.each<[Partial<EnvOutlook>, string]>([
  [{ how: "create" }, "Makes the file with KEY in it, for your eyes alone."],
  [{}, "Adds KEY at the end; every other line stays as it is."],
  [{ how: "replace" }, "Replaces the value of KEY; every other line stays as it is."],
  [
    { how: "replace", earlier: 1 },
    "Replaces the value of KEY; every other line stays as it is. An earlier line of that name has no effect and stays.",
  ],
  [
    { earlier: 2, how: "replace" },
    "Replaces the value of KEY; every other line stays as it is. Earlier lines of that name have no effect and stay.",
  ],
  [
    { readableByOthers: true, git: "ignored" },
    "Adds KEY at the end; every other line stays as it is. Others on this computer can read the file now; afterwards only you can. git ignores the file.",
  ],
  [
    { git: "unknown" },
    "Adds KEY at the end; every other line stays as it is. git does not say whether it ignores the file, so make sure that it does.",
  ],
])("%j", (part, text) => {
  expect(outlookText(outlook(part), "KEY")).toBe(text);
});

test("what was done", () => {
  expect((["create", "append", "replace"] as const).map((how) => writtenText(how, "KEY"))).toEqual([
    "Made the file with KEY in it.",
    "Added KEY at the end.",
    "Replaced the value of KEY.",
  ]);
});

test.each([
  ["http://127.0.0.1:43117", true],
  ["http://localhost:80", true],
  ["http://[::1]:80", true],
  ["https://localhost.example.com", false],
  ["https://api.example.com", false],
])("a container finds %s elsewhere: %s", (origin, loopback) => {
  expect(isLoopback(origin)).toBe(loopback);
});
