/** A virtual screen (Xvfb) for machines that have none, and for tests, which must never use somebody's real one. */
// @ts-check
import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startCompanion } from "./companion.mjs";

/** Is there a screen to show a window on? */
export function hasScreen(env = process.env) {
  return process.platform !== "linux" || Boolean(env.DISPLAY || env.WAYLAND_DISPLAY);
}

/**
 * @typedef {object} Display
 * @property {NodeJS.ProcessEnv} env what a program needs to show itself there; a variable given as undefined is to be unset
 * @property {() => Promise<void>} stop
 */

/**
 * Starts Xvfb on a display number that it chooses itself, so that any number of them get along.
 * @param {string} [size] width x height x depth
 * @returns {Promise<Display>}
 */
export async function startDisplay(size = "1280x900x24") {
  const directory = mkdtempSync(join(tmpdir(), "keyrack-display-"));
  const authority = join(directory, "Xauthority");
  // Without a cookie every local user could read this screen, keys included.
  writeFileSync(authority, xauthority(randomBytes(16)), { mode: 0o600 });
  const removeDirectory = () => rmSync(directory, { recursive: true, force: true });
  // Left to itself, the server begins anew whenever its last client goes, and refuses whoever comes in that moment (Xserver(1)).
  const args = ["-displayfd", "3", "-screen", "0", size, "-nolisten", "tcp", "-noreset", "-auth", authority];
  const xvfb = await startCompanion("Xvfb", args, { readyOn: 3, cleanUp: removeDirectory });
  return {
    env: { DISPLAY: `:${xvfb.firstLine}`, XAUTHORITY: authority, XDG_SESSION_TYPE: "x11", WAYLAND_DISPLAY: undefined },
    stop: xvfb.stop,
  };
}

/**
 * The file in which X programs look up the cookie: one entry that holds for every host and display.
 * @param {Buffer} cookie
 */
export function xauthority(cookie) {
  /** @param {Buffer} bytes */
  const counted = (bytes) => Buffer.concat([Buffer.from([bytes.length >> 8, bytes.length & 255]), bytes]);
  const anyFamily = Buffer.from([0xff, 0xff]);
  const none = Buffer.alloc(0);
  return Buffer.concat([
    anyFamily,
    counted(none),
    counted(none),
    counted(Buffer.from("MIT-MAGIC-COOKIE-1")),
    counted(cookie),
  ]);
}
