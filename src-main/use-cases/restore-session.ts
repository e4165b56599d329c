/** Takes up the active connection's session again: from memory, from the keychain, or from the Local workspace itself. */
import type { Connection } from "../../src-preload/contract/connection.ts";
import type { Result } from "../../src-preload/contract/failure.ts";
import type { SessionState } from "../../src-preload/contract/session.ts";
import type { Context } from "../context.ts";
import { done, failure } from "../failures.ts";
import { decodeSessionEntry, sessionAccount } from "../session-entry.ts";
import { activeConnection } from "../state.ts";
import { adoptSession, noteKeychain } from "./adopt-session.ts";
import { dropForeignList } from "./cached-list.ts";
import { endSession } from "./end-session.ts";
import { refreshKeys } from "./list-keys.ts";
import { startLocalWorkspace } from "./start-local-workspace.ts";
import { noteNetwork } from "./with-session.ts";

/** Restores the active connection's session and reads its keys. Where that fails the state says why. */
export async function restoreSession(context: Context): Promise<Result<null>> {
  const connection = activeConnection(context.state);
  if (!connection) {
    context.state.setState({ session: { status: "none" } });
    return done;
  }
  context.held.epoch += 1;
  const epoch = context.held.epoch;
  // A further try is not worth a flicker: what is on screen stays true until there is an outcome.
  const { status } = context.state.getState().session;
  if (status !== "unreachable" && status !== "signed-in") {
    context.state.setState({ session: { status: "restoring" } });
  }
  const session = await restore(context, connection);
  // Somebody switched or signed in meanwhile: that outcome stands.
  if (context.held.epoch !== epoch) return done;
  if (session) context.state.setState({ session });
  if (context.state.getState().session.status !== "signed-in") {
    const { session: now } = context.state.getState();
    return now.status === "locked" || now.status === "unreachable" ? { ok: false, failure: now.failure } : done;
  }
  await refreshKeys(context);
  return done;
}

/** The session state that results, or null when a use case on the way has set it already. */
async function restore(context: Context, connection: Connection): Promise<SessionState | null> {
  if (connection.kind === "local") {
    const started = await startLocalWorkspace(context, connection);
    if (!started.ok) return { status: "unreachable", failure: started.failure };
    return restoreLocal(context, connection, started.value.origin);
  }
  const found = await findToken(context, connection);
  if (found.status === "refused") return { status: "locked", failure: failure(found.code) };
  if (found.status === "none") {
    return { status: "signed-out", reason: "not-yet" };
  }
  return connection.origin ? check(context, connection, connection.origin, found) : { status: "none" };
}

/** The Local workspace gives a fresh session whenever the kept one cannot be had or is no longer good. */
async function restoreLocal(context: Context, connection: Connection, origin: string): Promise<SessionState | null> {
  const found = await findToken(context, connection);
  if (found.status === "found") {
    const session = await check(context, connection, origin, found);
    if (session?.status !== "signed-out") return session;
  }
  const opened = await context.localService.openSession();
  if (!opened.ok) return { status: "unreachable", failure: opened.failure };
  if (found.status === "refused") {
    // The kept entry is left alone: it may be perfectly good once the keychain is unlocked.
    context.held.tokens.set(connection.id, opened.value.token);
    return { status: "signed-in", session: opened.value.session, keptIn: "memory" };
  }
  await adoptSession(context, connection.id, opened.value);
  return null;
}

/** Asks the server whether the token is still good. */
async function check(
  context: Context,
  connection: Connection,
  origin: string,
  { token, from }: FoundToken & { status: "found" },
): Promise<SessionState | null> {
  const answer = await context.servers.at(origin).readSession(token);
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
    return { status: "unreachable", failure: answer.failure };
  }
  await endSession(context, connection.id, "ended");
  return { status: "signed-out", reason: "ended" };
}

type FoundToken =
  | { status: "found"; token: string; from: "memory" | "keychain" }
  | { status: "none" }
  | { status: "refused"; code: "keychain-locked" | "keychain-denied" | "keychain-unavailable" };

/** The token in memory, else in the keychain. */
async function findToken(context: Context, connection: Connection): Promise<FoundToken> {
  const held = context.held.tokens.get(connection.id);
  if (held) return { status: "found", token: held, from: "memory" };
  const answer = await context.secretStore.read(sessionAccount(connection.id), { expected: connection.sessionStored });
  noteKeychain(context, answer.status === "absent" ? "ok" : answer.status);
  if (answer.status === "absent") return { status: "none" };
  if (answer.status !== "ok") {
    // Nothing was ever stored, so nothing is locked away: this is only a computer without a usable keychain.
    return connection.sessionStored ? { status: "refused", code: `keychain-${answer.status}` } : { status: "none" };
  }
  const token = decodeSessionEntry(answer.value);
  // An entry that is not ours to read is left alone until a sign-in replaces it.
  return token === null ? { status: "none" } : { status: "found", token, from: "keychain" };
}
