/** Listens on D-Bus (Linux): whether a tray host runs, and when the screen is locked. */
import type { EventEmitter } from "node:events";
import type { Message, MessageBus } from "@jellybrick/dbus-next";
import { logLine } from "../log.ts";

const watcher = "org.kde.StatusNotifierWatcher";
const daemon = {
  destination: "org.freedesktop.DBus",
  path: "/org/freedesktop/DBus",
  interface: "org.freedesktop.DBus",
};

/** What is wanted to be known. */
export interface BusListener {
  /** A tray host has come or gone; called once at the start too. */
  onTrayHost(present: boolean): void;
  /** The screen was locked, or the computer is about to sleep. */
  onLock(): void;
}

/** Signals that mean "locked": the freedesktop and GNOME screen savers, and logind's sessions and sleep. */
const lockSignals = {
  session: [
    "type='signal',interface='org.freedesktop.ScreenSaver',member='ActiveChanged'",
    "type='signal',interface='org.gnome.ScreenSaver',member='ActiveChanged'",
  ],
  system: [
    "type='signal',sender='org.freedesktop.login1',interface='org.freedesktop.login1.Session',member='Lock'",
    "type='signal',sender='org.freedesktop.login1',interface='org.freedesktop.login1.Manager',member='PrepareForSleep'",
  ],
};

/** Whether a signal says that the screen is locked now. ActiveChanged and PrepareForSleep say `false` when it ends. */
export function isLockSignal(message: Pick<Message, "interface" | "member" | "body">): boolean {
  const { member } = message;
  if (member === "Lock") return message.interface === "org.freedesktop.login1.Session";
  return (member === "ActiveChanged" || member === "PrepareForSleep") && message.body[0] === true;
}

/** Begins to listen. A missing bus is no fault: it means no tray host and no lock signals. Answers how to stop. */
export async function listenOnBus(listener: BusListener): Promise<() => void> {
  // Loaded here, since nothing at start-up needs it before the window is there.
  const dbus = await import("@jellybrick/dbus-next");
  const buses: MessageBus[] = [];

  async function connect(kind: "session" | "system"): Promise<MessageBus | null> {
    const address = process.env.DBUS_SESSION_BUS_ADDRESS;
    if (kind === "session" && !address) return null;
    try {
      const bus = kind === "session" ? dbus.sessionBus() : dbus.systemBus();
      buses.push(bus);
      await new Promise<void>((resolve, reject) => {
        bus.once("connect", () => resolve());
        // Emitted when the socket is missing or breaks; without a listener it would end the program.
        (bus as EventEmitter).on("error", reject);
      });
      return bus;
    } catch {
      return null;
    }
  }

  async function call(bus: MessageBus, member: string, signature: string, body: unknown[]): Promise<unknown> {
    const reply = await bus.call(new dbus.Message({ ...daemon, member, signature, body }));
    return reply?.body[0];
  }

  async function listenForLocks(bus: MessageBus, rules: readonly string[]): Promise<void> {
    bus.on("message", (message: Message) => {
      if (message.type === dbus.MessageType.SIGNAL && isLockSignal(message)) listener.onLock();
    });
    for (const rule of rules) await call(bus, "AddMatch", "s", [rule]);
  }

  async function watchTrayHost(bus: MessageBus): Promise<void> {
    bus.on("message", (message: Message) => {
      if (message.type !== dbus.MessageType.SIGNAL || message.member !== "NameOwnerChanged") return;
      const [name, , owner] = message.body as [string, string, string];
      if (name === watcher) listener.onTrayHost(owner !== "");
    });
    await call(bus, "AddMatch", "s", [
      `type='signal',sender='org.freedesktop.DBus',interface='org.freedesktop.DBus',member='NameOwnerChanged',arg0='${watcher}'`,
    ]);
    listener.onTrayHost((await call(bus, "NameHasOwner", "s", [watcher])) === true);
  }

  try {
    const session = await connect("session");
    if (session) {
      await watchTrayHost(session);
      await listenForLocks(session, lockSignals.session);
    } else listener.onTrayHost(false);
  } catch (error) {
    logLine("listening on the session bus failed", error);
    listener.onTrayHost(false);
  }
  // After the session bus, so that one that does not answer holds up no tray.
  const system = await connect("system");
  if (system) {
    listenForLocks(system, lockSignals.system).catch((error: unknown) =>
      logLine("listening on the system bus failed", error),
    );
  }
  return () => {
    for (const bus of buses) bus.disconnect();
  };
}
