/** Electron's fuses: what electron-builder.yml wants of them, what a packaged binary has, and the one that tests need otherwise. */
// @ts-check
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { FuseV1Options, FuseVersion, flipFuses, getCurrentFuseWire } from "@electron/fuses";
import { parse } from "yaml";
import { root } from "../run/paths.mjs";
import { Stop } from "../run/say.mjs";

/** The place of each fuse on the wire; a later Electron may add to its end (electron/build/fuses/fuses.json5). */
const wire = [
  "runAsNode",
  "enableCookieEncryption",
  "enableNodeOptionsEnvironmentVariable",
  "enableNodeCliInspectArguments",
  "enableEmbeddedAsarIntegrityValidation",
  "onlyLoadAppFromAsar",
  "loadBrowserProcessSpecificV8Snapshot",
  "grantFileProtocolExtraPrivileges",
  "wasmTrapHandlers",
];

/** Fuses that electron-builder cannot set yet, with the state that Electron ships, which is the one we want. */
const asShipped = { wasmTrapHandlers: true };

/** A fuse's state on the wire, as ASCII. */
const on = "1".charCodeAt(0);
const off = "0".charCodeAt(0);

/** @typedef {Record<string, boolean | "removed">} Fuses */

/**
 * What a release has.
 * @returns {Record<string, boolean>}
 */
export function wantedFuses() {
  const { electronFuses } = parse(readFileSync(join(root, "electron-builder.yml"), "utf8"));
  return { ...electronFuses, ...asShipped };
}

/**
 * What a binary has; `removed` for a fuse that its Electron keeps only as a place on the wire.
 * @param {string} executable on macOS the .app
 * @returns {Promise<Fuses>}
 */
export async function readFuses(executable) {
  const { version: _version, ...states } = await getCurrentFuseWire(executable);
  return namedFuses(/** @type {Record<string, number>} */ (states));
}

/**
 * @param {Record<string, number>} states place on the wire -> ASCII state
 * @returns {Fuses}
 */
function namedFuses(states) {
  return Object.fromEntries(
    Object.entries(states).map(([place, state]) => {
      const name = wire[Number(place)] ?? `number ${place}`;
      return [name, state === on ? true : state === off ? false : "removed"];
    }),
  );
}

/**
 * What is not as it should be, one sentence a fuse. A fuse that nobody has decided about is wrong too.
 * @param {Fuses} found
 * @param {Record<string, boolean>} wanted
 */
export function wrongFuses(found, wanted) {
  return Object.entries(found)
    .filter(([name, state]) => state !== "removed" && state !== wanted[name])
    .map(([name, state]) =>
      name in wanted
        ? `the fuse ${name} is ${state ? "on" : "off"}`
        : `this Electron has a fuse (${name}) that scripts/dist/fuses.mjs knows nothing of`,
    );
}

/**
 * Makes the test variant out of a release: Playwright attaches through Node's inspector, which a release does not have.
 * Everything else stays, and that is looked at.
 * @param {string} executable changed in place
 */
export async function burnTestVariant(executable) {
  const release = await readFuses(executable);
  await flipFuses(executable, { version: FuseVersion.V1, [FuseV1Options.EnableNodeCliInspectArguments]: true });
  const variant = await readFuses(executable);
  const changed = Object.keys(variant).filter((name) => variant[name] !== release[name]);
  if (changed.join() !== "enableNodeCliInspectArguments") {
    throw new Stop(`The test variant differs from the release in: ${changed.join(", ") || "nothing"}`);
  }
}
