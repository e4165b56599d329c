/** Says what stands at a connection's address now, where that is not what the connection was made for. */
import { isDeepStrictEqual } from "node:util";
import type { Connection } from "../../src-preload/contract/connection.ts";
import type { Failure, FailureCode } from "../../src-preload/contract/failure.ts";
import type { ServerPlace } from "../../src-preload/contract/server.ts";
import type { Context } from "../context.ts";
import { failure } from "../failures.ts";

/** Answers of a server that is of another kind than was thought. */
const strange: ReadonlySet<FailureCode> = new Set(["not-an-api", "other-server"]);

/**
 * The failure to show. One that says that a server does not speak as it should becomes `other-server`, if a look at the address
 * finds another; any other stays, as does this one where the look finds what it should. Nothing is forgotten: the server may
 * be back tomorrow. The look sends no credentials.
 */
export async function whatStandsThere(
  context: Context,
  connectionId: string | null,
  answered: Failure,
): Promise<Failure> {
  const connection = context.state.getState().connections.find(({ id }) => id === connectionId);
  if (!strange.has(answered.code) || connection?.kind !== "remote" || connection.origin === null) return answered;
  const address = context.servers.resolve(connection.origin);
  if (!address.ok) return answered;
  const { host } = address.value;
  const asBefore = await context.servers.look({ ...address.value, path: connection.server.basePath || null });
  if (!asBefore.ok || isDeepStrictEqual(asBefore.value, connection.server)) return answered;
  const found = asBefore.value ?? (await usual(context, connection));
  // Something else altogether, perhaps a page that says when the server is back.
  if (found === null) return answered;
  return failure("other-server", { host, reason: reasonFor(context, connection.server, found) });
}

/** What stands at the places where the APIs usually begin. */
async function usual({ servers }: Context, { origin }: Connection): Promise<ServerPlace | null> {
  const address = servers.resolve(origin ?? "");
  const found = address.ok ? await servers.look(address.value) : address;
  return found.ok ? found.value : null;
}

function reasonFor({ servers }: Context, { kind }: ServerPlace, found: ServerPlace): string {
  if (found.kind === kind) return `its API is at ${found.basePath || "/"} now`;
  const label = servers.offers.find((offer) => offer.kind === found.kind)?.label ?? found.kind;
  // Of APIs there are many, of products one each.
  return `it is ${label.endsWith(" API") ? "a " : ""}${label} now`;
}
