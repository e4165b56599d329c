/** The list of what failed that `npm test` ends with. The reports are the runners' own (vitest 4.1, Playwright 1.65), cut down. */
import { describe, expect, test } from "vitest";
import { playwrightTroubles, troubleLines, vitestTroubles } from "../../scripts/report/failures.mjs";
import { root } from "../../scripts/run/paths.mjs";

const stack = `
    at ${root}/test/sample/a.test.ts:2:101
    at file://${root}/node_modules/@vitest/runner/dist/chunk-artifact.js:302:11
    at new Promise (<anonymous>)`;
const once = `AssertionError: expected 1 to be 2 // Object.is equality${stack}`;

const vitestReport = {
  numFailedTests: 1,
  testResults: [
    {
      name: `${root}/test/sample/a.test.ts`,
      status: "failed",
      message: "",
      assertionResults: [
        { ancestorTitles: ["outer", "inner"], title: "fails twice", status: "failed", failureMessages: [once, once] },
        { ancestorTitles: ["outer", "inner"], title: "second try", status: "passed", failureMessages: [once] },
        { ancestorTitles: ["outer"], title: "left out", status: "skipped", failureMessages: [] },
        { ancestorTitles: [], title: "passes", status: "passed", failureMessages: [] },
      ],
    },
    {
      name: `${root}/test/sample/broken.test.ts`,
      status: "failed",
      message: `Cannot find module './nowhere.ts' imported from ${root}/test/sample/broken.test.ts`,
      assertionResults: [],
    },
    {
      name: `${root}/test/sample/hook.test.ts`,
      status: "failed",
      message: "",
      assertionResults: [
        { ancestorTitles: ["hooks"], title: "never run", status: "skipped", failureMessages: [], meta: {} },
      ],
    },
    {
      name: `${root}/test/sample/good.test.ts`,
      status: "passed",
      message: "",
      assertionResults: [{ ancestorTitles: [], title: "fine", status: "passed", failureMessages: [] }],
    },
  ],
};

const thrown = {
  status: "failed",
  errors: [
    { location: { file: `${root}/test/gallery/a.spec.ts`, line: 3 }, message: "Error: \u001b[31mred\u001b[39m" },
  ],
};
const passed = { status: "passed", errors: [] };
const spec = (title: string, status: string, results: object[]) => ({
  title,
  file: "a.spec.ts",
  tests: [{ expectedStatus: "passed", status, results }],
});
const playwrightReport = {
  config: { rootDir: `${root}/test/gallery` },
  suites: [
    {
      title: "a.spec.ts",
      file: "a.spec.ts",
      specs: [spec("top", "unexpected", [thrown, thrown])],
      suites: [
        {
          title: "outer",
          file: "a.spec.ts",
          specs: [],
          suites: [
            {
              title: "inner",
              file: "a.spec.ts",
              specs: [
                spec("second try", "flaky", [thrown, passed]),
                spec("left out", "skipped", [{ status: "skipped", errors: [] }]),
                spec("fine", "expected", [passed]),
                spec("interrupted", "unexpected", [{ status: "timedOut", errors: [] }]),
              ],
            },
          ],
        },
      ],
    },
  ],
  errors: [{ message: "Error: Cannot find module './nowhere.ts'", stack: "Error: Cannot find module './nowhere.ts'" }],
};

describe("vitest's report", () => {
  test("tells of failed tests, second tries, files that cannot be loaded, and hooks", () => {
    expect(vitestTroubles(vitestReport)).toEqual([
      { outcome: "failed", file: "test/sample/a.test.ts", title: "outer › inner › fails twice", message: once },
      { outcome: "flaky", file: "test/sample/a.test.ts", title: "outer › inner › second try", message: once },
      {
        outcome: "failed",
        file: "test/sample/broken.test.ts",
        title: "",
        message: expect.stringMatching(/^Cannot find module '.\/nowhere.ts'/),
      },
      {
        outcome: "failed",
        file: "test/sample/hook.test.ts",
        title: "",
        message: expect.stringContaining("Outside of the tests"),
      },
    ]);
  });

  test("may be empty", () => expect(vitestTroubles({})).toEqual([]));
});

describe("Playwright's report", () => {
  test("tells of failed and flaky tests at any depth, and of errors outside of tests", () => {
    const file = "test/gallery/a.spec.ts";
    const message = "Error: \u001b[31mred\u001b[39m";
    expect(playwrightTroubles(playwrightReport)).toEqual([
      { outcome: "failed", file, title: "top", message },
      { outcome: "flaky", file, title: "outer › inner › second try", message },
      { outcome: "failed", file, title: "outer › inner › interrupted", message: "timedOut" },
      { outcome: "failed", file: "", title: "", message: "Error: Cannot find module './nowhere.ts'" },
    ]);
  });

  test("may be empty", () => expect(playwrightTroubles({})).toEqual([]));
});

describe("the list", () => {
  test("names part, file and test, and quotes without colours and the runner's own stack; what failed comes last", () => {
    const gallery = playwrightTroubles(playwrightReport).slice(0, 2);
    const adapters = vitestTroubles(vitestReport).slice(0, 1);
    expect(
      troubleLines([
        { name: "Adapters", troubles: adapters },
        { name: "Unit tests", troubles: [] },
        { name: "Gallery", troubles: gallery },
      ]),
    ).toEqual([
      "",
      "Flaky (passed at the second try):",
      "  Gallery | test/gallery/a.spec.ts | outer › inner › second try",
      "      Error: red",
      "",
      "Failed:",
      "  Adapters | test/sample/a.test.ts | outer › inner › fails twice",
      "      AssertionError: expected 1 to be 2 // Object.is equality",
      "          at test/sample/a.test.ts:2:101",
      "  Gallery | test/gallery/a.spec.ts | top",
      "      Error: red",
    ]);
  });

  test("is empty when all is well", () => expect(troubleLines([{ name: "Model", troubles: [] }])).toEqual([]));

  test("keeps the line that says how to see the same once more", () => {
    const again = "Once more: KEYRACK_MODEL_SEED=-5 npx vitest run";
    const message = `${"Counterexample\n".repeat(20)}${again}\nafter\n${"1. a step\n".repeat(20)}`;
    const troubles = [
      { outcome: "failed" as const, file: "test/model/model.test.ts", title: "whatever happens", message },
    ];
    expect(troubleLines([{ name: "Model", troubles }]).at(-1)).toBe(`      ${again}`);
  });

  test("cuts long messages, and quotes none after the tenth", () => {
    const message = Array.from({ length: 40 }, (_, index) => `line ${index}`).join("\n");
    const troubles = Array.from({ length: 12 }, (_, index) => ({
      outcome: "failed" as const,
      file: "",
      title: `test ${index}`,
      message,
    }));
    const lines = troubleLines([{ name: "Unit tests", troubles }]);
    expect(lines).toHaveLength(2 + 12 + 10 * 16);
    expect(lines).toContain("      (25 more lines)");
    expect(lines.at(-1)).toBe("  Unit tests | test 11");
  });
});
