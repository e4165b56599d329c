/** Sees to an out/ that was built from the sources as they are now. */
// @ts-check
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { commandFile, root } from "../run/paths.mjs";
import { output } from "../run/quiet.mjs";
import { duration, Stop, say } from "../run/say.mjs";
import { exclusively } from "./lock.mjs";

const stampFile = join(root, "out", "built-from.txt");

/**
 * Builds when a source, a configuration or a dependency differs from those of the last build.
 * @returns {Promise<boolean>} was there anything to build?
 */
export async function ensureBuild() {
  return exclusively(async () => {
    const sources = fingerprint(root);
    if (existsSync(stampFile) && readFileSync(stampFile, "utf8") === sources) return false;
    const start = Date.now();
    forgetBuild();
    await output(process.execPath, [commandFile("electron-vite"), "build"]).catch((error) => {
      throw new Stop(`The build failed.\n${error.message}`);
    });
    // Last, so that an interrupted build is never taken for a finished one.
    writeFileSync(stampFile, sources);
    say(`Built in ${duration(Date.now() - start)}.`);
    return true;
  });
}

/** Has the next `ensureBuild` build in any case: for who writes into out/ in another way. */
export function forgetBuild() {
  rmSync(stampFile, { force: true });
}

/**
 * One hash over all that goes into a build. Over contents and not times of change: a fresh clone, a switch of branches and back
 * or a restored cache change the times of everything and the contents of nothing; and reading it all takes some 20 ms.
 * @param {string} directory the checkout
 */
export function fingerprint(directory) {
  const hash = createHash("sha256");
  const names = readdirSync(directory).filter((name) =>
    /^(src-.*|tsconfig.*\.json|electron\.vite\.config\.ts|package(-lock)?\.json)$/.test(name),
  );
  for (const name of names.sort()) add(hash, directory, name);
  return hash.digest("hex");
}

/**
 * @param {import("node:crypto").Hash} hash
 * @param {string} directory
 * @param {string} path
 */
function add(hash, directory, path) {
  const full = join(directory, path);
  /** @type {string[] | undefined} */
  let children;
  try {
    children = readdirSync(full);
  } catch {
    // Not a folder.
  }
  if (children) for (const child of children.sort()) add(hash, directory, `${path}/${child}`);
  else hash.update(`${path}\0`).update(createHash("sha256").update(readFileSync(full)).digest());
}
