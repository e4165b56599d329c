/** The keyring of a session: made and unlocked with a known password, or locked again. */
// @ts-check
import { spawn } from "node:child_process";
import { setTimeout as sleep } from "node:timers/promises";
import { output } from "../run/quiet.mjs";

/** gnome-keyring takes an empty password for none given. */
const password = "keyrack-test";

/**
 * Starts an unlocked keyring in place of the one that may be running; it ends with the session's bus.
 * @param {NodeJS.ProcessEnv} env the session's
 * @returns {Promise<void>}
 */
export function unlockKeyring(env) {
  return new Promise((resolve, reject) => {
    const child = spawn("gnome-keyring-daemon", ["--replace", "--unlock", "--components=secrets"], {
      env,
      stdio: ["pipe", "ignore", "pipe"],
    });
    let errors = "";
    child.stderr.setEncoding("utf8").on("data", (text) => {
      errors += text;
    });
    child.once("error", reject);
    // "exit" and not "close": the daemon that stays behind keeps the pipe open.
    child.once("exit", (code) => {
      child.stderr.destroy();
      if (code === 0) resolve();
      else reject(new Error(`gnome-keyring-daemon failed (${code})\n${errors.trim()}`));
    });
    child.stdin.end(password);
  });
}

/**
 * Locks the keyring as a desktop does when its user goes away.
 * @param {NodeJS.ProcessEnv} env the session's
 */
export async function lockKeyring(env) {
  const service = ["--session", "--print-reply", "--dest=org.freedesktop.secrets", "/org/freedesktop/secrets"];
  const login = "array:objpath:/org/freedesktop/secrets/collection/login";
  await output("dbus-send", [...service, "org.freedesktop.Secret.Service.Lock", login], { env });
}

/**
 * Closes the password prompt unanswered, once it is there.
 * @param {NodeJS.ProcessEnv} env the session's
 */
export async function dismissPrompt(env, withinMs = 10_000) {
  const question = ["--session", "--print-reply=literal", "--dest=org.freedesktop.DBus", "/org/freedesktop/DBus"];
  const who = ["org.freedesktop.DBus.GetConnectionUnixProcessID", "string:org.gnome.keyring.SystemPrompter"];
  const end = Date.now() + withinMs;
  while (Date.now() < end) {
    // An error is the bus's way of saying that there is no prompt yet.
    const answer = await output("dbus-send", [...question, ...who], { env }).catch(() => "");
    const pid = Number(/uint32 (\d+)/.exec(answer)?.[1]);
    if (pid > 0) {
      // It owns its name a moment before the keyring has handed it the question.
      await sleep(500);
      process.kill(pid, "SIGTERM");
      return;
    }
    await sleep(100);
  }
  throw new Error(`No password prompt came up within ${withinMs / 1000} seconds.`);
}
