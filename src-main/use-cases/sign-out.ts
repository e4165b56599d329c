/** Signs out of a connection: the server first, so that the token is dead, then this computer. */
import type { Connection } from "../../src-preload/contract/connection.ts";
import type { Result } from "../../src-preload/contract/failure.ts";
import type { Context } from "../context.ts";
import { done } from "../failures.ts";
import { activeConnection, noKeys, noRevoked } from "../state.ts";
import { clearActivity } from "./clear-activity.ts";
import { endSession } from "./end-session.ts";
import { apiOf } from "./endpoint.ts";
import { findToken } from "./find-token.ts";
import { forgetKeys } from "./forget-key.ts";

/** Signs out of the active connection, clears its list and, if asked to, forgets its kept keys. An unreachable server does not keep anybody signed in here. */
export async function signOut(context: Context, { forgetKept }: { forgetKept: boolean }): Promise<Result<null>> {
  const connection = activeConnection(context.state);
  if (connection) {
    const forgotten = forgetKept
      ? await forgetKeys(context, ({ connectionId }) => connectionId === connection.id)
      : done;
    await closeAndEnd(context, connection);
    context.held.etags = { active: null, retiring: null, revoked: null };
    context.state.setState({ keys: noKeys, revoked: noRevoked });
    clearActivity(context);
    return forgotten;
  }
  return done;
}

/** Closes a connection's session on the server, as far as it answers, and forgets it here. */
export async function closeAndEnd(context: Context, connection: Connection): Promise<void> {
  const token = await tokenToClose(context, connection);
  if (token) await apiOf(context, connection)?.closeSession(token);
  await endSession(context, connection.id, "by-choice");
  await context.cache.remove(connection.id);
}

/** A connection that was not on screen in this run has its token in the keychain alone. */
async function tokenToClose(context: Context, connection: Connection): Promise<string | null> {
  // Unless it was used in this run, the Local workspace's service is not there, and something else may have its port.
  if (connection.kind === "local") return context.held.tokens.get(connection.id) ?? null;
  const found = await findToken(context, connection);
  return found.status === "found" ? found.token : null;
}
