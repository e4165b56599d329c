/** Forgets a connection, its session and kept keys included. Keys on the server are not touched. */
import type { Result } from "../../src-preload/contract/failure.ts";
import type { Context } from "../context.ts";
import { done, failed } from "../failures.ts";
import { putInFront } from "./activate-connection.ts";
import { saveConnections } from "./change-connection.ts";
import { forgetKeys } from "./forget-key.ts";
import { forgetRotations } from "./manual-rotations.ts";
import { restoreSession } from "./restore-session.ts";
import { closeAndEnd } from "./sign-out.ts";

/** Removes it; if it was the active one, the next takes its place. */
export async function removeConnection(context: Context, input: { connectionId: string }): Promise<Result<null>> {
  const { connections, activeConnectionId } = context.state.getState();
  const connection = connections.find(({ id }) => id === input.connectionId);
  if (!connection) return failed("unknown-connection");
  if (activeConnectionId === connection.id && context.held.newValue !== null) return failed("copy-first");
  // What it has in the keychain first: once the connection is gone, nobody would find its entries again.
  const forgotten = await forgetKeys(context, ({ connectionId }) => connectionId === connection.id);
  if (!forgotten.ok) return forgotten;
  await closeAndEnd(context, connection);
  const refusal = entryLeft(context, connection.id);
  if (refusal) return failed(refusal);

  forgetRotations(context, ({ connectionId }) => connectionId === connection.id);
  const now = context.state.getState();
  const rest = now.connections.filter(({ id }) => id !== connection.id);
  context.state.setState({ connections: rest });
  const wasInFront = now.activeConnectionId === connection.id;
  if (wasInFront) putInFront(context, rest[0]?.id ?? null);
  await saveConnections(context);
  // Last: a connection that could not be removed keeps the only record there is of its revoked keys.
  await context.revokedMemory.remove(connection.id);
  // How the next one stands is said in its place: this one is removed all the same.
  if (wasInFront && rest.length > 0) await restoreSession(context);
  return done;
}

/** Why the session's entry is still in a keychain that could be opened; one that is gone altogether must not be in the way. */
function entryLeft(context: Context, connectionId: string): "keychain-locked" | "keychain-denied" | null {
  const { connections, keychain } = context.state.getState();
  if (!connections.find(({ id }) => id === connectionId)?.sessionStored) return null;
  return keychain.status === "locked" || keychain.status === "denied" ? `keychain-${keychain.status}` : null;
}
