/** The frame around every command: errors become sentences, results exit codes, and signals an orderly end. */
// @ts-check
import { constants } from "node:os";
import { endSignals, programsRunning } from "./child.mjs";
import { endWithNpm } from "./end-with-npm.mjs";
import { Stop } from "./say.mjs";

/**
 * @param {() => Promise<number | void>} work answers the exit code; nothing means 0
 */
export async function main(work) {
  for (const signal of endSignals) {
    process.on(signal, () => {
      // A running program is sent the signal by its starter, which then waits for it; only between programs is the end ours.
      // process.exit, unlike the signal's own effect, lets the "exit" listeners stop displays and remove temporary folders.
      if (programsRunning() === 0) process.exit(128 + constants.signals[signal]);
    });
  }
  endWithNpm();
  // Whoever reads our lines may stop (`npm start | head`); that is no reason to fall over.
  process.stdout.on("error", (/** @type {NodeJS.ErrnoException} */ error) => {
    if (error.code !== "EPIPE") throw error;
  });
  try {
    // Set rather than forced with process.exit, which could cut off what is still being written.
    process.exitCode = (await work()) ?? 0;
  } catch (error) {
    console.error(error instanceof Stop ? error.message : error);
    process.exitCode = 1;
  }
}
