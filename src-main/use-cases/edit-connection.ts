/** Renames, recolours or moves a connection: all that was asked for, or nothing. */
import type { EditInput } from "../../src-preload/contract/connection.ts";
import type { Result } from "../../src-preload/contract/failure.ts";
import type { Context } from "../context.ts";
import { done, failed } from "../failures.ts";
import { changeConnection } from "./change-connection.ts";
import { moveThere, openElsewhere } from "./move-connection.ts";

/** Edits any connection, active or not. A new address that does not work leaves everything, the session included, as it was. */
export async function editConnection(context: Context, input: EditInput): Promise<Result<null>> {
  const { connectionId, name, colour, moveTo } = input;
  const connection = context.state.getState().connections.find(({ id }) => id === connectionId);
  if (!connection) return failed("unknown-connection");
  if (moveTo === null) {
    await changeConnection(context, connectionId, { name, colour });
    return done;
  }
  const move = await openElsewhere(context, connection, moveTo);
  if (!move.ok) return move;
  await moveThere(context, connection, move.value, { name, colour });
  return done;
}
