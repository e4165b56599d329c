/** What the server of a connection can do, as far as it is known: from its session, or from the last one it gave. */
import type { AppState } from "../src-preload/contract/app.ts";
import type { Connection } from "../src-preload/contract/connection.ts";
import type { Abilities } from "../src-preload/contract/server.ts";

/**
 * What is taken for granted of a connection that has had no session since there were other servers: what the guide asks for
 * (DESIGN.md sections 1 and 4). The window takes the same for granted (store/capabilities.ts; a test compares).
 */
export const abilitiesOfTheGuide: Abilities = {
  capabilities: {
    limit: true,
    repeatableCreate: true,
    rename: true,
    expiry: false,
    history: true,
    reason: true,
    lastUsed: true,
    rotate: false,
    audit: true,
    events: false,
    verify: true,
    warehouses: true,
  },
  keyHeader: { name: "Authorization", scheme: "ApiKey" },
};

/** What a connection's server can do. */
export function abilitiesOf(
  { session, activeConnectionId }: Pick<AppState, "session" | "activeConnectionId">,
  { id, abilities }: Connection,
): Abilities {
  if (id === activeConnectionId && session.status === "signed-in") return session.session;
  return abilities ?? abilitiesOfTheGuide;
}
