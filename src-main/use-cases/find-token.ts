/** Finds a connection's bearer token: in memory, else in the keychain. */
import type { Connection } from "../../src-preload/contract/connection.ts";
import type { Context } from "../context.ts";
import { decodeSessionEntry, sessionAccount } from "../session-entry.ts";
import { noteKeychain } from "./adopt-session.ts";
import { changeConnection } from "./change-connection.ts";

/** Where a token was found, or why there is none. */
export type FoundToken =
  | { status: "found"; token: string; from: "memory" | "keychain" }
  | { status: "none" }
  /** One is known to lie in the keychain, which does not hand it out. */
  | { status: "refused"; code: "keychain-locked" | "keychain-denied" | "keychain-unavailable" };

/** The token of any connection, active or not. One that another origin opened is none: it must not be sent here. */
export async function findToken(context: Context, connection: Connection): Promise<FoundToken> {
  const held = context.held.tokens.get(connection.id);
  if (held) return { status: "found", token: held, from: "memory" };
  if (connection.signedOut) return removeGivenUp(context, connection);
  const answer = await context.secretStore.read(sessionAccount(connection.id), { expected: connection.sessionStored });
  noteKeychain(context, answer.status === "absent" ? "ok" : answer.status);
  if (answer.status === "absent") return { status: "none" };
  if (answer.status !== "ok") {
    // Nothing was ever stored, so nothing is locked away: this is only a computer without a usable keychain.
    return connection.sessionStored ? { status: "refused", code: `keychain-${answer.status}` } : { status: "none" };
  }
  const token = decodeSessionEntry(answer.value, openerOf(connection));
  // An entry that is not ours to read is left alone until a sign-in replaces it.
  return token === null ? { status: "none" } : { status: "found", token, from: "keychain" };
}

/** Signing out could not remove the entry then; it is tried again now, and not used whatever comes of it. */
async function removeGivenUp(context: Context, { id }: Connection): Promise<FoundToken> {
  const removed = await context.secretStore.remove(sessionAccount(id), { expected: true });
  noteKeychain(context, removed.status);
  if (removed.status === "ok") await changeConnection(context, id, { sessionStored: false, signedOut: false });
  return { status: "none" };
}

/** The origin a connection's session belongs to; null for the Local workspace, whose port may change between runs. */
function openerOf({ kind, origin }: Pick<Connection, "kind" | "origin">): string | null {
  return kind === "local" ? null : origin;
}
