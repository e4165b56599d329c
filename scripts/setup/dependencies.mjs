/** Sees to a node_modules that is what package-lock.json says. */
// @ts-check
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { run } from "../run/child.mjs";
import { npm } from "../run/npm.mjs";
import { nodeModules, root } from "../run/paths.mjs";
import { Stop, say } from "../run/say.mjs";
import { readRecord } from "./file-record.mjs";

/** Installs when something is missing or of another version; otherwise takes a few milliseconds. */
export async function ensureDependencies() {
  const lock = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8"));
  // npm writes this file as the last act of every install. A mark of our own would not know of `npm install` by hand, and would
  // wipe and reinstall for nothing.
  const installed = readRecord(join(nodeModules, ".package-lock.json"));
  if (installed && isInstalled(lock, installed, (path) => existsSync(join(root, path)))) return;

  say("Installing dependencies (npm ci) ...");
  // Development dependencies by name: NODE_ENV=production would else leave out everything that builds and tests.
  const code = await run(...npm(["ci", "--include=dev", "--no-fund", "--no-audit", "--loglevel=error"]));
  if (code !== 0) throw new Stop("npm ci failed; see above. Nothing else was done.");
}

/**
 * Does what npm installed agree with the lock file? Packages for other platforms may be absent, nothing else.
 * @param {{ packages?: Record<string, LockEntry> }} lock
 * @param {{ packages?: Record<string, LockEntry> }} installed
 * @param {(path: string) => boolean} exists
 * @typedef {{ version?: string, integrity?: string, optional?: boolean, devOptional?: boolean }} LockEntry
 */
export function isInstalled(lock, installed, exists) {
  const wanted = lock.packages ?? {};
  const present = installed.packages ?? {};
  for (const path of Object.keys(present)) if (!(path in wanted)) return false;
  for (const [path, entry] of Object.entries(wanted)) {
    // The entry without a path is the project itself.
    if (path === "") continue;
    const found = present[path];
    if (!found) {
      if (entry.optional || entry.devOptional) continue;
      return false;
    }
    if (found.version !== entry.version || found.integrity !== entry.integrity || !exists(path)) return false;
  }
  return true;
}
