/** Signs in to the active connection. */
import { isDeepStrictEqual } from "node:util";
import type { Credentials } from "../../src-preload/contract/connection.ts";
import type { Result } from "../../src-preload/contract/failure.ts";
import type { Context } from "../context.ts";
import { done, failed } from "../failures.ts";
import { activeConnection } from "../state.ts";
import { adoptSession } from "./adopt-session.ts";
import { changeConnection } from "./change-connection.ts";
import { apiOf, endpointOf } from "./endpoint.ts";
import { refreshKeys } from "./list-keys.ts";
import { emailOf } from "./move-connection.ts";
import { whatStandsThere } from "./what-stands-there.ts";
import { noteNetwork } from "./with-session.ts";

/** Signs in to the active connection again. What is on screen stays until the new list is there. */
export async function signIn(context: Context, credentials: Credentials): Promise<Result<null>> {
  const connection = activeConnection(context.state);
  const api = connection && apiOf(context, connection);
  if (!api) return failed("unknown-connection");
  const opened = await api.openSession(credentials);
  if (!opened.ok) return { ok: false, failure: await whatStandsThere(context, connection.id, opened.failure) };
  const { connections, activeConnectionId } = context.state.getState();
  const now = connections.find(({ id }) => id === connection.id);
  if (!now || !isDeepStrictEqual(endpointOf(now), endpointOf(connection))) {
    // Removed or moved meanwhile; the session belongs to the address that opened it and to nobody here any more.
    void api.closeSession(opened.value.token);
    return failed("unknown-connection");
  }
  const onScreen = activeConnectionId === connection.id;
  if (onScreen) {
    context.held.epoch += 1;
    noteNetwork(context, opened);
  }
  await changeConnection(context, connection.id, { email: emailOf(credentials, opened.value.session) });
  await adoptSession(context, connection.id, opened.value);
  if (onScreen) await refreshKeys(context);
  return done;
}
