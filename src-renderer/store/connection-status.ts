/** How the connection on screen stands, in a word and a dot. */
import type { AppState } from "../../src-preload/contract/app.ts";
import type { Connection } from "../../src-preload/contract/connection.ts";
import type { Failure } from "../../src-preload/contract/failure.ts";

/** A word for people and the colour of the dot beside it. */
export interface ConnectionStatus {
  tone: "good" | "busy" | "off";
  text: string;
}

/** How the active connection stands. */
export function connectionStatus({ session, network }: Pick<AppState, "session" | "network">): ConnectionStatus {
  switch (session.status) {
    case "none":
      return { tone: "off", text: "Not connected" };
    case "restoring":
      return { tone: "busy", text: "Connecting…" };
    case "signed-out":
      return { tone: "off", text: session.reason === "ended" ? "Session ended" : "Signed out" };
    case "locked":
      return { tone: "off", text: "Keychain locked" };
    case "unreachable":
      return session.failure.code === "local-service-restarting"
        ? { tone: "busy", text: "Starting again…" }
        : { tone: "off", text: "Offline" };
    case "signed-in":
      if (network.status === "offline") return { tone: "off", text: "Offline" };
      if (network.status === "unknown") return { tone: "busy", text: "Connecting…" };
      return { tone: "good", text: "Online" };
  }
}

/** What the button that tries again is called; one that Keyrack has given up by itself is begun anew. */
export function retryLabel(failure: Failure | null): string {
  return failure?.code === "local-service-stopped" ? "Start again" : "Retry";
}

/** The connection on screen; undefined on the first run. */
export function activeConnection(app: Pick<AppState, "connections" | "activeConnectionId">): Connection | undefined {
  return app.connections.find(({ id }) => id === app.activeConnectionId);
}

/** Where a connection leads, for people: the host, or "This computer". */
export function addressText(connection: Pick<Connection, "kind" | "origin">): string {
  if (connection.kind === "local") return "This computer";
  return connection.origin === null ? "No address yet" : connection.origin.replace(/^https:\/\//, "");
}

/** What tells a connection from its like, below its name: the address, unless the name says that already. */
export function detailText(connection: Pick<Connection, "kind" | "origin" | "name" | "email">): string | null {
  const address = addressText(connection);
  const parts = [address === connection.name ? null : address, connection.email].filter((part) => part !== null);
  return parts.length === 0 ? null : parts.join(" · ");
}

/** The letter on a connection's tile; a whole grapheme, so that emoji and combining marks stay whole. */
export function initialOf(name: string): string {
  // Nothing combines with a plain letter before another, and without ICU the first frame is there sooner.
  const [plain] = /^[\w ](?=[\w ]|$)/.exec(name.trim()) ?? [];
  if (plain !== undefined) return plain.toUpperCase();
  const first = new Intl.Segmenter(undefined, { granularity: "grapheme" })
    .segment(name.trim())
    [Symbol.iterator]()
    .next();
  return first.done === true ? "?" : first.value.segment.toLocaleUpperCase();
}
