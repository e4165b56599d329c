/** Counts what the test runners report, and words the line that `npm test` ends with. */
// @ts-check
import { isBroken } from "./failures.mjs";

/** @typedef {{ passed: number, failed: number, skipped: number }} Tally */

/** @type {Readonly<Tally>} */
const none = { passed: 0, failed: 0, skipped: 0 };

/**
 * From vitest's JSON report.
 * @param {Record<string, any>} report
 * @returns {Tally}
 */
export function vitestTally(report) {
  // A file that cannot be loaded, or has a hook that fails, has no failed test to show; it counts as one.
  const broken = (report.testResults ?? []).filter(isBroken).length;
  return {
    passed: report.numPassedTests ?? 0,
    failed: (report.numFailedTests ?? 0) + broken,
    skipped: (report.numPendingTests ?? 0) + (report.numTodoTests ?? 0),
  };
}

/**
 * From Playwright's JSON report. A test that passed on a second try has passed.
 * @param {Record<string, any>} report
 * @returns {Tally}
 */
export function playwrightTally(report) {
  const { expected = 0, flaky = 0, unexpected = 0, skipped = 0 } = report.stats ?? {};
  // Errors outside of tests: a file that cannot be loaded, a worker that died.
  const outside = (report.errors ?? []).length;
  return { passed: expected + flaky, failed: unexpected + (unexpected === 0 ? outside : 0), skipped };
}

/**
 * What a runner's end adds to its report: silence and a bad exit code are failures as well.
 * @param {Tally | undefined} reported undefined: there is no report
 * @param {number} exitCode
 * @returns {{ tally: Tally, remark?: string }}
 */
export function judge(reported, exitCode) {
  const tally = reported ?? none;
  if (tally.passed + tally.failed === 0)
    return { tally: { ...tally, failed: 1 }, remark: "No test was run; this counts as a failure." };
  if (exitCode !== 0 && tally.failed === 0) {
    const remark = `The runner ended with ${exitCode} though no test of its failed; this counts as a failure.`;
    return { tally: { ...tally, failed: 1 }, remark };
  }
  return { tally };
}

/** @param {readonly Tally[]} tallies */
export function sum(tallies) {
  return tallies.reduce(
    (total, { passed, failed, skipped }) => ({
      passed: total.passed + passed,
      failed: total.failed + failed,
      skipped: total.skipped + skipped,
    }),
    none,
  );
}

/** @param {Tally} tally */
export function tallyLine({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`;
}
