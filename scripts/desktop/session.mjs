/** A desktop session of its own on any Linux machine: screen, session bus and keyring, apart from everything of the user's. */
// @ts-check
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { run } from "../run/child.mjs";
import { startBus, withoutBus } from "./bus.mjs";
import { startDisplay } from "./display.mjs";
import { dismissPrompt, lockKeyring, unlockKeyring } from "./keyring.mjs";

/**
 * @typedef {object} Session
 * @property {NodeJS.ProcessEnv} env the environment of a program that runs in it, complete; also without a bus and so on, as asked for
 * @property {() => Promise<void>} unlockKeyring for sessions that began without one
 * @property {() => Promise<void>} lockKeyring whoever then asks it for something brings up a password prompt on the screen
 * @property {() => Promise<void>} dismissPrompt as the user does who closes that prompt; waits for it to come up
 * @property {() => Promise<void>} close ends everything and removes the session's files
 */

/**
 * @param {object} [options]
 * @param {"unlocked" | "absent"} [options.keyring] "absent": none was ever made
 * @param {boolean} [options.prompts] true: a keyring that wants a password puts a prompt on the screen; false: it has no screen and refuses
 * @param {boolean} [options.bus] false: no session bus can be reached (and therefore no keyring)
 * @param {string} [options.display] use this screen (the DISPLAY of an outer session) instead of starting one
 * @returns {Promise<Session>}
 */
export async function openSession({ keyring = "unlocked", prompts = false, bus = true, display } = {}) {
  const directory = mkdtempSync(join(tmpdir(), "keyrack-session-"));
  const removeDirectory = () => rmSync(directory, { recursive: true, force: true, maxRetries: 5 });
  process.once("exit", removeDirectory);
  /** @type {(() => Promise<void>)[]} */
  const stops = [];
  const close = async () => {
    // Programs first, the screen last; a program whose screen vanishes complains.
    for (const stop of stops.reverse()) await stop();
    process.off("exit", removeDirectory);
    removeDirectory();
  };
  try {
    /** @type {NodeJS.ProcessEnv} */
    let env = { ...process.env, ...ownFolders(directory), ...unset, ...withoutBus };
    if (display === undefined) {
      const screen = await startDisplay();
      stops.push(screen.stop);
      env = { ...env, ...screen.env };
    } else env.DISPLAY = display;
    if (bus) {
      // What the bus starts (keyring, prompt) inherits its environment.
      const busEnv = prompts ? env : { ...env, DISPLAY: undefined };
      const daemon = await startBus(join(directory, "run", "bus"), busEnv);
      stops.push(daemon.stop);
      env.DBUS_SESSION_BUS_ADDRESS = daemon.firstLine;
      if (keyring === "unlocked") await unlockKeyring({ ...busEnv, DBUS_SESSION_BUS_ADDRESS: daemon.firstLine });
    }
    env = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined));
    return {
      env,
      unlockKeyring: () => unlockKeyring(env),
      lockKeyring: () => lockKeyring(env),
      dismissPrompt: () => dismissPrompt(env),
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/**
 * Runs a program in a session of its own and answers its exit code.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ env?: NodeJS.ProcessEnv, limitMs?: number, outputFile?: string, sessions?: number }} [options] `env`: variables on top of
 *   the session's; `outputFile`: where what it prints goes instead of onto our terminal; `sessions`: with more than one it is told of all of them in KEYRACK_TEST_DESKTOPS (test/support/own-desktop.ts)
 */
export async function runInDesktopSession(command, args, { env = {}, sessions = 1, ...options } = {}) {
  /** @type {Session[]} */
  const open = [];
  try {
    while (open.length < sessions) open.push(await openSession());
    const told = sessions > 1 ? { KEYRACK_TEST_DESKTOPS: JSON.stringify(open.map((session) => session.env)) } : {};
    const all = { ...open[0]?.env, ...told, ...env };
    return await run(command, args, { ...options, env: all, group: true });
  } finally {
    for (const session of open) await session.close();
  }
}

/** What would lead out of the session, to the user's own desktop. */
const unset = {
  DESKTOP_SESSION: undefined,
  ELECTRON_RUN_AS_NODE: undefined,
  GNOME_KEYRING_CONTROL: undefined,
  WAYLAND_DISPLAY: undefined,
  XDG_CURRENT_DESKTOP: undefined,
};

/** @param {string} directory */
function ownFolders(directory) {
  /** @param {string} name */
  const folder = (name) => {
    const path = join(directory, name);
    mkdirSync(path, { mode: 0o700 });
    return path;
  };
  return {
    XDG_CONFIG_HOME: folder("config"),
    XDG_DATA_HOME: folder("data"),
    XDG_RUNTIME_DIR: folder("run"),
    XDG_STATE_HOME: folder("state"),
    // Helpers of a full desktop that would mount file systems here or read the user's settings.
    GIO_USE_VFS: "local",
    GSETTINGS_BACKEND: "memory",
    GVFS_DISABLE_FUSE: "1",
    NO_AT_BRIDGE: "1",
  };
}
