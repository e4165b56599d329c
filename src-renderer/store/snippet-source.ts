/** What snippets are made of: the server on screen and its warehouses. */
import type { AppState } from "../../src-preload/contract/app.ts";
import { activeConnection } from "./connection-status.ts";

/** While no server's address is known. */
const unknownOrigin = "https://{server}";

const none: readonly never[] = [];

/** The address of the server on screen. */
export function snippetOrigin(app: Pick<AppState, "connections" | "activeConnectionId">): string {
  return activeConnection(app)?.origin ?? unknownOrigin;
}

/** The warehouses to choose from; none while nobody is signed in. */
export function warehousesOf({ session }: Pick<AppState, "session">): readonly { id: string; name: string }[] {
  return session.status === "signed-in" ? session.session.warehouses : none;
}

/** Whether a container on this computer would look for the server in itself: a loopback address is another one in there. */
export function isLoopback(origin: string): boolean {
  return /^https?:\/\/(?:127\.|localhost(?:[:/]|$)|\[::1\])/i.test(origin);
}
