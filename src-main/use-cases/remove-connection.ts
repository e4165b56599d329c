/** Forgets a connection, its session and kept keys included. Keys on the server are not touched. */
import type { Result } from "../../src-preload/contract/failure.ts";
import type { Context } from "../context.ts";
import { done, failed } from "../failures.ts";
import { putInFront } from "./activate-connection.ts";
import { saveConnections } from "./change-connection.ts";
import { forgetKeys } from "./forget-key.ts";
import { restoreSession } from "./restore-session.ts";
import { closeAndEnd } from "./sign-out.ts";

/** Removes it; if it was the active one, the next takes its place. */
export async function removeConnection(context: Context, input: { connectionId: string }): Promise<Result<null>> {
  const { connections, activeConnectionId } = context.state.getState();
  const connection = connections.find(({ id }) => id === input.connectionId);
  if (!connection) return failed("unknown-connection");
  // Its kept keys first: once the connection is gone, nobody would find their entries again.
  const forgotten = await forgetKeys(context, ({ connectionId }) => connectionId === connection.id);
  if (!forgotten.ok) return forgotten;
  await closeAndEnd(context, connection);
  const rest = context.state.getState().connections.filter(({ id }) => id !== connection.id);
  context.state.setState({ connections: rest });
  if (activeConnectionId === connection.id) putInFront(context, rest[0]?.id ?? null);
  await saveConnections(context);
  return activeConnectionId === connection.id && rest.length > 0 ? restoreSession(context) : done;
}
