/** The session bus, by which a program finds the keyring, and the certain absence of one. */
// @ts-check
import { existsSync } from "node:fs";
import { join } from "node:path";
import { startCompanion } from "./companion.mjs";

/**
 * An address at which nobody listens. Leaving the variable unset would not do: where there is a display, libraries then start a bus
 * of their own (dbus-launch), and on it a keyring whose password prompt nobody sees, and they wait for its answer for ever.
 */
export const withoutBus = { DBUS_SESSION_BUS_ADDRESS: "unix:path=/nonexistent/bus" };

/** Can a program find a session bus from here? */
export function hasBus(env = process.env) {
  return (
    Boolean(env.DBUS_SESSION_BUS_ADDRESS) ||
    (Boolean(env.XDG_RUNTIME_DIR) && existsSync(join(env.XDG_RUNTIME_DIR ?? "", "bus")))
  );
}

/**
 * @param {string} socket
 * @param {NodeJS.ProcessEnv} env what the bus starts (keyring, password prompt) inherits it
 */
export function startBus(socket, env) {
  const args = ["--session", "--nofork", "--nopidfile", `--address=unix:path=${socket}`, "--print-address=3"];
  return startCompanion("dbus-daemon", args, { readyOn: 3, env });
}
