/** One part of `npm test`: a program that is run, and what it comes to, from its report where it leaves one. */
// @ts-check
import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { stateDirectory } from "../run/paths.mjs";
import { readRecord } from "../setup/file-record.mjs";
import { playwrightTroubles, vitestTroubles } from "./failures.mjs";
import { judge, playwrightTally, vitestTally } from "./tally.mjs";

/** @typedef {import("./tally.mjs").Tally} Tally */
/** @typedef {import("./failures.mjs").Trouble} Trouble */
/** @typedef {{ tally: Tally, troubles: Trouble[] }} Outcome */
/** @typedef {{ count: (report: Record<string, any>) => Tally, troubles: (report: Record<string, any>) => Trouble[] }} Reader */

/** How to read vitest's JSON report. @type {Reader} */
export const vitest = { count: vitestTally, troubles: vitestTroubles };

/** How to read Playwright's JSON report. @type {Reader} */
export const playwright = { count: playwrightTally, troubles: playwrightTroubles };

/** The end of what a program printed says most about its end. */
const lastLines = 12;

/**
 * @typedef {object} Part
 * @property {string} name what its files are called
 * @property {Reader} [reader] for test runners; without one the exit code is all there is to it
 * @property {(files: { report: string, outputFile: string | undefined }) => Promise<number>} start answers the exit code
 */

/**
 * Runs it.
 * @param {Part} part
 * @param {boolean} collects keeps what it prints, for others run beside it; else it prints as it goes
 * @returns {Promise<{ outcome: Outcome, text: string }>} `text`: what was kept
 */
export async function runPart({ name, reader, start }, collects) {
  const folder = join(stateDirectory, "reports");
  const report = join(folder, `${name}.json`);
  const outputFile = collects ? join(folder, `${name}.txt`) : undefined;
  mkdirSync(folder, { recursive: true });
  rmSync(report, { force: true });
  const exitCode = await start({ report, outputFile });
  const text = outputFile === undefined ? "" : readFileSync(outputFile, "utf8").trim();
  return { outcome: outcomeOf({ reader, report: readRecord(report), exitCode, text }), text };
}

/**
 * What a program comes to.
 * @param {object} end
 * @param {Reader | undefined} end.reader
 * @param {Record<string, any> | undefined} end.report undefined: it left none
 * @param {number} end.exitCode
 * @param {string} end.text what it printed, if that was kept
 * @returns {Outcome}
 */
export function outcomeOf({ reader, report, exitCode, text }) {
  const tail = text.split("\n").slice(-lastLines).join("\n");
  if (!reader) {
    if (exitCode === 0) return { tally: { passed: 1, failed: 0, skipped: 0 }, troubles: [] };
    return failedAsAWhole(`It ended with ${exitCode}.\n${tail}`);
  }
  const { tally, remark } = judge(report && reader.count(report), exitCode);
  const troubles = report ? reader.troubles(report) : [];
  if (!remark) return { tally, troubles };
  return { tally, troubles: [...troubles, ...failedAsAWhole(`${remark}\n${tail}`).troubles] };
}

/**
 * For what has no tests to name.
 * @param {string} message
 * @returns {Outcome}
 */
export function failedAsAWhole(message) {
  const tally = { passed: 0, failed: 1, skipped: 0 };
  return { tally, troubles: [{ outcome: "failed", file: "", title: "", message }] };
}
