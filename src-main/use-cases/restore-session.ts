/** Takes up the active connection's session again: from memory, from the keychain, or from the Local workspace itself. */
import type { Connection } from "../../src-preload/contract/connection.ts";
import type { Result } from "../../src-preload/contract/failure.ts";
import type { SessionState } from "../../src-preload/contract/session.ts";
import type { Context } from "../context.ts";
import { done, failure } from "../failures.ts";
import type { Endpoint } from "../ports.ts";
import { activeConnection } from "../state.ts";
import { adoptSession } from "./adopt-session.ts";
import { dropForeignList } from "./cached-list.ts";
import { endSession } from "./end-session.ts";
import { endpointOf } from "./endpoint.ts";
import { type FoundToken, findToken } from "./find-token.ts";
import { refreshKeys } from "./list-keys.ts";
import { startLocalWorkspace } from "./start-local-workspace.ts";
import { whatStandsThere } from "./what-stands-there.ts";
import { noteNetwork } from "./with-session.ts";

/** Restores the active connection's session and reads its keys. Where that fails the state says why. */
export async function restoreSession(context: Context): Promise<Result<null>> {
  const connection = activeConnection(context.state);
  if (!connection) {
    context.state.setState({ session: { status: "none" } });
    return done;
  }
  const turn = takeTurn(context);
  // A further try is not worth a flicker: what is on screen stays true until there is an outcome.
  const { status } = context.state.getState().session;
  if (status !== "unreachable" && status !== "signed-in") {
    context.state.setState({ session: { status: "restoring" } });
  }
  const session = await restore(context, connection, turn);
  // Somebody switched or signed in meanwhile: that outcome stands.
  if (!turn.isCurrent()) return done;
  if (session) context.state.setState({ session });
  if (context.state.getState().session.status !== "signed-in") {
    const { session: now } = context.state.getState();
    return now.status === "locked" || now.status === "unreachable" ? { ok: false, failure: now.failure } : done;
  }
  await refreshKeys(context);
  return done;
}

/** The session state that results, or null when a use case on the way has set it already. */
async function restore(context: Context, connection: Connection, turn: Turn): Promise<SessionState | null> {
  if (connection.kind === "local") {
    const started = await startLocalWorkspace(context, connection);
    if (!started.ok) return { status: "unreachable", failure: started.failure };
    return restoreLocal(context, connection, started.value.origin, turn);
  }
  const found = await findToken(context, connection);
  if (found.status === "refused") return { status: "locked", failure: failure(found.code) };
  if (found.status === "none") {
    return { status: "signed-out", reason: "not-yet" };
  }
  const endpoint = endpointOf(connection);
  return endpoint ? check(context, connection, endpoint, found, turn) : { status: "none" };
}

/** The Local workspace gives a fresh session whenever the kept one cannot be had or is no longer good. */
async function restoreLocal(
  context: Context,
  connection: Connection,
  origin: string,
  turn: Turn,
): Promise<SessionState | null> {
  const found = await findToken(context, connection);
  if (found.status === "found") {
    const session = await check(context, connection, { origin, ...connection.server }, found, turn);
    if (session?.status !== "signed-out") return session;
  }
  const opened = await context.localService.openSession();
  if (!opened.ok) return { status: "unreachable", failure: opened.failure };
  if (found.status === "refused") {
    // The kept entry is left alone: it may be perfectly good once the keychain is unlocked.
    context.held.tokens.set(connection.id, opened.value.token);
    dropForeignList(context, opened.value.session);
    return { status: "signed-in", session: opened.value.session, keptIn: "memory" };
  }
  await adoptSession(context, connection.id, opened.value);
  return null;
}

/** Asks the server whether the token is still good. */
async function check(
  context: Context,
  connection: Connection,
  endpoint: Endpoint,
  { token, from }: FoundToken & { status: "found" },
  turn: Turn,
): Promise<SessionState | null> {
  const answer = await context.servers.at(endpoint).readSession(token);
  // By now another connection may be on screen, or this one at another address: this answer says nothing about that.
  if (!turn.isCurrent()) return null;
  noteNetwork(context, answer);
  if (answer.ok) {
    context.held.tokens.set(connection.id, token);
    dropForeignList(context, answer.value);
    if (from === "keychain") return { status: "signed-in", session: answer.value, keptIn: "keychain" };
    // It may be in memory because the keychain was locked; that may have changed, so it is offered again.
    await adoptSession(context, connection.id, { token, session: answer.value });
    return null;
  }
  if (answer.failure.code !== "session-expired") {
    context.held.tokens.set(connection.id, token);
    return { status: "unreachable", failure: await whatStandsThere(context, connection.id, answer.failure) };
  }
  const ended = endSession(context, connection.id, "ended");
  turn.renew();
  await ended;
  return { status: "signed-out", reason: "ended" };
}

/** Whether what comes back is still wanted: nobody has switched, signed in or moved the connection meanwhile. */
interface Turn {
  isCurrent(): boolean;
  /** After a step of one's own that begins a new epoch, such as ending the session. */
  renew(): void;
}

function takeTurn({ held }: Context): Turn {
  held.epoch += 1;
  let mine = held.epoch;
  return {
    isCurrent: () => held.epoch === mine,
    renew() {
      mine = held.epoch;
    },
  };
}
