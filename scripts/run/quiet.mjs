/** Runs other programs without showing what they print; for the many whose output matters only when they fail. */
// @ts-check
import { spawn } from "node:child_process";
import { constants } from "node:os";
import { root } from "./paths.mjs";

/**
 * Runs a program quietly and answers what became of it; `text` is all it printed, `out` its standard output alone.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv }} [options]
 * @returns {Promise<{ code: number, out: string, text: string }>}
 */
export function capture(command, args, { cwd = root, env = process.env } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, env, stdio: ["ignore", "pipe", "pipe"] });
    const endNow = () => child.kill();
    process.once("exit", endNow);
    let out = "";
    let text = "";
    child.stdout.setEncoding("utf8").on("data", (chunk) => {
      out += chunk;
      text += chunk;
    });
    child.stderr.setEncoding("utf8").on("data", (chunk) => {
      text += chunk;
    });
    child.once("error", (error) => {
      process.off("exit", endNow);
      reject(error);
    });
    child.once("close", (code, signal) => {
      process.off("exit", endNow);
      resolve({ code: code ?? 128 + (signal ? constants.signals[signal] : 0), out, text });
    });
  });
}

/**
 * Runs a program quietly and answers its standard output; when it fails, throws with all that it printed.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv }} [options]
 * @returns {Promise<string>}
 */
export async function output(command, args, options) {
  const { code, out, text } = await capture(command, args, options);
  if (code === 0) return out;
  throw new Error(`${command} ${args.join(" ")} failed (${code})\n${text.trim()}`);
}

/**
 * Does a program run and end well? What it prints is of no interest.
 * @param {string} command
 * @param {readonly string[]} args
 */
export async function succeeds(command, args) {
  try {
    return (await capture(command, args)).code === 0;
  } catch {
    // It is not installed.
    return false;
  }
}
