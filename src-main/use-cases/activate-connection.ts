/** Makes a connection the active one and takes up its session. */
import type { Result } from "../../src-preload/contract/failure.ts";
import type { Context } from "../context.ts";
import { done, failed } from "../failures.ts";
import { noKeys, noRevoked } from "../state.ts";
import { showCachedList } from "./cached-list.ts";
import { saveConnections } from "./change-connection.ts";
import { clearActivity } from "./clear-activity.ts";
import { restoreSession } from "./restore-session.ts";

/** Puts `connectionId` (or none) in front, with nothing of the previous connection left in the state. */
export function putInFront(context: Context, connectionId: string | null): void {
  context.held.epoch += 1;
  context.held.revokedCursor = null;
  context.held.etags = { active: null, retiring: null, revoked: null };
  context.state.setState({
    activeConnectionId: connectionId,
    session: connectionId === null ? { status: "none" } : { status: "restoring" },
    network: { status: "unknown", since: null, failure: null, nextTryAt: null, live: false },
    keys: noKeys,
    revoked: noRevoked,
  });
  clearActivity(context);
  showCachedList(context);
}

/** Switches to a connection. While a new key is not copied, the switch waits: its value would be out of sight. */
export async function activateConnection(context: Context, input: { connectionId: string }): Promise<Result<null>> {
  const { connections, activeConnectionId } = context.state.getState();
  if (!connections.some(({ id }) => id === input.connectionId)) return failed("unknown-connection");
  if (activeConnectionId === input.connectionId) return done;
  if (context.held.newValue !== null) return failed("copy-first");
  putInFront(context, input.connectionId);
  await saveConnections(context);
  // Two shortcuts in one breath: the second has its own restoring to do.
  if (context.state.getState().activeConnectionId !== input.connectionId) return done;
  return restoreSession(context);
}
