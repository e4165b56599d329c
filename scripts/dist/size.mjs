/** How large a package is, and what makes it so. */
// @ts-check
import { lstatSync, readdirSync } from "node:fs";
import { join } from "node:path";

/**
 * Bytes of a file, or of all that is in a folder; links count as nothing.
 * @param {string} path
 * @returns {number}
 */
export function sizeOf(path) {
  const stat = lstatSync(path);
  if (!stat.isDirectory()) return stat.isFile() ? stat.size : 0;
  return readdirSync(path).reduce((sum, name) => sum + sizeOf(join(path, name)), 0);
}

/**
 * "4.5 MB"; a million bytes each, as package managers count.
 * @param {number} bytes
 */
export function megabytes(bytes) {
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}

/**
 * The unpacked app in three parts: what Keyrack is, what it brings from others, Electron.
 * @param {string} folder of an app for Linux
 */
export function sizeTable(folder) {
  const all = sizeOf(folder);
  const parts = {
    "Keyrack (app.asar)": sizeOf(join(folder, "resources", "app.asar")),
    "native modules": sizeOf(join(folder, "resources", "app.asar.unpacked")),
    licences: sizeOf(join(folder, "resources", "licences")) + sizeOf(join(folder, "LICENSES.chromium.html")),
  };
  const electron = all - Object.values(parts).reduce((sum, bytes) => sum + bytes, 0);
  return Object.entries({ ...parts, Electron: electron, "unpacked, together": all })
    .map(([name, bytes]) => `${name.padEnd(20)} ${megabytes(bytes).padStart(9)}`)
    .join("\n");
}
