/** Runs Playwright's test runner where the app can be driven without touching the user's screen and keyring. */
// @ts-check
import { run } from "../run/child.mjs";
import { commandFile } from "../run/paths.mjs";
import { runInDesktopSession } from "./session.mjs";

/**
 * @param {string} config
 * @param {readonly string[]} args
 * @param {NodeJS.ProcessEnv} [env] on top of the session's
 * @param {number} [limitMs] after this time it is ended
 * @returns {Promise<number>} its exit code
 */
export function playwright(config, args, env = {}, limitMs) {
  const words = [commandFile("@playwright/test", "playwright"), "test", "-c", config, ...args];
  // Only Linux lets a program have a session of its own; elsewhere the tests use the user's.
  const start = process.platform === "linux" ? runInDesktopSession : runHere;
  return start(process.execPath, words, { env, ...(limitMs ? { limitMs } : {}) });
}

/** @type {typeof runInDesktopSession} */
const runHere = (command, args, { env = {}, ...options } = {}) =>
  run(command, args, { env: { ...process.env, ...env }, ...options });
