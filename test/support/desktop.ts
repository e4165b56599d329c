/** Desktop sessions of a test's own, on the screen that is there: with a keyring, without one, or without a bus. */
import { openSession } from "../../scripts/desktop/session.mjs";

/** A desktop session as a program in it sees it. */
export interface Desktop {
  /** For `launchApp` and `readKeyring`: this process's variables that do not belong to the session are unset. */
  env: Record<string, string | undefined>;
  /** Unlocks the keyring, or makes it where none was. */
  unlockKeyring(): Promise<void>;
  lockKeyring(): Promise<void>;
  close(): Promise<void>;
}

/** Opens one; `absent`: a bus, but no keyring was ever made; `no-bus`: not even a bus. */
export async function openDesktop(keyring: "unlocked" | "absent" | "no-bus"): Promise<Desktop> {
  const display = process.env.DISPLAY;
  const session = await openSession({
    keyring: keyring === "unlocked" ? "unlocked" : "absent",
    bus: keyring !== "no-bus",
    ...(display === undefined ? {} : { display }),
  });
  const names = Object.keys({ ...process.env, ...session.env });
  return { ...session, env: Object.fromEntries(names.map((name) => [name, session.env[name]])) };
}
