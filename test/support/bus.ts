/** A D-Bus connection of a test's own: it calls others, owns names and answers calls to them, sends and hears signals. */
import type { EventEmitter } from "node:events";
import { Message, MessageType, sessionBus } from "@jellybrick/dbus-next";

/** Whom to call. */
export interface Target {
  destination: string;
  path: string;
  interface: string;
}

/** What a call to one of our names is answered with: a signature and the values that fit it. */
export type Reply = [signature: string, ...body: unknown[]];

/** A connection. */
export interface Bus {
  /** Calls a method and answers the reply's values. */
  call(target: Target, member: string, signature?: string, body?: unknown[]): Promise<unknown[]>;
  /** Takes a name, from now until `close`. */
  own(name: string): Promise<void>;
  /** Answers calls to us; null leaves a call to the next handler. */
  onCall(handler: (call: Message) => Reply | null): void;
  /** Hears the signals that fit a match rule without its `type`. */
  onSignal(rule: string, listener: (signal: Message) => void): Promise<void>;
  /** Sends a signal to everybody. */
  emit(path: string, iface: string, member: string, signature: string, body: unknown[]): Promise<void>;
  close(): void;
}

/** The bus itself. */
const busDaemon: Target = {
  destination: "org.freedesktop.DBus",
  path: "/org/freedesktop/DBus",
  interface: "org.freedesktop.DBus",
};

/** Connects to the session bus of `env`. */
export async function connectBus(env: NodeJS.ProcessEnv = process.env): Promise<Bus> {
  const busAddress = env.DBUS_SESSION_BUS_ADDRESS;
  if (!busAddress) throw new Error("There is no session bus: DBUS_SESSION_BUS_ADDRESS is not set.");
  const bus = sessionBus({ busAddress });
  await new Promise<void>((resolve, reject) => {
    bus.once("connect", () => resolve());
    (bus as EventEmitter).on("error", reject);
  });
  const call: Bus["call"] = async (target, member, signature = "", body = []) =>
    (await bus.call(new Message({ ...target, member, signature, body })))?.body ?? [];

  return {
    call,
    async own(name) {
      // 4: fail at once rather than wait in line behind another owner; 1: we own it now.
      const [reply] = await call(busDaemon, "RequestName", "su", [name, 4]);
      if (reply !== 1) throw new Error(`${name} has an owner already.`);
    },
    onCall(handler) {
      bus.addMethodHandler((message: Message) => {
        const reply = handler(message);
        if (!reply) return false;
        const [signature, ...body] = reply;
        bus.send(Message.newMethodReturn(message, signature, body));
        return true;
      });
    },
    async onSignal(rule, listener) {
      const wanted = Object.fromEntries(
        [...rule.matchAll(/(interface|member|path)='([^']+)'/g)].map((m) => [m[1], m[2]]),
      );
      bus.on("message", (message: Message) => {
        const fits = Object.entries(wanted).every(([name, value]) => message[name as "member"] === value);
        if (message.type === MessageType.SIGNAL && fits) listener(message);
      });
      await call(busDaemon, "AddMatch", "s", [`type='signal',${rule}`]);
    },
    async emit(path, iface, member, signature, body) {
      bus.send(Message.newSignal(path, iface, member, signature, body));
      // The bus keeps the order: once it has answered this, the signal is on its way to everybody.
      await call(busDaemon, "GetId");
    },
    close: () => bus.disconnect(),
  };
}
