/** Changes what is remembered of a connection, in the state and in the settings at once. */
import type { Connection } from "../../src-preload/contract/connection.ts";
import type { Context } from "../context.ts";
import { addNotice } from "./notices.ts";

/** Applies `change` to one connection and saves. A settings file that cannot be written is no reason to stop. */
export async function changeConnection(
  context: Context,
  connectionId: string,
  change: Partial<Omit<Connection, "id" | "kind">>,
): Promise<void> {
  const connections = context.state
    .getState()
    .connections.map((connection) => (connection.id === connectionId ? { ...connection, ...change } : connection));
  context.state.setState({ connections });
  await saveConnections(context);
}

/** Writes the connections as the state has them; a failure becomes a notice. */
export async function saveConnections(context: Context): Promise<void> {
  const { connections, activeConnectionId } = context.state.getState();
  const saved = await context.settings.update({ connections, activeConnectionId });
  if (saved.ok) return;
  addNotice(context, { id: "settings-not-saved", tone: "warning", message: saved.failure.message });
}
