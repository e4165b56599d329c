/** Moves a connection to another address. A session belongs to the address that opened it, so there a new one is opened first. */
import { isDeepStrictEqual } from "node:util";
import type { ConnectInput, Connection, Credentials } from "../../src-preload/contract/connection.ts";
import type { Result } from "../../src-preload/contract/failure.ts";
import type { Session } from "../../src-preload/contract/session.ts";
import type { Context } from "../context.ts";
import { failed, succeeded } from "../failures.ts";
import type { Endpoint, OpenedSession } from "../ports.ts";
import { adoptSession } from "./adopt-session.ts";
import { changeConnection } from "./change-connection.ts";
import { clearActivity } from "./clear-activity.ts";
import { apiOf, endpointOf } from "./endpoint.ts";
import { findToken } from "./find-token.ts";
import { refreshKeys } from "./list-keys.ts";
import { placeFor } from "./look-at-address.ts";
import { noteNetwork } from "./with-session.ts";

/** A session opened at the new address, and what becomes of the connection with it. */
export interface Move {
  opened: OpenedSession;
  change: Pick<Connection, "origin" | "server" | "email">;
  /** The token at the old address, to be closed there; null where there is none to be had. */
  oldToken: string | null;
}

/**
 * Signs in at the new address and changes nothing here. `known-connection` when another connection leads there already,
 * `other-account` when whoever signs in there is not whose keys this connection has; else why it did not work.
 */
export async function openElsewhere(
  context: Context,
  connection: Connection,
  { address, kind, ...credentials }: ConnectInput,
): Promise<Result<Move>> {
  // The Local workspace is where its service listens.
  if (connection.kind === "local") return failed("invalid-input");
  const resolved = context.servers.resolve(address);
  if (!resolved.ok) return resolved;
  const { origin, host } = resolved.value;
  const place = await placeFor(context, resolved.value, kind);
  if (!place.ok) return place;
  const endpoint = { origin, ...place.value };
  const others = context.state.getState().connections.filter(({ id }) => id !== connection.id);
  const taken = "email" in credentials ? sameAccountAt(others, endpoint, credentials.email) : undefined;
  if (taken) return failed("known-connection", { host, reason: taken.name });

  const found = await findToken(context, connection);
  const api = context.servers.at(endpoint);
  const opened = await api.openSession(credentials);
  if (!opened.ok) return opened;
  const email = emailOf(credentials, opened.value.session);
  const refusal = refuse(context, connection, opened.value, host);
  if (refusal) {
    // Nobody is going to use it. If the server is gone again, it ends by itself.
    void api.closeSession(opened.value.token);
    return refusal;
  }
  return succeeded({
    opened: opened.value,
    change: { origin, server: place.value, email },
    oldToken: found.status === "found" ? found.token : null,
  });
}

/**
 * Takes the connection to its new address. To be called at once with what `openElsewhere` answered, because that has made sure
 * that the connection is still there. From here on nothing can fail but saving, which is said by notice.
 */
export async function moveThere(
  context: Context,
  connection: Connection,
  { opened, change, oldToken }: Move,
  looks: Pick<Connection, "name" | "colour">,
): Promise<void> {
  const { held, state } = context;
  const onScreen = state.getState().activeConnectionId === connection.id;
  if (onScreen) {
    // Answers that are still on their way come from the old address.
    held.epoch += 1;
    held.revokedCursor = null;
    held.etags = { active: null, retiring: null, revoked: null };
    clearActivity(context);
    noteNetwork(context, succeeded(null));
  }
  // In one breath with the address, so that no token is ever sent to another address than its own.
  held.tokens.set(connection.id, opened.token);
  await changeConnection(context, connection.id, { ...looks, ...change });
  await adoptSession(context, connection.id, opened);
  // Not waited for: an address that is given up often does not answer any more.
  if (oldToken) void apiOf(context, connection)?.closeSession(oldToken);
  if (onScreen) await refreshKeys(context);
}

/** The connection that leads to `endpoint` as `email`, if there is one. */
export function sameAccountAt(
  connections: readonly Connection[],
  endpoint: Endpoint,
  email: string,
): Connection | undefined {
  return connections.find(
    (one) => one.kind === "remote" && one.email === email && isDeepStrictEqual(endpointOf(one), endpoint),
  );
}

/** Who signed in: as typed, or where a token was pasted as the server says. */
export function emailOf(credentials: Credentials, { account }: Session): string {
  return "email" in credentials ? credentials.email : account.email;
}

/** Why a session just opened must not become the connection's; null when it may. */
function refuse(
  context: Context,
  connection: Connection,
  { session }: OpenedSession,
  host: string,
): Result<never> | null {
  const still = context.state.getState().connections.find(({ id }) => id === connection.id);
  if (still?.origin !== connection.origin) return failed("unknown-connection");
  const accountId = knownAccount(context, connection.id);
  return accountId === null || accountId === session.account.id ? null : failed("other-account", { host });
}

/** Whose keys the connection has, as far as this computer knows. */
function knownAccount({ state, held, cache }: Context, connectionId: string): string | null {
  const { activeConnectionId, session } = state.getState();
  if (activeConnectionId === connectionId) {
    return session.status === "signed-in" ? session.session.account.id : held.listAccountId;
  }
  return cache.read(connectionId)?.session.account.id ?? null;
}
