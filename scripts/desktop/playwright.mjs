/** Runs Playwright's test runner where the app can be driven without touching the user's screen and keyring. */
// @ts-check
import { run } from "../run/child.mjs";
import { commandFile } from "../run/paths.mjs";
import { runInDesktopSession } from "./session.mjs";

/** Desktops for the end-to-end tests: one app at a time leaves a machine idle most of the time. */
export const endToEndSessions = 2;

/**
 * @param {string} config
 * @param {readonly string[]} args
 * @param {object} [options]
 * @param {NodeJS.ProcessEnv} [options.env] on top of the session's
 * @param {number} [options.limitMs] after this time it is ended
 * @param {string} [options.outputFile] what it prints goes there instead of onto our terminal
 * @param {number} [options.sessions] how many desktops of their own Playwright's workers are to share among them
 * @returns {Promise<number>} its exit code
 */
export function playwright(config, args, options = {}) {
  const words = [commandFile("@playwright/test", "playwright"), "test", "-c", config, ...args];
  // Only Linux lets a program have a session of its own; elsewhere the tests use the user's.
  const start = process.platform === "linux" ? runInDesktopSession : runHere;
  return start(process.execPath, words, options);
}

/** @type {typeof runInDesktopSession} */
const runHere = (command, args, { env = {}, sessions: _one, ...options } = {}) =>
  run(command, args, { env: { ...process.env, ...env }, ...options });
