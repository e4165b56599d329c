/** What a part of `npm test` comes to, from its program's end, its report and what it printed. */
import { describe, expect, test } from "vitest";
import { outcomeOf, playwright, runPart, vitest } from "../../scripts/report/part.mjs";
import { run } from "../../scripts/run/child.mjs";

const printed = Array.from({ length: 30 }, (_, index) => `line ${index}`).join("\n");
const failed = (message: unknown) => ({ outcome: "failed", file: "", title: "", message });

describe("a program without a report", () => {
  test("passes or fails as a whole, and is quoted by its last lines", () => {
    const end = { reader: undefined, report: undefined, text: printed };
    expect(outcomeOf({ ...end, exitCode: 0 })).toEqual({ tally: { passed: 1, failed: 0, skipped: 0 }, troubles: [] });
    const message = expect.stringMatching(/^It ended with 2\.\nline 18\n[\s\S]*line 29$/);
    expect(outcomeOf({ ...end, exitCode: 2 })).toEqual({
      tally: { passed: 0, failed: 1, skipped: 0 },
      troubles: [failed(message)],
    });
  });
});

describe("a test runner", () => {
  const report = {
    numPassedTests: 1,
    testResults: [{ name: "a", status: "passed", assertionResults: [{ title: "fine", status: "passed" }] }],
  };

  test("is believed when report and exit code agree", () => {
    const outcome = outcomeOf({ reader: vitest, report, exitCode: 0, text: printed });
    expect(outcome).toEqual({ tally: { passed: 1, failed: 0, skipped: 0 }, troubles: [] });
  });

  test("that ends badly though all tests passed is listed, with its last words", () => {
    const outcome = outcomeOf({ reader: vitest, report, exitCode: 1, text: printed });
    expect(outcome.tally).toEqual({ passed: 1, failed: 1, skipped: 0 });
    expect(outcome.troubles).toEqual([failed(expect.stringMatching(/^The runner ended with 1 [\s\S]*line 29$/))]);
  });

  test("that leaves no report is listed", () => {
    const outcome = outcomeOf({ reader: playwright, report: undefined, exitCode: 1, text: "Could not start" });
    expect(outcome.tally.failed).toBe(1);
    expect(outcome.troubles).toEqual([failed(expect.stringMatching(/No test was run[\s\S]*Could not start/))]);
  });
});

test("what a program prints beside others is kept, both its outputs in order", async () => {
  const script = "console.log('one'); console.error('two'); console.log('three'); process.exitCode = 4";
  const start = ({ outputFile }: { outputFile: string | undefined }) =>
    run(process.execPath, ["-e", script], outputFile === undefined ? {} : { outputFile });
  const { outcome, text } = await runPart({ name: "test-of-parts", start }, true);
  expect(text).toBe("one\ntwo\nthree");
  expect(outcome.troubles).toEqual([failed("It ended with 4.\none\ntwo\nthree")]);
});
