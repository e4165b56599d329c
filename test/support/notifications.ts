/** The desktop's notifications, received by the test in place of a notification server. */
import { type Bus, connectBus } from "./bus.ts";

/** A notification as it travelled. */
export interface ShownNotification {
  id: number;
  title: string;
  body: string;
}

/** A notification server that runs. */
export interface NotificationServer {
  shown(): ShownNotification[];
  /** A click on the notification itself. */
  click(id: number): Promise<void>;
  close(): void;
}

const path = "/org/freedesktop/Notifications";
const iface = "org.freedesktop.Notifications";

/** Starts one on the session bus of `env`. */
export async function startNotificationServer(env: NodeJS.ProcessEnv = process.env): Promise<NotificationServer> {
  const bus: Bus = await connectBus(env);
  const shown: ShownNotification[] = [];
  bus.onCall(({ interface: called, member, body }) => {
    if (called !== iface) return null;
    if (member === "GetServerInformation") return ["ssss", "test", "Keyrack", "1", "1.2"];
    if (member === "GetCapabilities") return ["as", ["actions", "body"]];
    if (member === "CloseNotification") return [""];
    if (member !== "Notify") return null;
    const [, , , title, text] = body as [string, number, string, string, string];
    shown.push({ id: shown.length + 1, title, body: text });
    return ["u", shown.length];
  });
  await bus.own(iface);
  return {
    shown: () => [...shown],
    click: (id) => bus.emit(path, iface, "ActionInvoked", "us", [id, "default"]),
    close: () => bus.close(),
  };
}
