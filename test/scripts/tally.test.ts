/** The counting behind the last line of `npm test`. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { judge, playwrightTally, sum, tallyLine, vitestTally } from "../../scripts/report/tally.mjs";

describe("vitest's report", () => {
  test("counts passed, failed, skipped and planned tests", () => {
    const report = { numPassedTests: 7, numFailedTests: 2, numPendingTests: 1, numTodoTests: 3, testResults: [] };
    expect(vitestTally(report)).toEqual({ passed: 7, failed: 2, skipped: 4 });
  });

  test("counts a file that could not be loaded, or with a hook that failed, as one failure", () => {
    const testResults = [
      { status: "failed", assertionResults: [] },
      { status: "failed", assertionResults: [{ status: "passed" }] },
      { status: "failed", assertionResults: [{ status: "failed" }] },
      { status: "passed", assertionResults: [{ status: "passed" }] },
    ];
    expect(vitestTally({ numPassedTests: 2, numFailedTests: 1, testResults })).toEqual({
      passed: 2,
      failed: 3,
      skipped: 0,
    });
  });

  test("has nothing to count in an empty report", () => {
    expect(vitestTally({})).toEqual({ passed: 0, failed: 0, skipped: 0 });
  });
});

describe("Playwright's report", () => {
  test("counts a test that passed on its second try as passed", () => {
    const stats = { expected: 5, flaky: 1, unexpected: 2, skipped: 3 };
    expect(playwrightTally({ stats, errors: [] })).toEqual({ passed: 6, failed: 2, skipped: 3 });
  });

  test("counts errors outside of tests when no test failed", () => {
    const stats = { expected: 5, flaky: 0, unexpected: 0, skipped: 0 };
    expect(playwrightTally({ stats, errors: [{}, {}] }).failed).toBe(2);
  });
});

describe("judging a runner", () => {
  test("no report, whatever the exit code, is a failure", () => {
    for (const code of [0, 1]) expect(judge(undefined, code).tally).toEqual({ passed: 0, failed: 1, skipped: 0 });
  });

  test("a run in which everything was skipped is a failure", () => {
    expect(judge({ passed: 0, failed: 0, skipped: 9 }, 0).tally).toEqual({ passed: 0, failed: 1, skipped: 9 });
  });

  test("a bad end without a failed test is a failure", () => {
    expect(judge({ passed: 4, failed: 0, skipped: 0 }, 1).tally).toEqual({ passed: 4, failed: 1, skipped: 0 });
  });

  test("passed with skipped ones is no failure", () => {
    expect(judge({ passed: 4, failed: 0, skipped: 2 }, 0)).toEqual({ tally: { passed: 4, failed: 0, skipped: 2 } });
  });

  test("never turns a bad exit code into success", () => {
    const tally = fc.record({ passed: fc.nat(), failed: fc.nat(), skipped: fc.nat() });
    fc.assert(
      fc.property(fc.option(tally, { nil: undefined }), fc.integer({ min: 1, max: 255 }), (reported, code) => {
        expect(judge(reported, code).tally.failed).toBeGreaterThan(0);
      }),
    );
  });
});

describe("the last line", () => {
  test("names skipped tests only when there are any", () => {
    expect(tallyLine({ passed: 12, failed: 0, skipped: 0 })).toBe("12 passed, 0 failed");
    expect(tallyLine({ passed: 12, failed: 1, skipped: 3 })).toBe("12 passed, 1 failed, 3 skipped");
  });

  test("is the sum over all runners", () => {
    const parts = [
      { passed: 1, failed: 0, skipped: 2 },
      { passed: 10, failed: 3, skipped: 0 },
    ];
    expect(sum(parts)).toEqual({ passed: 11, failed: 3, skipped: 2 });
    expect(sum([])).toEqual({ passed: 0, failed: 0, skipped: 0 });
  });
});
