/** Starts other programs: passes signals on to them, waits for their end and answers their exit code. */
// @ts-check
import { spawn } from "node:child_process";
import { closeSync, existsSync, openSync } from "node:fs";
import { constants } from "node:os";
import { root } from "./paths.mjs";

/** The signals by which a person or a machine asks a program to end. */
export const endSignals = /** @type {const} */ (["SIGINT", "SIGTERM", "SIGHUP"]);

/** How long a program may take to end after it was asked to. */
const graceMs = 8_000;

let running = 0;
let asked = false;

/** How many programs are running under `run` now. */
export const programsRunning = () => running;

/** Was one of them asked to end by a signal to us? Then there is no point in starting the next. */
export const wasInterrupted = () => asked;

/**
 * @typedef {object} RunOptions
 * @property {string} [cwd]
 * @property {NodeJS.ProcessEnv} [env]
 * @property {boolean} [group] a process group of its own, signalled as a whole: for programs that start others
 * @property {number} [limitMs] after this time it is ended
 * @property {string} [outputFile] what it prints goes there instead of onto our terminal, and nothing is to be typed
 */

/**
 * Runs a program on our own terminal and answers its exit code (128 + number for a death by signal, as shells do).
 * @param {string} command
 * @param {readonly string[]} args
 * @param {RunOptions} [options]
 * @returns {Promise<number>}
 */
export function run(command, args, { cwd = root, env = process.env, group = false, limitMs, outputFile } = {}) {
  return new Promise((resolve, reject) => {
    const ownGroup = group && process.platform !== "win32";
    const words = ownGroup ? diesWithUs(command, args) : /** @type {const} */ ([command, args]);
    // A file and no pipe: what was printed is there when the program has ended, whoever of its own still holds it open.
    const output = outputFile === undefined ? undefined : openSync(outputFile, "w");
    /** @type {import("node:child_process").StdioOptions} */
    const stdio = output === undefined ? "inherit" : ["ignore", output, output];
    const child = spawn(...words, { cwd, env, stdio, detached: ownGroup });
    if (output !== undefined) closeSync(output);
    running += 1;
    /** @param {NodeJS.Signals} signal */
    const send = (signal) => {
      try {
        if (child.pid) process.kill(ownGroup ? -child.pid : child.pid, signal);
      } catch {
        // It ended by itself in this moment.
      }
    };
    /** @type {NodeJS.Timeout | undefined} */
    let lastResort;
    /** @param {NodeJS.Signals} signal */
    const end = (signal) => {
      send(signal);
      lastResort ??= setTimeout(() => send("SIGKILL"), graceMs);
    };
    /** @param {NodeJS.Signals} signal */
    const passOn = (signal) => {
      asked = true;
      end(signal);
    };
    for (const signal of endSignals) process.on(signal, passOn);
    const limit = limitMs === undefined ? undefined : setTimeout(() => end("SIGTERM"), limitMs);
    const settle = () => {
      running -= 1;
      clearTimeout(lastResort);
      clearTimeout(limit);
      for (const signal of endSignals) process.off(signal, passOn);
    };
    child.once("error", (error) => {
      settle();
      reject(error);
    });
    child.once("exit", (code, signal) => {
      settle();
      // Whatever the program left running in its group has lost its purpose.
      if (ownGroup) send("SIGKILL");
      resolve(code ?? 128 + (signal ? constants.signals[signal] : 0));
    });
  });
}

/**
 * Has the kernel end the program when we are killed in a way that leaves us no last word (Linux, with util-linux).
 * @param {string} command
 * @param {readonly string[]} args
 * @returns {[command: string, args: string[]]}
 */
export function diesWithUs(command, args) {
  const setpriv = "/usr/bin/setpriv";
  return existsSync(setpriv) ? [setpriv, ["--pdeathsig", "TERM", "--", command, ...args]] : [command, [...args]];
}
