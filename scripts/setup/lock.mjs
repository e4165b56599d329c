/** Lets one command at a time change this checkout, so that two started together do not install over each other. */
// @ts-check
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { root } from "../run/paths.mjs";
import { say } from "../run/say.mjs";
import { cacheDirectory } from "./cache-directory.mjs";

/** The holder touches its file this often. */
const beatMs = 1_000;
/**
 * A file untouched for this long was left by a holder that was killed; sooner when its process is gone. The number alone proves
 * nothing: it may be in use again, or belong to another container.
 */
const staleMs = 15_000;
const staleWhenGoneMs = 3_000;

/**
 * @template T
 * @param {() => Promise<T>} work
 * @param {string} [file] one file a checkout; outside of node_modules, which `npm ci` wipes
 * @returns {Promise<T>}
 */
export async function exclusively(work, file = defaultFile()) {
  let said = false;
  while (!take(file)) {
    if (!said) say("Another Keyrack command is setting up this checkout; waiting for it ...");
    said = true;
    await sleep(250);
  }
  const release = () => rmSync(file, { force: true });
  const beat = setInterval(() => touch(file), beatMs);
  process.on("exit", release);
  try {
    return await work();
  } finally {
    clearInterval(beat);
    process.off("exit", release);
    release();
  }
}

function defaultFile() {
  const directory = join(cacheDirectory(), "locks");
  mkdirSync(directory, { recursive: true });
  return join(directory, createHash("sha256").update(root).digest("hex").slice(0, 16));
}

/** @param {string} file */
function take(file) {
  if (isStale(file)) rmSync(file, { force: true });
  try {
    writeFileSync(file, String(process.pid), { flag: "wx" });
    return true;
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === "EEXIST") return false;
    throw error;
  }
}

/** @param {string} file */
function isStale(file) {
  try {
    const untouched = Date.now() - statSync(file).mtimeMs;
    if (untouched < staleWhenGoneMs) return false;
    return untouched > staleMs || !isRunning(Number(readFileSync(file, "utf8")));
  } catch {
    // Given back in this moment.
    return false;
  }
}

/** @param {number} pid */
function isRunning(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return /** @type {NodeJS.ErrnoException} */ (error).code === "EPERM";
  }
}

/** @param {string} file */
function touch(file) {
  try {
    utimesSync(file, new Date(), new Date());
  } catch {
    // Removed by hand; the work goes on.
  }
}
