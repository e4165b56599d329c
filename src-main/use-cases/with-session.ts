/** Runs a call on the active connection with its token, and draws the conclusions every call shares. */
import type { FailureCode, Result } from "../../src-preload/contract/failure.ts";
import type { Context } from "../context.ts";
import { failed } from "../failures.ts";
import type { ManagementApi } from "../ports.ts";
import { activeConnection } from "../state.ts";
import { endSession } from "./end-session.ts";
import { apiOf } from "./endpoint.ts";

/** Codes that say the server could not be reached; anything else is an answer. */
const unreachable: ReadonlySet<FailureCode> = new Set([
  "unknown-host",
  "connection-refused",
  "connection-lost",
  "timeout",
  "certificate",
  "proxy-unreachable",
  "proxy-credentials",
]);

/** Codes that say nothing about the network: one answer is missing, and the list, read next, shows whether others come. */
const undecided: ReadonlySet<FailureCode> = new Set(["outcome-unknown", "change-unconfirmed"]);

/** What a call is given. */
export interface SignedIn {
  api: ManagementApi;
  token: string;
  connectionId: string;
  /** False once the person has switched connection or signed out: the answer is then nobody's any more. */
  isCurrent(): boolean;
}

/** Runs `run`; on 401 ends the session, and keeps `network` true to what was learnt. `signed-out` without a token. */
export async function withSession<T>(
  context: Context,
  run: (signedIn: SignedIn) => Promise<Result<T>>,
): Promise<Result<T>> {
  const connection = activeConnection(context.state);
  const token = connection && context.held.tokens.get(connection.id);
  const api = connection && apiOf(context, connection);
  if (!api || !token) return failed("signed-out");
  const epoch = context.held.epoch;
  const isCurrent = () => context.held.epoch === epoch;
  const result = await run({
    api,
    token,
    connectionId: connection.id,
    isCurrent,
  });
  if (isCurrent()) noteNetwork(context, result);
  // The token that failed is the one to forget, not one that a newer sign-in has brought meanwhile.
  const expired = !result.ok && result.failure.code === "session-expired";
  if (expired && context.held.tokens.get(connection.id) === token) await endSession(context, connection.id, "ended");
  return result;
}

/** Keeps the online or offline state, and since when, in step with the last answer. */
export function noteNetwork(context: Context, result: Result<unknown>): void {
  if (!result.ok && undecided.has(result.failure.code)) return;
  const failure = !result.ok && unreachable.has(result.failure.code) ? result.failure : null;
  const status = failure ? "offline" : "online";
  const before = context.state.getState().network;
  if (before.status === status && before.failure?.code === failure?.code) return;
  const since = before.status === status ? before.since : context.clock.now().toISOString();
  context.state.setState({ network: { ...before, status, since, failure } });
}
