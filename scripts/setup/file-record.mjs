/** A record of which files were laid out and how long each is; it tells a whole folder from a damaged one in milliseconds. */
// @ts-check
import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";

/**
 * What a JSON record holds, or undefined when there is none that can be read.
 * @param {string} file
 * @returns {Record<string, any> | undefined}
 */
export function readRecord(file) {
  try {
    const record = JSON.parse(readFileSync(file, "utf8"));
    return typeof record === "object" && record !== null ? record : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Are all recorded files there at their recorded length? Sizes rather than hashes: reading 270 MB at every start would cost
 * more than the start, and what goes wrong in practice are missing and cut-off files.
 * @param {string} directory
 * @param {unknown} files path -> length
 */
export function filesAreWhole(directory, files) {
  if (typeof files !== "object" || files === null) return false;
  const entries = Object.entries(files);
  return (
    entries.length > 0 &&
    entries.every(([path, length]) => statSync(join(directory, path), { throwIfNoEntry: false })?.size === length)
  );
}
