/** Adds a server by its address and signs in. */
import { randomUUID } from "node:crypto";
import type { ConnectInput } from "../../src-preload/contract/connection.ts";
import type { Result } from "../../src-preload/contract/failure.ts";
import type { Context } from "../context.ts";
import { done } from "../failures.ts";
import { putInFront } from "./activate-connection.ts";
import { adoptSession } from "./adopt-session.ts";
import { saveConnections } from "./change-connection.ts";
import { freshColour } from "./connection-colour.ts";
import { refreshKeys } from "./list-keys.ts";
import { noteNetwork } from "./with-session.ts";

/** Connects; nothing is saved unless the address is good and the sign-in works. A known address is signed in again. */
export async function connect(context: Context, input: ConnectInput): Promise<Result<null>> {
  const resolved = context.servers.resolve(input.address);
  if (!resolved.ok) return resolved;
  const { origin, host } = resolved.value;
  const opened = await context.servers.at(origin).openSession({ email: input.email, password: input.password });
  if (!opened.ok) return opened;

  const known = context.state
    .getState()
    .connections.find(
      (connection) => connection.kind === "remote" && connection.origin === origin && connection.email === input.email,
    );
  const id = known?.id ?? randomUUID();
  if (!known) {
    const added = {
      id,
      kind: "remote" as const,
      name: host.slice(0, 64),
      colour: freshColour(context.state.getState().connections),
      origin,
      email: input.email,
      sessionStored: false,
    };
    context.state.setState(({ connections }) => ({ connections: [...connections, added] }));
  }
  putInFront(context, id);
  await saveConnections(context);
  noteNetwork(context, opened);
  await adoptSession(context, id, opened.value);
  await refreshKeys(context);
  return done;
}
