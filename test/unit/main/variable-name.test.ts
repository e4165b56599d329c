/** Names of variables: a shell takes those we take, and each one that is offered. */
import { execFileSync } from "node:child_process";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isVariableName, nearestVariableName, variableNameFor } from "../../../src-main/variable-name.ts";

describe("the name to offer", () => {
  test.each([
    ["Inventory Sync", "INVENTORY_SYNC_API_KEY"],
    ["Production", "PRODUCTION_API_KEY"],
    ["Größe & Gewicht", "GROSSE_GEWICHT_API_KEY"],
    ["2nd line", "_2ND_LINE_API_KEY"],
    ["Staging API key", "STAGING_API_KEY"],
    ["Production API", "PRODUCTION_API_KEY"],
    ["key", "API_KEY"],
    ["倉庫", "API_KEY"],
    ["  ", "API_KEY"],
    [null, "API_KEY"],
  ])("for %j is %s", (name, expected) => {
    expect(variableNameFor(name)).toBe(expected);
  });
  test.each([
    ["2nd-key", "_2ND_KEY"],
    ["my key", "MY_KEY"],
    ["api.key", "API_KEY"],
    ["A=B", "A_B"],
    ["$(reboot)", "REBOOT"],
    ["", "API_KEY"],
    ["---", "API_KEY"],
  ])("instead of %j is %s", (typed, expected) => {
    expect(isVariableName(typed)).toBe(false);
    expect(nearestVariableName(typed)).toBe(expected);
  });
  test("is always one that is taken", () => {
    const text = fc.oneof(fc.string({ unit: "binary", maxLength: 200 }), fc.string({ maxLength: 300 }));
    fc.assert(
      fc.property(text, (typed) => {
        expect(isVariableName(nearestVariableName(typed))).toBe(true);
        expect(isVariableName(variableNameFor(typed))).toBe(true);
      }),
      { numRuns: 2_000 },
    );
  });
});

test("a shell takes what we take and nothing that we refuse for its characters", () => {
  const typed = fc.sample(fc.stringMatching(/^[A-Za-z0-9_. -]{1,8}$/), { numRuns: 100, seed: 3 });
  for (const name of typed) {
    const run = () => execFileSync("sh", ["-c", `set -e; export "$1=x"; printenv "$1"`, "sh", name], { stdio: "pipe" });
    if (isVariableName(name)) expect(run().toString()).toBe("x\n");
    else expect(run).toThrow();
  }
});
