/** `npm test`: from a bare clone to every test run; ends with a line of its own, "N passed, N failed". */
// @ts-check
import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { endToEndSessions, playwright } from "./desktop/playwright.mjs";
import { playwrightTroubles, troubleLines, vitestTroubles } from "./report/failures.mjs";
import { judge, playwrightTally, sum, tallyLine, vitestTally } from "./report/tally.mjs";
import { readFlags } from "./run/arguments.mjs";
import { run, wasInterrupted } from "./run/child.mjs";
import { main } from "./run/main.mjs";
import { commandFile, root, stateDirectory } from "./run/paths.mjs";
import { duration, Stop, say } from "./run/say.mjs";
import { ensureBuild } from "./setup/build.mjs";
import { readRecord } from "./setup/file-record.mjs";
import { setUp } from "./setup/set-up.mjs";

/** @typedef {import("./report/tally.mjs").Tally} Tally */
/** @typedef {import("./report/failures.mjs").Trouble} Trouble */
/** @typedef {{ tally: Tally, troubles: Trouble[] }} Outcome */

/** A runner that hangs must not hang whoever waits for the answer. */
const minute = 60_000;

/** @type {({ name: string } & Outcome)[]} */
const outcomes = [];

/** What a part comes to that has no tests to name. @type {(message: string) => Outcome} */
const failedAsAWhole = (message) => ({
  tally: { passed: 0, failed: 1, skipped: 0 },
  troubles: [{ outcome: "failed", file: "", title: "", message }],
});

/**
 * One part of the whole, under its heading, with its result and its time.
 * @param {string} heading
 * @param {() => Promise<Outcome>} work throws when it cannot even begin
 * @returns {Promise<boolean>} did all of it pass?
 */
async function step(heading, work) {
  say(`\n== ${heading}`);
  const start = Date.now();
  const outcome = await work().catch((error) => {
    const message = error instanceof Stop ? error.message : String(error?.stack ?? error);
    say(message);
    return failedAsAWhole(message);
  });
  outcomes.push({ name: heading, ...outcome });
  const { tally } = outcome;
  say(`== ${heading}: ${tallyLine(tally)} (${duration(Date.now() - start)})`);
  if (wasInterrupted()) throw new Stop("Interrupted.");
  return tally.failed === 0;
}

/**
 * A command whose exit code is all there is to it.
 * @param {() => Promise<number>} start
 * @returns {() => Promise<Outcome>}
 */
const single = (start) => async () => {
  const exitCode = await start();
  if (exitCode !== 0) return failedAsAWhole(`It ended with ${exitCode}; why, is said above.`);
  return { tally: { passed: 1, failed: 0, skipped: 0 }, troubles: [] };
};

/**
 * A test runner that leaves a JSON report.
 * @param {string} name
 * @param {{ count: (report: Record<string, any>) => Tally, troubles: (report: Record<string, any>) => Trouble[] }} read
 * @param {(reportFile: string) => Promise<number>} start
 * @returns {() => Promise<Outcome>}
 */
const runner = (name, read, start) => async () => {
  const reportFile = join(stateDirectory, "reports", `${name}.json`);
  mkdirSync(join(stateDirectory, "reports"), { recursive: true });
  rmSync(reportFile, { force: true });
  const exitCode = await start(reportFile);
  const report = readRecord(reportFile);
  const { tally, remark } = judge(report && read.count(report), exitCode);
  const troubles = report ? read.troubles(report) : [];
  if (!remark) return { tally, troubles };
  say(remark);
  return { tally, troubles: [...troubles, { outcome: "failed", file: "", title: "", message: remark }] };
};

const vitest = { count: vitestTally, troubles: vitestTroubles };
const playwrightRunner = { count: playwrightTally, troubles: playwrightTroubles };

/** @param {string[]} args */
const node = (...args) => run(process.execPath, args, { group: true, limitMs: 5 * minute });

/** @param {string} file */
const vitestReports = (file) => ["--reporter=default", "--reporter=json", `--outputFile.json=${file}`];

async function everything() {
  // Setting up and building are no tests: they count only when they fail.
  const quiet = { tally: { passed: 0, failed: 0, skipped: 0 }, troubles: [] };
  if (!(await step("Setting up", () => setUp({ tests: true }).then(() => quiet)))) return;
  await step(
    "Types",
    single(() => node(commandFile("typescript", "tsc"), "-b")),
  );
  await step(
    "Lint and format",
    single(() => node(commandFile("@biomejs/biome", "biome"), "check", ".")),
  );
  await step(
    "Unused code",
    single(() => node(commandFile("knip"), "--no-progress")),
  );
  const built = await step("Building", () => ensureBuild().then(() => quiet));
  await step(
    "Unit tests",
    runner("unit", vitest, (file) =>
      node(commandFile("vitest"), "run", "--config", "test/vitest.config.ts", ...vitestReports(file)),
    ),
  );
  if (!built) return say("Without a build there is nothing to run the other tests on.");
  await step(
    "Conformance of the local service",
    runner("conformance", vitest, (file) =>
      node(join(root, "scripts", "conformance.mjs"), "--", ...vitestReports(file)),
    ),
  );
  await step(
    "Adapters",
    runner("adapters", vitest, (file) => node(join(root, "scripts", "adapters.mjs"), ...vitestReports(file))),
  );
  await step(
    "Faults",
    runner("faults", vitest, (file) => node(join(root, "scripts", "faults.mjs"), ...vitestReports(file))),
  );
  await step(
    "Model",
    runner("model", vitest, (file) =>
      node(commandFile("vitest"), "run", "--config", "test/model/vitest.config.ts", ...vitestReports(file)),
    ),
  );
  await step(
    "Crashes and bad disks",
    runner("crash", vitest, (file) =>
      node(commandFile("vitest"), "run", "--config", "test/crash/vitest.config.ts", ...vitestReports(file)),
    ),
  );
  /** @type {(name: string, sessions?: number) => (file: string) => Promise<number>} */
  const playwrightIn =
    (name, sessions = 1) =>
    (file) =>
      playwright(`test/${name}/playwright.config.ts`, ["--reporter=list,json"], {
        env: { PLAYWRIGHT_JSON_OUTPUT_FILE: file },
        sessions,
        // Half of that is enough on two quiet cores; a busy machine is no failure.
        limitMs: 20 * minute,
      });
  await step("Gallery", runner("gallery", playwrightRunner, playwrightIn("gallery")));
  await step("End to end", runner("e2e", playwrightRunner, playwrightIn("e2e", endToEndSessions)));
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
