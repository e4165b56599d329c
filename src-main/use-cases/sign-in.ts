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
  const opened = await context.servers.at(connection.origin).openSession(input);
  if (!opened.ok) return opened;
  context.held.epoch += 1;
  await changeConnection(context, connection.id, { email: input.email });
  noteNetwork(context, opened);
  await adoptSession(context, connection.id, opened.value);
  await refreshKeys(context);
  return done;
}
