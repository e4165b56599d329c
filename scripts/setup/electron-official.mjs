/** Fetches the official Electron binary with the installer of the npm package, and gives up when nothing arrives. */
// @ts-check
import { spawn } from "node:child_process";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { nodeModules } from "../run/paths.mjs";
import { say } from "../run/say.mjs";

const electron = join(nodeModules, "electron");

/** Silence after which the network counts as unreachable. A limit on the whole would cut off who has a slow line. */
const silenceMs = 30_000;

/** The version that package-lock.json asks for. */
export function officialVersion() {
  return /** @type {string} */ (JSON.parse(readFileSync(join(electron, "package.json"), "utf8")).version);
}

/** Is the official binary laid out? The same test as the package's own. */
export function officialIsInstalled() {
  try {
    const version = readFileSync(join(electron, "dist", "version"), "utf8")
      .trim()
      .replace(/^v/, "");
    const executable = readFileSync(join(electron, "path.txt"), "utf8");
    return version === officialVersion() && existsSync(join(electron, "dist", executable));
  } catch {
    return false;
  }
}

/**
 * @returns {Promise<string | undefined>} why it did not work, or undefined when the binary is there
 */
export async function installOfficial() {
  say(`Fetching Electron ${officialVersion()} (official) ...`);
  // The installer downloads into the temporary folder; one of its own shows whether bytes arrive and is easily cleared.
  const temporary = await mkdtemp(join(tmpdir(), "keyrack-electron-"));
  try {
    const reason = await runInstaller(temporary);
    return reason ?? (officialIsInstalled() ? undefined : "its installer ended without an error but left no binary");
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
}

/**
 * @param {string} temporary
 * @returns {Promise<string | undefined>}
 */
function runInstaller(temporary) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [join(electron, "install.js")], {
      env: { ...process.env, TMPDIR: temporary, TEMP: temporary, TMP: temporary },
      stdio: ["ignore", "ignore", "pipe"],
    });
    let errors = "";
    child.stderr.setEncoding("utf8").on("data", (text) => {
      errors += text;
    });
    let size = -1;
    let lastGrowth = Date.now();
    const watch = setInterval(() => {
      const now = sizeOf(temporary) + sizeOf(join(electron, "dist"));
      if (now !== size) [size, lastGrowth] = [now, Date.now()];
      if (Date.now() - lastGrowth > silenceMs) {
        child.kill("SIGKILL");
        errors = `nothing arrived for ${silenceMs / 1000} seconds`;
      }
    }, 1_000);
    /** @param {string | undefined} reason */
    const end = (reason) => {
      clearInterval(watch);
      resolve(reason);
    };
    child.once("error", (error) => end(error.message));
    child.once("close", (code) => end(code === 0 ? undefined : firstLine(errors)));
  });
}

/** @param {string} text */
function firstLine(text) {
  return text.trim().split("\n")[0] || "its installer failed without a word";
}

/**
 * @param {string} directory
 * @returns {number}
 */
function sizeOf(directory) {
  let bytes = 0;
  try {
    for (const entry of readdirSync(directory, { withFileTypes: true })) {
      const path = join(directory, entry.name);
      if (entry.isDirectory()) bytes += sizeOf(path);
      else bytes += statSync(path, { throwIfNoEntry: false })?.size ?? 0;
    }
  } catch {
    // Not there yet, or removed just now.
  }
  return bytes;
}
