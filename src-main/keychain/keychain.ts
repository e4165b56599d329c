/** The OS keychain behind the SecretStore port: keytar's answers and errors become the port's five answers. */
import type { SecretChange, SecretStore } from "../ports.ts";
import { keychainProblem } from "./keychain-problem.ts";
import { createKeytarCaller, type KeytarAnswer, type KeytarProcess, type Patience } from "./keytar-caller.ts";

/** What every entry of Keyrack's is filed under. */
const service = "Keyrack";

/** Windows refuses more than 2,560 bytes of UTF-16; this stays clear of it whatever the characters. */
const maxValueBytes = 1_000;

/**
 * The keychain of this system. `start` starts the process that runs keytar-process.ts; nothing starts before first use.
 * `isLocked` is asked about an empty answer, where the system can tell.
 */
export function createSecretStore(
  start: () => KeytarProcess,
  patience?: Patience,
  isLocked: () => Promise<boolean> = async () => false,
): SecretStore {
  const call = createKeytarCaller(start, patience);
  /** Reads under way: two parts of the program that want one entry must not raise two prompts. */
  const reads = new Map<string, Promise<KeytarAnswer>>();

  function shared(account: string): Promise<KeytarAnswer> {
    const underWay = reads.get(account);
    if (underWay) return underWay;
    const reading = call("getPassword", service, account).finally(() => {
      if (reads.get(account) === reading) reads.delete(account);
    });
    reads.set(account, reading);
    return reading;
  }

  async function change(account: string, make: () => Promise<KeytarAnswer>): Promise<SecretChange> {
    // A read from before the change does not answer for after it.
    reads.delete(account);
    const answer = await make();
    return "value" in answer ? { status: "ok" } : { status: problemOf(answer) };
  }

  return {
    async read(account, { expected }) {
      const answer = await shared(account);
      if (!("value" in answer)) return { status: problemOf(answer) };
      if (typeof answer.value === "string") return { status: "ok", value: answer.value };
      // keytar answers null for "no entry" and for a dismissed prompt alike.
      if (!expected) return { status: "absent" };
      return { status: (await isLocked()) ? "locked" : "denied" };
    },

    async write(account, value) {
      const bytes = Buffer.byteLength(value);
      if (bytes === 0 || bytes >= maxValueBytes) {
        throw new RangeError(`A keychain entry has 1 to ${maxValueBytes - 1} bytes, not ${bytes}.`);
      }
      return change(account, () => call("setPassword", service, account, value));
    },

    remove: (account, { expected }) =>
      change(account, async () => {
        const removed = await call("deletePassword", service, account);
        if (!expected || !("value" in removed) || removed.value === true) return removed;
        // keytar answers false for "no entry" and for a locked collection alike. What can be written can be removed.
        const written = await call("setPassword", service, account, "removed");
        return "value" in written ? call("deletePassword", service, account) : written;
      }),

    warm: () => call.warm(),
    standBy: (on) => call.standBy(on),
  };
}

function problemOf(answer: { error: string } | { late: true }) {
  // Nobody answered the unlock prompt, or the keyring does not answer at all: either way it can be tried again.
  return "late" in answer ? "locked" : keychainProblem(answer.error);
}
