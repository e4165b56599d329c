/** A session bus with a real gnome-keyring on it, apart from the user's own, in the states a keyring can be in. */
import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";

/** gnome-keyring takes an empty password for none given. */
const password = "keyrack-test";

/** A bus, at first without a keyring. */
export interface KeyringSession {
  /** The environment of a program that runs in it. */
  env: NodeJS.ProcessEnv;
  /** Starts a keyring, instead of the one that runs; unlocking makes its collection where there is none. */
  start(state: "unlocked" | "locked"): Promise<void>;
  /** Locks the collection, as a desktop does when its user goes away. */
  lock(): void;
  /** Has the keyring take calls and not answer them. */
  freeze(): void;
  thaw(): void;
  /** Ends everything and removes the keyring's files. */
  close(): Promise<void>;
}

/** Starts a bus that starts nothing by itself: no keyring, and no password prompt, which would wait for a person. */
export async function openKeyringSession(): Promise<KeyringSession> {
  const folder = mkdtempSync(join(tmpdir(), "keyrack-keyring-"));
  mkdirSync(join(folder, "run"), { mode: 0o700 });
  const env = { ...envWithoutBus(), XDG_DATA_HOME: join(folder, "data"), XDG_RUNTIME_DIR: join(folder, "run") };
  const config = join(folder, "bus.conf");
  writeFileSync(config, busConfig(join(folder, "bus")));
  const bus = await program("dbus-daemon", [`--config-file=${config}`, "--nofork", "--print-address"], env);
  const [address] = await once(bus.stdout ?? bus, "data");
  const sessionEnv: NodeJS.ProcessEnv = { ...env, DBUS_SESSION_BUS_ADDRESS: String(address).trim() };
  let keyring: ChildProcess | null = null;

  return {
    env: sessionEnv,
    async start(state) {
      if (keyring) await end(keyring);
      const unlock = state === "unlocked" ? ["--unlock"] : [];
      keyring = await program("gnome-keyring-daemon", ["--foreground", "--components=secrets", ...unlock], sessionEnv);
      keyring.stdin?.end(password);
      while (!dbusCall(sessionEnv, "NameHasOwner", "string:org.freedesktop.secrets").includes("true")) await delay(10);
    },
    lock() {
      const method = "org.freedesktop.Secret.Service.Lock";
      dbusCall(sessionEnv, method, "array:objpath:/org/freedesktop/secrets/collection/login");
    },
    freeze: () => keyring?.kill("SIGSTOP"),
    thaw: () => keyring?.kill("SIGCONT"),
    async close() {
      if (keyring) await end(keyring);
      await end(bus);
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/** An environment that leads to no bus, no keyring and no screen. */
export function envWithoutBus(): NodeJS.ProcessEnv {
  const ways = ["DBUS_SESSION_BUS_ADDRESS", "DISPLAY", "WAYLAND_DISPLAY", "GNOME_KEYRING_CONTROL", "XDG_RUNTIME_DIR"];
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !ways.includes(name)));
}

function busConfig(socket: string): string {
  return `<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
    "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
  <busconfig>
    <type>session</type>
    <listen>unix:path=${socket}</listen>
    <policy context="default"><allow send_destination="*"/><allow receive_sender="*"/><allow own="*"/></policy>
  </busconfig>`;
}

async function program(command: string, args: string[], env: NodeJS.ProcessEnv): Promise<ChildProcess> {
  const child = spawn(command, args, { env, stdio: ["pipe", "pipe", "ignore"] });
  try {
    await once(child, "spawn");
  } catch (cause) {
    const remedy = "run `npm run setup`, or apt-get install --no-install-recommends dbus gnome-keyring libsecret-1-0";
    throw new Error(`${command} is missing, and without it the keychain cannot be tested: ${remedy}`, { cause });
  }
  return child;
}

/** Calls the bus itself, or the keyring where the method names its interface, and answers the reply as text. */
function dbusCall(env: NodeJS.ProcessEnv, method: string, argument: string): string {
  const target = method.includes(".")
    ? ["--dest=org.freedesktop.secrets", "/org/freedesktop/secrets", method]
    : ["--dest=org.freedesktop.DBus", "/org/freedesktop/DBus", `org.freedesktop.DBus.${method}`];
  return execFileSync("dbus-send", ["--session", "--print-reply", ...target, argument], { env, encoding: "utf8" });
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, "exit");
  // A frozen one takes no notice of anything else.
  child.kill("SIGCONT");
  child.kill("SIGTERM");
  await exited;
}
