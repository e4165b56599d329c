/** Signs in to the active connection with e-mail and password. */
import type { ConnectInput } from "../../src-preload/contract/connection.ts";
import type { Result } from "../../src-preload/contract/failure.ts";
import type { Context } from "../context.ts";
import { done, failed } from "../failures.ts";
import { activeConnection } from "../state.ts";
import { adoptSession } from "./adopt-session.ts";
import { changeConnection } from "./change-connection.ts";
import { refreshKeys } from "./list-keys.ts";
import { noteNetwork } from "./with-session.ts";

/** Signs in to the active connection again. What is on screen stays until the new list is there. */
export async function signIn(context: Context, input: Omit<ConnectInput, "address">): Promise<Result<null>> {
  const connection = activeConnection(context.state);
  if (!connection?.origin) return failed("unknown-connection");
  const api = context.servers.at(connection.origin);
  const opened = await api.openSession(input);
  if (!opened.ok) return opened;
  const { connections, activeConnectionId } = context.state.getState();
  if (connections.find(({ id }) => id === connection.id)?.origin !== connection.origin) {
    // Removed or moved meanwhile; the session belongs to the address that opened it and to nobody here any more.
    void api.closeSession(opened.value.token);
    return failed("unknown-connection");
  }
  const onScreen = activeConnectionId === connection.id;
  if (onScreen) {
    context.held.epoch += 1;
    noteNetwork(context, opened);
  }
  await changeConnection(context, connection.id, { email: input.email });
  await adoptSession(context, connection.id, opened.value);
  if (onScreen) await refreshKeys(context);
  return done;
}
