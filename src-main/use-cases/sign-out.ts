/** Signs out of a connection: the server first, so that the token is dead, then this computer. */
import type { Result } from "../../src-preload/contract/failure.ts";
import type { Context } from "../context.ts";
import { done } from "../failures.ts";
import { activeConnection, noKeys } from "../state.ts";
import { endSession } from "./end-session.ts";

/** Signs out of the active connection and clears its list. An unreachable server does not keep anybody signed in here. */
export async function signOut(context: Context): Promise<Result<null>> {
  const connection = activeConnection(context.state);
  if (connection) {
    await closeAndEnd(context, connection);
    context.held.etags = { active: null, revoked: null };
    context.state.setState({ keys: noKeys });
  }
  return done;
}

/** Closes a connection's session on the server, as far as it answers, and forgets it here. */
export async function closeAndEnd(context: Context, connection: { id: string; origin: string | null }): Promise<void> {
  const token = context.held.tokens.get(connection.id);
  if (token && connection.origin) await context.servers.at(connection.origin).closeSession(token);
  await endSession(context, connection.id, "by-choice");
}
