/** Which Electron goes into a package: the official one, or, only where somebody asks for it, the one for development. */
// @ts-check
import { Stop, say } from "../run/say.mjs";
import { fallbackVersion } from "../setup/electron-fallback.mjs";
import { officialVersion } from "../setup/electron-official.mjs";
import { runtimeKind } from "../setup/electron-runtime.mjs";
import { setUp } from "../setup/set-up.mjs";

/**
 * @typedef {object} PackagingRuntime
 * @property {import("../setup/electron-runtime.mjs").RuntimeKind} kind
 * @property {string} version Electron's
 */

/**
 * Sets the checkout up and answers the runtime to package.
 * @param {{ fallbackWanted: boolean }} options
 * @returns {Promise<PackagingRuntime>}
 */
export async function packagingRuntime({ fallbackWanted }) {
  if (fallbackWanted) await setUp();
  else {
    await setUp({ runtime: "official" }).catch((error) => {
      throw error instanceof Stop ? refusal(error) : error;
    });
  }
  const kind = runtimeKind();
  if (kind === "fallback" && fallbackWanted) say(warning);
  return { kind, version: kind === "fallback" ? fallbackVersion : officialVersion() };
}

/**
 * @param {Stop} reason
 * @returns {Stop}
 */
export function refusal(reason) {
  return new Stop(
    `${reason.message}\n\n` +
      `Nothing was packaged. The runtime for development (Electron ${fallbackVersion}) is too old for people to work with:\n` +
      "its Chromium gets no security fixes any more. To try packaging out, ask for it by name:\n" +
      "  npm run dist -- --fallback-runtime",
  );
}

const warning =
  `This package holds Electron ${fallbackVersion}, the runtime for development: good for trying things out, not for giving away.\n` +
  'Its version says so ("~development"), and any release is newer to apt.';

/**
 * The package's version as Debian orders it: `~` sorts before the end of the string, so a release replaces it.
 * @param {string} version the app's
 * @param {PackagingRuntime["kind"]} kind
 */
export function debianVersion(version, kind) {
  return kind === "fallback" ? `${version}~development` : version;
}
