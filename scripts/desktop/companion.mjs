/** Starts a program that serves others while they run (screen, bus, keyring), waits until it is ready, and ends it for certain. */
// @ts-check
import { spawn } from "node:child_process";
import { diesWithUs } from "../run/child.mjs";

const readyMs = 15_000;
const graceMs = 3_000;

/**
 * @typedef {object} Companion
 * @property {string} firstLine what it printed when it was ready
 * @property {number} pid
 * @property {() => Promise<void>} stop resolves when it has ended
 */

/**
 * @param {string} command
 * @param {readonly string[]} args
 * @param {object} options
 * @param {1 | 3} options.readyOn it is ready when the first line arrives on this file descriptor
 * @param {NodeJS.ProcessEnv} [options.env]
 * @param {string} [options.input] written to its standard input
 * @param {() => void} [options.cleanUp] run when it has been ended
 * @returns {Promise<Companion>}
 */
export function startCompanion(command, args, { readyOn, env = process.env, input = "", cleanUp = () => {} }) {
  return new Promise((resolve, reject) => {
    const child = spawn(...diesWithUs(command, args), { env, stdio: ["pipe", "pipe", "pipe", "pipe"] });
    const ended = new Promise((done) => child.once("close", done));
    // An "exit" listener runs at once and cannot wait; the signal is sent before we are gone.
    const endNow = () => {
      child.kill("SIGTERM");
      cleanUp();
    };
    process.once("exit", endNow);
    const stop = async () => {
      process.off("exit", endNow);
      child.kill("SIGTERM");
      const timer = setTimeout(() => child.kill("SIGKILL"), graceMs);
      await ended;
      clearTimeout(timer);
      cleanUp();
    };

    let errors = "";
    let line = "";
    /** @param {string} reason */
    const fail = (reason) => {
      clearTimeout(timer);
      void stop();
      reject(new Error(`${command} did not start: ${reason}${errors ? `\n${errors.trim()}` : ""}`));
    };
    const timer = setTimeout(() => fail(`not ready within ${readyMs / 1000} seconds`), readyMs);
    const failedEarly = () => fail("it ended at once");
    child.once("error", (error) => fail(error.message));
    child.once("close", failedEarly);
    const stdin = child.stdin;
    // A program that ends before it has read everything is reported by its end.
    stdin?.on("error", () => {});
    stdin?.end(input);
    child.stderr?.setEncoding("utf8").on("data", (text) => {
      errors = (errors + text).slice(-2_000);
    });
    // Each pipe is read to its end, so that none fills up and stops the program.
    child.stdout?.on("data", () => {});
    const signal = /** @type {import("node:stream").Readable} */ (child.stdio[readyOn]);
    signal.setEncoding("utf8").on("data", (text) => {
      if (line.includes("\n")) return;
      line += text;
      if (!line.includes("\n")) return;
      clearTimeout(timer);
      child.off("close", failedEarly);
      resolve({ firstLine: line.split("\n")[0] ?? "", pid: child.pid ?? 0, stop });
    });
  });
}
