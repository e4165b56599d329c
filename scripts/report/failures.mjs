/** Finds in the test runners' JSON reports what failed and what was flaky, for the list that `npm test` ends with. */
// @ts-check
import { join, relative } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { root } from "../run/paths.mjs";

/**
 * One test, or something outside of any test, that did not simply pass.
 * @typedef {object} Trouble
 * @property {"failed" | "flaky"} outcome flaky: it failed, and passed when it was tried again
 * @property {string} file relative to the checkout; empty when the report does not say
 * @property {string} title with those of the groups around it; empty for what lies outside of tests
 * @property {string} message what was wrong at its first try
 */

/** So much of a message says what happened; the rest is in the part's own output. */
const shownLines = 15;
/** So many come with their message: with more, something is wrong with all of them, and the titles tell more. */
const shownMessages = 10;

const outsideOfTests = "Outside of the tests: something they share could not be set up or taken down.";

/**
 * From vitest's JSON report.
 * @param {Record<string, any>} report
 * @returns {Trouble[]}
 */
export function vitestTroubles(report) {
  return (report.testResults ?? []).flatMap((/** @type {Record<string, any>} */ module) => {
    const file = fromRoot(module.name ?? "");
    const troubles = (module.assertionResults ?? []).flatMap((/** @type {Record<string, any>} */ test) => {
      const messages = test.failureMessages ?? [];
      // What a passed test has to complain of is an earlier try.
      const outcome = test.status === "failed" ? "failed" : test.status === "passed" && messages.length > 0 && "flaky";
      if (!outcome) return [];
      const title = [...(test.ancestorTitles ?? []), test.title].join(" › ");
      return [{ outcome, file, title, message: messages[0] ?? "" }];
    });
    if (!isBroken(module)) return troubles;
    return [...troubles, { outcome: "failed", file, title: "", message: module.message || outsideOfTests }];
  });
}

/**
 * Did one of vitest's files fail without any of its tests failing? Then it could not be loaded, or a hook of it failed.
 * @param {Record<string, any>} module an entry of `testResults`
 */
export function isBroken({ status, assertionResults = [] }) {
  return (
    status === "failed" && !assertionResults.some((/** @type {{ status?: string }} */ test) => test.status === "failed")
  );
}

/**
 * From Playwright's JSON report.
 * @param {Record<string, any>} report
 * @returns {Trouble[]}
 */
export function playwrightTroubles(report) {
  const folder = report.config?.rootDir ?? root;
  /** @type {(suite: Record<string, any>, above: string[]) => Trouble[]} */
  const within = (suite, above) => {
    // The outermost suite is the file; its name is told as such.
    const titles = suite.title === suite.file ? above : [...above, suite.title];
    const own = (suite.specs ?? []).flatMap((/** @type {Record<string, any>} */ spec) =>
      spec.tests.flatMap((/** @type {Record<string, any>} */ test) => {
        const outcome = test.status === "unexpected" ? "failed" : test.status === "flaky" && "flaky";
        if (!outcome) return [];
        const tries = /** @type {Record<string, any>[]} */ (test.results ?? []);
        const errors = tries.find(({ errors = [] }) => errors.length > 0)?.errors ?? [];
        const message = errors[0]?.message ?? tries[0]?.status ?? "";
        return [
          { outcome, file: fromRoot(join(folder, spec.file)), title: [...titles, spec.title].join(" › "), message },
        ];
      }),
    );
    const below = (suite.suites ?? []).flatMap((/** @type {Record<string, any>} */ one) => within(one, titles));
    return [...own, ...below];
  };
  const outside = (report.errors ?? []).map((/** @type {Record<string, any>} */ error) => ({
    outcome: "failed",
    file: error.location ? fromRoot(error.location.file) : "",
    title: "",
    message: error.message ?? error.value ?? outsideOfTests,
  }));
  return [
    ...(report.suites ?? []).flatMap((/** @type {Record<string, any>} */ suite) => within(suite, [])),
    ...outside,
  ];
}

/**
 * The list, flaky ones first: what failed should stand next to the last line. Empty when all passed at once.
 * @param {readonly { name: string, troubles: readonly Trouble[] }[]} parts
 * @returns {string[]}
 */
export function troubleLines(parts) {
  const all = parts.flatMap(({ name, troubles }) => troubles.map((trouble) => ({ ...trouble, part: name })));
  /** @type {(heading: string, outcome: Trouble["outcome"]) => string[]} */
  const list = (heading, outcome) => {
    const ones = all.filter((one) => one.outcome === outcome);
    if (ones.length === 0) return [];
    const lines = ones.flatMap(({ part, file, title, message }, index) => [
      `  ${[part, file, title].filter(Boolean).join(" | ")}`,
      ...(index < shownMessages ? shortened(message).map((line) => `      ${line}`) : []),
    ]);
    return ["", heading, ...lines];
  };
  return [...list("Flaky (passed at the second try):", "flaky"), ...list("Failed:", "failed")];
}

/**
 * A message's first lines, without colours and without the runners' own part of the stack.
 * @param {string} message
 */
function shortened(message) {
  const lines = stripVTControlCharacters(message)
    .split("\n")
    .map((line) => line.trimEnd().replaceAll(`${root}/`, ""))
    .filter(
      (line) => line !== "" && !/^\s+at .*(node_modules\/|node:internal\/|new Promise \(<anonymous>\))/.test(line),
    );
  const rest = lines.slice(shownLines);
  if (rest.length === 0) return lines;
  // How to see the same once more (test/model/model.test.ts): for what chance has found, worth more than all that stands before.
  const again = rest.filter((line) => line.startsWith("Once more: "));
  return [...lines.slice(0, shownLines), `(${rest.length} more lines)`, ...again];
}

/** @param {string} path */
function fromRoot(path) {
  return relative(root, path).replaceAll("\\", "/");
}
