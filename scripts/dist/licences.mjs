/** One text with the licences of everything that is in a package, from what the bundler noted and the native modules carry. */
// @ts-check
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { nodeModules, root } from "../run/paths.mjs";
import { Stop, say } from "../run/say.mjs";
import { outputDirectory } from "./package.mjs";

/**
 * @typedef {object} Licence
 * @property {string} name
 * @property {string} version
 * @property {string | null} [identifier] SPDX
 * @property {string | null} [text]
 */

/** What the bundles leave outside; the names as in electron-builder.yml, `files`. */
const outsideTheBundle = ["keytar", "libsql", "@neon-rs/load", "detect-libc"];

/** libsql's native module is a package of its own; its names end differently on each platform. */
const nativeEndings = ["", "-gnu", "-msvc"];

/** Writes licences/third-party.txt, which electron-builder.yml takes into the package. */
export async function collectLicences() {
  const bundled = ["main", "renderer"].flatMap((part) => readNotes(join(root, "out", part, "licences.json")));
  const natives = nativeEndings.map((ending) => `@libsql/${process.platform}-${process.arch}${ending}`);
  const outside = [...outsideTheBundle, ...natives]
    .map((name) => join(nodeModules, name))
    .filter((path) => existsSync(path));
  const licences = merge([...bundled, ...outside.map(readPackage)]);
  const folder = join(outputDirectory, "licences");
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, "third-party.txt"), asText(licences));
  say(`Licences of ${licences.length} packages: ${tally(licences)}`);
}

/**
 * What Vite's `build.license` left (https://vite.dev/config/build-options#build-license).
 * @param {string} file
 * @returns {Licence[]}
 */
function readNotes(file) {
  if (!existsSync(file))
    throw new Stop(`${file} is missing: the bundles name their licences there (electron.vite.config.ts).`);
  return JSON.parse(readFileSync(file, "utf8"));
}

/**
 * @param {string} folder of an installed package
 * @returns {Licence}
 */
export function readPackage(folder) {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  const file = readdirSync(folder).find((entry) => /^(licen[cs]e|copying)(\.\w+)?$/i.test(entry));
  return { name, version, identifier: license, text: file ? readFileSync(join(folder, file), "utf8") : null };
}

/**
 * Each version once, by name. A package without a licence ends the packaging: nobody may give it away.
 * @param {readonly Licence[]} licences
 */
export function merge(licences) {
  const unlicensed = licences.filter(({ identifier, text }) => !identifier && !text).map(({ name }) => name);
  if (unlicensed.length > 0) throw new Stop(`No licence is known for: ${unlicensed.join(", ")}`);
  const each = new Map(licences.map((licence) => [`${licence.name} ${licence.version}`, licence]));
  return [...each.values()].sort((a, b) =>
    a.name < b.name ? -1 : a.name > b.name ? 1 : a.version < b.version ? -1 : 1,
  );
}

/**
 * Where a package brings no text of its own, the standard's text by its identifier has to do, and that is said.
 * @param {readonly Licence[]} licences
 */
export function asText(licences) {
  const line = "=".repeat(80);
  const intro =
    "Keyrack is made with the following packages; we thank their authors. Electron's own licence and those of Chromium\n" +
    "lie beside the program, as LICENSE.electron.txt and LICENSES.chromium.html.\n";
  const parts = licences.map(({ name, version, identifier, text }) => {
    const body = text?.trim() || `Its authors publish it under the licence ${identifier} and add no text of their own.`;
    return `${line}\n${name} ${version} (${identifier ?? "see below"})\n${line}\n\n${body}\n`;
  });
  return [intro, ...parts].join("\n");
}

/** @param {readonly Licence[]} licences */
function tally(licences) {
  /** @type {Map<string, number>} */
  const counts = new Map();
  for (const { identifier } of licences) counts.set(identifier ?? "?", (counts.get(identifier ?? "?") ?? 0) + 1);
  return [...counts].map(([identifier, count]) => `${count} ${identifier}`).join(", ");
}
