/** Adds a server by its address and signs in. */
import { randomUUID } from "node:crypto";
import type { AddInput } from "../../src-preload/contract/connection.ts";
import type { Result } from "../../src-preload/contract/failure.ts";
import type { Context } from "../context.ts";
import { done, failed } from "../failures.ts";
import { putInFront } from "./activate-connection.ts";
import { adoptSession } from "./adopt-session.ts";
import { changeConnection, saveConnections } from "./change-connection.ts";
import { freshColour } from "./connection-colour.ts";
import { refreshKeys } from "./list-keys.ts";
import { placeFor } from "./look-at-address.ts";
import { emailOf, sameAccountAt } from "./move-connection.ts";
import { noteNetwork } from "./with-session.ts";

/** Connects; nothing is saved unless the address is good and the sign-in works. A known address is signed in again. */
export async function connect(context: Context, input: AddInput): Promise<Result<null>> {
  if (context.held.newValue !== null) return failed("copy-first");
  const resolved = context.servers.resolve(input.address);
  if (!resolved.ok) return resolved;
  const { origin, host } = resolved.value;
  const { address: _address, kind, name, ...credentials } = input;
  const place = await placeFor(context, resolved.value, kind);
  if (!place.ok) return place;
  const endpoint = { origin, ...place.value };
  const opened = await context.servers.at(endpoint).openSession(credentials);
  if (!opened.ok) return opened;

  const { connections } = context.state.getState();
  const email = emailOf(credentials, opened.value.session);
  const known = sameAccountAt(connections, endpoint, email);
  const id = known?.id ?? randomUUID();
  if (!known) {
    const added = {
      id,
      kind: "remote" as const,
      name: name ?? host.slice(0, 64),
      colour: freshColour(connections),
      origin,
      server: place.value,
      email,
      sessionStored: false,
    };
    context.state.setState({ connections: [...connections, added] });
  }
  putInFront(context, id);
  noteNetwork(context, opened);
  if (known && name !== undefined) await changeConnection(context, id, { name });
  else await saveConnections(context);
  await adoptSession(context, id, opened.value);
  await refreshKeys(context);
  return done;
}
