/** Asks the Secret Service (Linux) whether its default collection is locked, which keytar's empty answer does not tell. */
import type { EventEmitter } from "node:events";

/** Milliseconds after which nothing is known: whoever asks has waited for the keychain already. */
const patience = 1_000;

const question = {
  destination: "org.freedesktop.secrets",
  path: "/org/freedesktop/secrets/aliases/default",
  interface: "org.freedesktop.DBus.Properties",
  member: "Get",
  signature: "ss",
  body: ["org.freedesktop.Secret.Collection", "Locked"],
};

/** True while it is locked; false while it is not, or nobody answers. Never throws, and prompts nobody. */
export async function isCollectionLocked(): Promise<boolean> {
  if (process.platform !== "linux" || !process.env.DBUS_SESSION_BUS_ADDRESS) return false;
  const { Message, sessionBus } = await import("@jellybrick/dbus-next");
  const bus = sessionBus();
  let timer: NodeJS.Timeout | undefined;
  try {
    return await new Promise<boolean>((resolve, reject) => {
      timer = setTimeout(() => resolve(false), patience);
      // Emitted when the socket is missing or breaks; without a listener it would end the program.
      (bus as EventEmitter).on("error", reject);
      bus.once("connect", () => {
        bus.call(new Message(question)).then((reply) => {
          const [locked] = (reply?.body ?? []) as [{ value: unknown }?];
          resolve(locked?.value === true);
        }, reject);
      });
    });
  } catch {
    return false;
  } finally {
    clearTimeout(timer);
    bus.disconnect();
  }
}
