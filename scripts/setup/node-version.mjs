/** Refuses a Node that is too old before anything fails in a way that nobody understands. */
// @ts-check
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../run/paths.mjs";
import { Stop } from "../run/say.mjs";

/** @param {string} [version] */
export function requireNode(version = process.versions.node) {
  const { engines } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  const floor = String(engines.node).replace(/^>=/, "");
  if (!atLeast(version, floor)) throw new Stop(`Keyrack needs Node ${floor} or later; this is Node ${version}.`);
}

/**
 * @param {string} version
 * @param {string} floor
 */
export function atLeast(version, floor) {
  const have = version.split(".").map(Number);
  const want = floor.split(".").map(Number);
  for (let index = 0; index < want.length; index++) {
    const difference = (have[index] ?? 0) - (want[index] ?? 0);
    if (difference !== 0) return difference > 0;
  }
  return true;
}
