/** What snippets are made of: what carries a key, the server on screen and its warehouses. */
import type { AppState } from "../../src-preload/contract/app.ts";
import { type AbilitySource, can, keyHeaderOf } from "./capabilities.ts";
import { activeConnection } from "./connection-status.ts";
import type { SnippetInput } from "./usage-snippet.ts";

/** While no server's address is known. */
const unknownOrigin = "https://{server}";

const none: readonly never[] = [];

/**
 * What a call with a key of the connection on screen is about. Where the guide's calls are not the server's own, the API that
 * takes its keys is one of the person's.
 */
export function snippetSource(app: AbilitySource, warehouseId: string | null): Pick<SnippetInput, "api" | "header"> {
  const origin = activeConnection(app)?.origin ?? unknownOrigin;
  return { api: can(app, "warehouses") ? { origin, warehouseId } : null, header: keyHeaderOf(app) };
}

/** The warehouses to choose from; none while nobody is signed in, and where the server knows none. */
export function warehousesOf({ session }: Pick<AppState, "session">): readonly { id: string; name: string }[] {
  return session.status === "signed-in" && session.session.capabilities.warehouses ? session.session.warehouses : none;
}

/** Whether a container on this computer would look for the server in itself: a loopback address is another one in there. */
export function isLoopback(origin: string): boolean {
  return /^https?:\/\/(?:127\.|localhost(?:[:/]|$)|\[::1\])/i.test(origin);
}
