/** Has electron-builder package the app, and knows where the parts of the result lie. */
// @ts-check
import { existsSync } from "node:fs";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { run } from "../run/child.mjs";
import { commandFile, nodeModules, root } from "../run/paths.mjs";
import { output } from "../run/quiet.mjs";
import { duration, Stop, say } from "../run/say.mjs";
import { publishArguments } from "./updates.mjs";

/** Where packages go; `directories.output` of electron-builder.yml. */
export const outputDirectory = join(root, "dist");

/**
 * @typedef {object} Places
 * @property {string} root the folder that is given to people
 * @property {string} executable what carries the fuses
 * @property {string} resources where app.asar lies
 */

/** @typedef {import("./runtime.mjs").PackagingRuntime} PackagingRuntime */

/**
 * Where electron-builder leaves the unpacked app.
 * @param {NodeJS.Platform} [platform]
 * @param {string} [arch]
 * @returns {Places}
 */
export function packagedPlaces(platform = process.platform, arch = process.arch) {
  const suffix = arch === "x64" ? "" : `-${arch}`;
  if (platform === "darwin") {
    const bundle = join(outputDirectory, `mac${suffix}`, "Keyrack.app");
    return { root: bundle, executable: bundle, resources: join(bundle, "Contents", "Resources") };
  }
  const folder = join(outputDirectory, `${platform === "win32" ? "win" : "linux"}${suffix}-unpacked`);
  const executable = join(folder, platform === "win32" ? "Keyrack.exe" : "keyrack");
  return { root: folder, executable, resources: join(folder, "resources") };
}

/**
 * The unpacked app for Linux, from the runtime that the checkout has.
 * @param {PackagingRuntime} runtime
 * @param {string | undefined} updateUrl
 */
export async function unpackedApp(runtime, updateUrl) {
  const start = Date.now();
  const { root: folder, resources } = packagedPlaces();
  await rm(folder, { recursive: true, force: true });
  const dist = join(nodeModules, "electron", "dist");
  const words = ["--linux", "dir", `--${process.arch}`, `-c.electronDist=${dist}`, ...common(runtime)];
  await output(process.execPath, [commandFile("electron-builder"), ...words, ...publishArguments(updateUrl)], {
    env: quietEnvironment(),
  }).catch((error) => {
    throw new Stop(`electron-builder failed.\n${error.message}`);
  });
  // It takes this away from what it downloaded itself, and leaves it in what it was given.
  await rm(join(resources, "default_app.asar"), { force: true });
  say(`Packaged in ${duration(Date.now() - start)}: ${folder}`);
}

/**
 * The installers of electron-builder.yml, on macOS and Windows. electron-builder fetches the runtime and its own tools.
 * @param {PackagingRuntime} runtime
 * @param {string | undefined} updateUrl
 */
export async function installers(runtime, updateUrl) {
  const words = [process.platform === "darwin" ? "--mac" : "--win", `--${process.arch}`, ...common(runtime)];
  await electronBuilder([...words, ...publishArguments(updateUrl)]);
}

/**
 * An AppImage of an app that is packaged already. electron-builder fetches tools for it from github.com.
 * @param {string} folder
 */
export async function appImage(folder) {
  await electronBuilder(["--prepackaged", folder, "--linux", "AppImage", `--${process.arch}`, "--publish=never"]);
}

/** @param {readonly string[]} words */
async function electronBuilder(words) {
  const code = await run(process.execPath, [commandFile("electron-builder"), ...words], { env: quietEnvironment() });
  if (code !== 0) throw new Stop("electron-builder failed; see above.");
}

/** @param {PackagingRuntime} runtime */
function common({ version }) {
  return [`-c.electronVersion=${version}`, "--publish=never"];
}

function quietEnvironment() {
  // On build machines it would link the runtime's files instead of copying them, and the fuses would be flipped in both.
  return { ...process.env, USE_HARD_LINKS: "false" };
}

/**
 * @param {Places} places
 * @returns {Places}
 */
export function insist(places) {
  for (const path of Object.values(places)) {
    if (!existsSync(path)) throw new Stop(`There is no package at ${path}; make it with: npm run dist`);
  }
  return places;
}
