/** Where things lie in the checkout, so that every script works from whatever directory it is called. */
// @ts-check
import { readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

/** The checkout's own folder. */
export const root = resolve(dirname(fileURLToPath(import.meta.url)), "..", "..");

export const nodeModules = join(root, "node_modules");

/** What the scripts remember between runs. It lies inside node_modules because it is worth nothing without it. */
export const stateDirectory = join(nodeModules, ".keyrack");

/**
 * The JavaScript file behind a command of an installed package; started with our own Node it behaves the same on every
 * platform, which the `.bin` shims do not.
 * @param {string} packageName
 * @param {string} [command] when it is not called like the package
 */
export function commandFile(packageName, command = packageName) {
  const directory = join(nodeModules, ...packageName.split("/"));
  const { bin } = JSON.parse(readFileSync(join(directory, "package.json"), "utf8"));
  return join(directory, typeof bin === "string" ? bin : bin[command]);
}

/**
 * The folder against which a path given by the user is meant. npm runs scripts in the checkout and leaves in INIT_CWD where it was
 * called from.
 */
export function callerDirectory() {
  return (process.cwd() === root && process.env.INIT_CWD) || process.cwd();
}
