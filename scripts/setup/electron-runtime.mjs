/** Sees to a working Electron in node_modules/electron/dist: the official binary where it can be had, else the fallback. */
// @ts-check

import { existsSync, readFileSync } from "node:fs";
import { constants, copyFile, mkdir, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { nodeModules, stateDirectory } from "../run/paths.mjs";
import { Stop, say } from "../run/say.mjs";
import { cacheDirectory } from "./cache-directory.mjs";
import { defaultAppVersion, packDefaultApp } from "./default-app.mjs";
import { fallbackRuntime, fallbackVersion } from "./electron-fallback.mjs";
import { installOfficial, officialIsInstalled, officialVersion } from "./electron-official.mjs";
import { filesAreWhole, readRecord } from "./file-record.mjs";

const electron = join(nodeModules, "electron");
const dist = join(electron, "dist");
const recordFile = join(stateDirectory, "electron-runtime.json");

/** @typedef {"official" | "fallback"} RuntimeKind */

/**
 * Makes sure that there is a runtime and says which.
 * @param {{ wanted?: RuntimeKind }} [options] `wanted` replaces a runtime of the other kind; without it any working one will do
 */
export async function ensureRuntime({ wanted } = {}) {
  const present = presentRuntime();
  if (present && (!wanted || present === wanted)) {
    if (present === "fallback") await renewDefaultApp();
    return announce(present);
  }

  if (wanted !== "fallback") {
    const reason = await installOfficial();
    if (reason === undefined) {
      await remember({ kind: "official", version: officialVersion() });
      return announce("official");
    }
    if (wanted === "official" || !fallbackFits()) throw new Stop(withoutRuntime(reason));
    say("The official Electron binary is out of reach from here.");
  }
  if (!fallbackFits())
    throw new Stop(`The fallback runtime is for Linux x64 only; this is ${process.platform} ${process.arch}.`);
  await layOutFallback();
  return announce("fallback");
}

/** The program to start; the one that the npm package `electron` and with it every tool finds. */
export function electronExecutable() {
  return join(dist, readFileSync(join(electron, "path.txt"), "utf8"));
}

/**
 * Which runtime the checkout has; only after `ensureRuntime`.
 * @returns {RuntimeKind}
 */
export function runtimeKind() {
  const kind = presentRuntime();
  if (!kind) throw new Stop("There is no runtime; `npm run setup` makes one.");
  return kind;
}

/** @returns {RuntimeKind | undefined} */
function presentRuntime() {
  const record = readRecord(recordFile);
  if (
    record?.kind === "fallback" &&
    record.version === fallbackVersion &&
    pathIs("electron") &&
    filesAreWhole(dist, record.files)
  ) {
    return "fallback";
  }
  return officialIsInstalled() ? "official" : undefined;
}

async function layOutFallback() {
  const cache = join(cacheDirectory(), "electron-runtime");
  await mkdir(cache, { recursive: true });
  const { directory, files } = await fallbackRuntime(cache);
  const made = `${dist}.unfinished`;
  await rm(made, { recursive: true, force: true });
  for (const path of Object.keys(files)) {
    await mkdir(dirname(join(made, path)), { recursive: true });
    // A copy, no hard link: a tool that changes the runtime in place (packagers flip fuses) must not change the cached one.
    await copyFile(join(directory, path), join(made, path), constants.COPYFILE_FICLONE);
  }
  // Not from the cache: it belongs to this checkout's scripts.
  await packDefaultApp(made);
  // The record goes first and comes last, so that an interruption in between never counts as a runtime.
  await rm(recordFile, { force: true });
  await rm(dist, { recursive: true, force: true });
  await rename(made, dist);
  await writeFile(join(electron, "path.txt"), "electron");
  await remember({ kind: "fallback", version: fallbackVersion, defaultApp: defaultAppVersion(), files });
}

async function renewDefaultApp() {
  const record = readRecord(recordFile);
  if (record?.defaultApp === defaultAppVersion() && existsSync(join(dist, "resources", "default_app.asar"))) return;
  await packDefaultApp(dist);
  await remember({ kind: "fallback", version: fallbackVersion, defaultApp: defaultAppVersion(), files: record?.files });
}

/** @param {{ kind: RuntimeKind, version: string, defaultApp?: string, files?: Record<string, number> }} record */
async function remember(record) {
  await mkdir(stateDirectory, { recursive: true });
  await writeFile(recordFile, JSON.stringify(record, null, 1));
}

/** @param {string} executable */
function pathIs(executable) {
  const file = join(electron, "path.txt");
  return existsSync(file) && readFileSync(file, "utf8") === executable;
}

function fallbackFits() {
  return process.platform === "linux" && process.arch === "x64";
}

/**
 * @param {RuntimeKind} kind
 * @returns {RuntimeKind}
 */
function announce(kind) {
  say(
    kind === "official"
      ? `Runtime: Electron ${officialVersion()} (official)`
      : `Runtime: Electron ${fallbackVersion} (fallback, for development and tests; the official binary was out of reach)`,
  );
  return kind;
}

/** @param {string} reason */
function withoutRuntime(reason) {
  return (
    `Electron ${officialVersion()} could not be fetched for ${process.platform} ${process.arch}: ${reason}\n` +
    "What helps: a network that reaches github.com, or a mirror of Electron's releases named in ELECTRON_MIRROR, or a proxy\n" +
    "(ELECTRON_GET_USE_PROXY=1 with HTTPS_PROXY). Then run the same command again."
  );
}
