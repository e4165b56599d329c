/** `npm test`: from a bare clone to every test run; ends with a line of its own, "N passed, N failed". */
// @ts-check
import { join } from "node:path";
import { endToEndSessions, playwright as runPlaywright } from "./desktop/playwright.mjs";
import { troubleLines } from "./report/failures.mjs";
import { failedAsAWhole, playwright, runPart, vitest } from "./report/part.mjs";
import { sum, tallyLine } from "./report/tally.mjs";
import { readFlags } from "./run/arguments.mjs";
import { run, wasInterrupted } from "./run/child.mjs";
import { sideBySide } from "./run/lanes.mjs";
import { main } from "./run/main.mjs";
import { commandFile, root } from "./run/paths.mjs";
import { duration, Stop, say } from "./run/say.mjs";
import { ensureBuild } from "./setup/build.mjs";
import { setUp } from "./setup/set-up.mjs";

/** @typedef {import("./report/part.mjs").Outcome} Outcome */
/** @typedef {import("./report/part.mjs").Part} Part */

/** A runner that hangs must not hang whoever waits for the answer; a busy machine is no failure. */
const minute = 60_000;

/** @type {({ name: string } & Outcome)[]} */
const outcomes = [];

/**
 * One part of the whole, under its heading, with its result and its time.
 * @param {string} heading
 * @param {() => Promise<{ outcome: Outcome, text: string }>} work throws when it cannot even begin
 * @param {boolean} [beside] others run at the same time: it prints all of it when it is done
 * @returns {Promise<boolean>} did all of it pass?
 */
async function step(heading, work, beside = false) {
  if (wasInterrupted()) throw new Stop("Interrupted.");
  if (!beside) say(`\n== ${heading}`);
  const start = Date.now();
  const { outcome, text } = await work().catch((error) => {
    const message = error instanceof Stop ? error.message : String(error?.stack ?? error);
    return { outcome: failedAsAWhole(message), text: message };
  });
  outcomes.push({ name: heading, ...outcome });
  if (beside) say(`\n== ${heading}`);
  if (text) say(text);
  say(`== ${heading}: ${tallyLine(outcome.tally)} (${duration(Date.now() - start)})`);
  if (wasInterrupted()) throw new Stop("Interrupted.");
  return outcome.tally.failed === 0;
}

/**
 * Setting up and building are no tests: they count only when they fail.
 * @param {string} heading
 * @param {() => Promise<unknown>} work
 */
const preparation = (heading, work) =>
  step(heading, async () => {
    await work();
    return { outcome: { tally: { passed: 0, failed: 0, skipped: 0 }, troubles: [] }, text: "" };
  });

/** Behind a file programs drop their colours unless told that somebody looks. */
const colours = process.stdout.isTTY ? { FORCE_COLOR: "1" } : {};

/** @type {(outputFile: string | undefined, ...args: string[]) => Promise<number>} */
const node = (outputFile, ...args) =>
  run(process.execPath, args, {
    ...(outputFile === undefined ? {} : { outputFile, env: { ...process.env, ...colours } }),
    group: true,
    limitMs: 10 * minute,
  });

/** @type {(heading: string, name: string, ...args: string[]) => () => Promise<boolean>} */
const check = (heading, name, ...args) => {
  const start = (/** @type {{ outputFile: string | undefined }} */ { outputFile }) => node(outputFile, ...args);
  return () => step(heading, () => runPart({ name, start }, true), true);
};

/** Runs a part of vitest's, by a script of ours or by its configuration. @type {(name: string, ...args: string[]) => Part} */
const vitestPart = (name, ...args) => ({
  name,
  reader: vitest,
  start: ({ report, outputFile }) =>
    node(outputFile, ...args, "--reporter=default", "--reporter=json", `--outputFile.json=${report}`),
});
const vitestBy = (/** @type {string} */ config) => [commandFile("vitest"), "run", "--config", config];
const script = (/** @type {string} */ name) => join(root, "scripts", name);

/** @type {(name: string, sessions?: number) => Part} */
const playwrightPart = (name, sessions = 1) => ({
  name,
  reader: playwright,
  start: ({ report, outputFile }) =>
    runPlaywright(`test/${name}/playwright.config.ts`, ["--reporter=list,json"], {
      env: { PLAYWRIGHT_JSON_OUTPUT_FILE: report, ...(outputFile === undefined ? {} : colours) },
      ...(outputFile === undefined ? {} : { outputFile }),
      sessions,
      limitMs: 20 * minute,
    }),
});

/** @type {(heading: string, part: Part) => Promise<boolean>} */
const alone = (heading, part) => step(heading, () => runPart(part, false));
/** @type {(heading: string, part: () => Part) => () => Promise<boolean>} */
const beside = (heading, part) => () => step(heading, () => runPart(part(), true), true);

async function everything() {
  if (!(await preparation("Setting up", () => setUp({ tests: true })))) return;
  await sideBySide(
    [check("Types", "types", commandFile("typescript", "tsc"), "-b")],
    [
      check("Lint and format", "lint", commandFile("@biomejs/biome", "biome"), "check", "."),
      check("Unused code", "unused", commandFile("knip"), "--no-progress"),
    ],
  );
  const built = await preparation("Building", ensureBuild);
  await alone("Unit tests", vitestPart("unit", ...vitestBy("test/vitest.config.ts")));
  if (!built) return say("Without a build there is nothing to run the other tests on.");

  say("\nSide by side, each printed when it is done: the gallery, which draws, and tests that mostly wait.");
  await sideBySide(
    [beside("Gallery", () => playwrightPart("gallery"))],
    [
      beside("Conformance of the local service", () => vitestPart("conformance", script("conformance.mjs"), "--")),
      beside("Adapters", () => vitestPart("adapters", script("adapters.mjs"))),
      beside("Faults", () => vitestPart("faults", script("faults.mjs"))),
      beside("Model", () => vitestPart("model", ...vitestBy("test/model/vitest.config.ts"))),
      beside("Crashes and bad disks", () => vitestPart("crash", ...vitestBy("test/crash/vitest.config.ts"))),
    ],
  );
  // By itself: it drives the real app as a person does, who notices when something takes long.
  await alone("End to end", playwrightPart("e2e", endToEndSessions));
}

const total = () => sum(outcomes.map(({ tally }) => tally));

await main(async () => {
  readFlags(
    process.argv.slice(2),
    [],
    "npm test (for a part of the tests: npm run check, npm run e2e, npm run conformance, npm run adapters, npm run faults)",
  );
  const start = Date.now();
  try {
    await everything();
  } finally {
    for (const line of troubleLines(outcomes)) say(line);
    say(`\nAll of it took ${duration(Date.now() - start)}.`);
    // The last line, for people and for scripts alike.
    say(tallyLine(total()));
  }
  return total().failed === 0 ? 0 : 1;
});
