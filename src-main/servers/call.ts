/** One request to a server, and what it came to. */
import type { Failure, FailureCode } from "../../src-preload/contract/failure.ts";
import type { Answer } from "./answer.ts";
import type { StreamCall } from "./stream.ts";

/** One request. */
export interface Call {
  method: "GET" | "POST" | "PATCH" | "DELETE";
  /** Absolute, with its query. */
  path: string;
  /** The session's bearer token. */
  token?: string;
  /** The API key of a consumer call, which takes the session's place. */
  apiKey?: string;
  headers?: Record<string, string>;
  /** Sent as JSON. */
  body?: unknown;
  /** Whether sending it twice does no harm: GET, and a create with its Idempotency-Key. */
  repeatable: boolean;
  /** A success that is a stream of events is followed while it lasts, in place of being read to its end. */
  stream?: StreamCall;
}

/** What a call came to. */
export type Outcome = (
  | { answer: Answer }
  /** No answer, or none that may be looked at. */
  | { failure: Failure }
) & {
  /** Some try may have reached the server without its answer reaching us: what it asked for may have happened. */
  lost: boolean;
};

/** A call's header fields. */
export function headersOf({ token, apiKey, headers, body }: Call): Record<string, string> {
  return {
    accept: "application/json, application/problem+json",
    // Compressed, 8 MB on the wire could be gigabytes in memory.
    "accept-encoding": "identity",
    "user-agent": "Keyrack",
    ...(body === undefined ? {} : { "content-type": "application/json" }),
    ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    ...(apiKey === undefined ? {} : { authorization: `ApiKey ${apiKey}` }),
    ...headers,
  };
}

const passing: ReadonlySet<FailureCode> = new Set([
  "connection-lost",
  "connection-refused",
  "unknown-host",
  "timeout",
  "proxy-unreachable",
]);

/** Whether a failure may be gone a moment later: the way there broke, or a gateway found its service away. */
export function mayPass(outcome: Outcome): boolean {
  if ("answer" in outcome) {
    const { status, retryAfter } = outcome.answer;
    return (status === 502 || status === 503 || status === 504) && retryAfter === null;
  }
  return passing.has(outcome.failure.code);
}
