/** The update check of a package: off, unless whoever makes the package says where releases are to be found. */
// @ts-check
import { createHash } from "node:crypto";
import { readFileSync, statSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { stringify } from "yaml";
import { root } from "../run/paths.mjs";
import { Stop, say } from "../run/say.mjs";

/**
 * The address as given, looked at; undefined without one.
 * @param {string | undefined} given
 * @param {string} usage
 */
export function updateAddress(given, usage) {
  if (given === undefined) return undefined;
  const address = URL.canParse(given) ? new URL(given) : undefined;
  const local = address && /^(localhost|127\.0\.0\.1|\[::1\])$/.test(address.hostname);
  // Whoever can change the answer on the way decides what people are told to install.
  if (!address || !(address.protocol === "https:" || (address.protocol === "http:" && local))) {
    throw new Stop(`"${given}" is not the https address of a folder with releases.\nUsage: ${usage}`);
  }
  if (address.username || address.password || address.search) {
    throw new Stop(`The address goes into every package; it must not hold a password or a query.\nUsage: ${usage}`);
  }
  return address.href.replace(/\/+$/, "");
}

/**
 * What makes electron-builder write app-update.yml into the package, or leave it out.
 * @param {string | undefined} url
 */
export function publishArguments(url) {
  return url ? ["-c.publish.provider=generic", `-c.publish.url=${url}`] : [];
}

/**
 * Writes latest-linux.yml beside the package; the two are what goes onto the server. Without an address there is no feed.
 * @param {string} deb
 * @param {string | undefined} url
 */
export async function writeFeed(deb, url) {
  if (!url) return;
  const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  // electron-updater's names: https://www.electron.build/auto-update
  const name = `latest-linux${process.arch === "x64" ? "" : `-${process.arch}`}.yml`;
  const file = join(deb, "..", name);
  await writeFile(file, stringify(feed(deb, version)));
  say(`Update feed: ${file}; it goes with the package to ${url}`);
}

/**
 * @param {string} deb
 * @param {string} version the app's
 */
export function feed(deb, version) {
  const sha512 = createHash("sha512").update(readFileSync(deb)).digest("base64");
  const url = basename(deb);
  return {
    version,
    files: [{ url, sha512, size: statSync(deb).size }],
    path: url,
    sha512,
    releaseDate: new Date().toISOString(),
  };
}
