/** Who is calling: finds the session or key of a request, counts the call, and refuses with 401 or 429. */
import type { FastifyRequest } from "fastify";
import type { LiveKey } from "../store/api-keys.ts";
import type { Doer } from "../store/audit-events.ts";
import type { LiveSession } from "../store/sessions.ts";
import { Problem } from "../wire/problem.ts";
import type { Parts } from "./parts.ts";

/** A session and the token it was found by. */
export interface Caller extends LiveSession {
  readonly token: string;
  /** Whom the audit trail names for what this call does. */
  readonly by: Doer;
  /** The name under which the session's calls count against the limit. */
  readonly countedAs: string;
}

/** The credentials after a scheme; schemes are case-insensitive (RFC 9110 section 11.1). */
function credentials(request: FastifyRequest, scheme: string): string | null {
  const [, given, value] = /^([A-Za-z]+) +([\x21-\x7e]{1,512})$/.exec(request.headers.authorization ?? "") ?? [];
  return given?.toLowerCase() === scheme.toLowerCase() && value !== undefined ? value : null;
}

/** 429 with the seconds to wait, rounded up so that waiting them is enough. */
export function rateLimited(waitMs: number): Problem<"rate-limited"> {
  const seconds = Math.max(1, Math.ceil(waitMs / 1000));
  return new Problem("rate-limited", `Too many requests; wait ${seconds} s.`, {}, { "retry-after": String(seconds) });
}

/** Counts a call of nobody in particular against its address. */
export function countAddress(parts: Parts, request: FastifyRequest): void {
  const wait = parts.requests.take(`address ${request.ip}`, parts.now());
  if (wait > 0) throw rateLimited(wait);
}

/**
 * Counts the call of somebody known. Only valid credentials have a count of their own: made-up ones would each get
 * a fresh one, so they share their address's.
 */
function countCaller(parts: Parts, caller: string): void {
  const wait = parts.requests.take(caller, parts.now());
  if (wait > 0) throw rateLimited(wait);
}

/** The session of a management call. */
export function requireSession(parts: Parts, request: FastifyRequest): Caller {
  const token = credentials(request, "Bearer");
  const session = token === null ? null : parts.sessions.find(token);
  if (token !== null && session) {
    const { id, name } = session.account;
    const countedAs = `account ${id} ${session.expiresAt}`;
    countCaller(parts, countedAs);
    return { ...session, token, by: { id, name, address: request.ip }, countedAs };
  }
  countAddress(parts, request);
  const challenge = token === null ? 'Bearer realm="keyrack"' : 'Bearer realm="keyrack", error="invalid_token"';
  throw new Problem(
    "session-expired",
    "Send the token of a valid session as `Authorization: Bearer <token>`.",
    {},
    {
      "www-authenticate": challenge,
    },
  );
}

/** The name under which a key's calls count against the limit. */
export function countedAsKey({ id }: LiveKey): string {
  return `key ${id}`;
}

/** The key of a consumer call. */
export function requireKey(parts: Parts, request: FastifyRequest): LiveKey {
  const value = credentials(request, "ApiKey");
  const key = value === null ? null : parts.keys.use(value, request.ip);
  if (key) {
    countCaller(parts, countedAsKey(key));
    return key;
  }
  countAddress(parts, request);
  throw new Problem(
    "invalid-key",
    "Send a valid key as `Authorization: ApiKey <key>`.",
    {},
    {
      "www-authenticate": 'ApiKey realm="keyrack"',
    },
  );
}
