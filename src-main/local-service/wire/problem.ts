/** The one table of everything that can go wrong over HTTP: RFC 9457 problems, their status and their extra members. */
import { z } from "zod";

/** Where a problem's `type` lives; the code follows. */
const problemTypePrefix = "urn:keyrack:problem:";

const fieldErrors = z
  .array(
    z.object({
      in: z.enum(["body", "query", "header", "path"]).describe("The part of the request the field is in."),
      pointer: z.string().describe("JSON Pointer (RFC 6901) into that part, as a URI fragment."),
      detail: z.string().describe("What the field must be. Never repeats what was sent."),
    }),
  )
  .describe("One entry for each field that was refused.")
  .meta({ examples: [[{ in: "body", pointer: "#/name", detail: "must have at most 64 characters" }]] });
const limits = { maxActive: z.int().positive(), active: z.int().nonnegative() };

interface ProblemKind {
  /** The HTTP status it always has. */
  readonly status: number;
  /** Short and the same every time (RFC 9457 section 3.1.3). */
  readonly title: string;
  /** When it is answered, for the API's document. */
  readonly when: string;
  /** Members beyond type, title, status and detail. */
  readonly extra: z.ZodRawShape;
}

/** Every problem, by the last part of its type. Clients branch on `type`, so a code never changes its meaning. */
export const problemKinds = {
  "invalid-request": {
    status: 400,
    title: "The request is malformed",
    when: "The body is no JSON, or a field is missing or has the wrong form.",
    extra: { errors: fieldErrors },
  },
  "invalid-cursor": {
    status: 400,
    title: "The cursor is not valid",
    when: "The cursor was not handed out by this server for this list. Start again without one.",
    extra: {},
  },
  "idempotency-key-required": {
    status: 400,
    title: "An Idempotency-Key is required",
    when: "The header `Idempotency-Key` is missing or is not 16 to 128 visible ASCII characters.",
    extra: {},
  },
  "warehouse-required": {
    status: 400,
    title: "A warehouse is required",
    when: "The header `X-Warehouse-Id` is missing or empty.",
    extra: {},
  },
  "invalid-credentials": {
    status: 401,
    title: "The e-mail or password is wrong",
    when: "The same answer, in the same time, for an unknown e-mail as for a wrong password.",
    extra: {},
  },
  "session-expired": {
    status: 401,
    title: "There is no valid session",
    when: "The session token is missing, unknown, expired or signed out. Sign in again.",
    extra: {},
  },
  "invalid-key": {
    status: 401,
    title: "The API key is not valid",
    when: "The key is missing, unknown or revoked. Which of them is not said.",
    extra: {},
  },
  "host-not-allowed": {
    status: 403,
    title: "The host is not allowed",
    when: "Local service only: the Host header names something other than this computer (DNS rebinding).",
    extra: {},
  },
  "origin-not-allowed": {
    status: 403,
    title: "Web pages may not call this service",
    when: "Local service only: the request carries an Origin header, so a browser page sent it.",
    extra: {},
  },
  "not-found": {
    status: 404,
    title: "There is nothing here",
    when: "No such key, or no such path.",
    extra: {},
  },
  "unknown-warehouse": {
    status: 404,
    title: "The warehouse is not known",
    when: "`X-Warehouse-Id` names no warehouse of the organization.",
    extra: {},
  },
  "method-not-allowed": {
    status: 405,
    title: "The method is not allowed here",
    when: "The path exists with other methods; `Allow` names them.",
    extra: {},
  },
  "key-limit-reached": {
    status: 409,
    title: "The limit of active keys is reached",
    when: "`maxActive` keys are active. Revoke one first; the same Idempotency-Key may then be used again.",
    extra: limits,
  },
  "not-rotatable": {
    status: 409,
    title: "The key cannot be rotated",
    when: "The key is revoked or retiring, or the key it replaces still retires. Nothing was changed.",
    extra: {},
  },
  "already-created": {
    status: 409,
    title: "The key was created earlier",
    when: "This Idempotency-Key created `keyId` more than 10 minutes ago; the key itself can no longer be had.",
    extra: { keyId: z.string() },
  },
  "payload-too-large": {
    status: 413,
    title: "The body is too large",
    when: "The body has more than 16 KiB.",
    extra: {},
  },
  "unsupported-media-type": {
    status: 415,
    title: "The body must be JSON",
    when: "The body's Content-Type is not `application/json`.",
    extra: {},
  },
  "invalid-name": {
    status: 422,
    title: "The name is not allowed",
    when: "The name breaks the rules for names: longer than 64 characters, or with control or bidirectional control characters.",
    extra: { errors: fieldErrors },
  },
  "invalid-reason": {
    status: 422,
    title: "The reason is not allowed",
    when: "The reason breaks the rules for names with a limit of 200 characters.",
    extra: { errors: fieldErrors },
  },
  "invalid-grace": {
    status: 422,
    title: "The grace period is not allowed",
    when: "`graceSeconds` is missing or is no whole number from 0 to 2592000 (30 days).",
    extra: { errors: fieldErrors },
  },
  "idempotency-mismatch": {
    status: 422,
    title: "The Idempotency-Key was used for another request",
    when: "The same Idempotency-Key came earlier with another body or for another operation. Nothing was created.",
    extra: {},
  },
  "rate-limited": {
    status: 429,
    title: "Too many requests",
    when: "Wait as many seconds as `Retry-After` says. Never answered as 401. Also answered to one stream of live events too many.",
    extra: {},
  },
  internal: {
    status: 500,
    title: "The service failed",
    when: "A fault of the service's own. Nothing was half done: every change is one transaction.",
    extra: {},
  },
} as const satisfies Record<string, ProblemKind>;

/** The last part of a problem's `type`. */
export type ProblemCode = keyof typeof problemKinds;
/** The members a problem has beyond type, title, status and detail. */
export type ProblemExtra<Code extends ProblemCode> = z.infer<z.ZodObject<(typeof problemKinds)[Code]["extra"]>>;

/** The schema of one problem's body. */
export function problemSchema(code: ProblemCode) {
  const kind: ProblemKind = problemKinds[code];
  return z.object({
    type: z.literal(`${problemTypePrefix}${code}`),
    title: z.string().meta({ examples: [kind.title] }),
    status: z.literal(kind.status),
    detail: z.string().describe("A sentence for developers. Clients branch on `type`, never on this."),
    ...kind.extra,
  });
}

/** Thrown anywhere below a route; the error handler turns it into the answer. */
export class Problem<Code extends ProblemCode = ProblemCode> extends Error {
  /** Which problem. */
  readonly code: ProblemCode;
  /** Response headers that belong to it, such as Retry-After. */
  readonly headers: Readonly<Record<string, string>>;
  readonly #extra: object;

  constructor(code: Code, detail: string, extra: ProblemExtra<Code>, headers: Readonly<Record<string, string>> = {}) {
    super(detail);
    this.name = "Problem";
    this.code = code;
    this.headers = headers;
    this.#extra = extra;
  }

  /** The HTTP status of the answer. */
  get status(): number {
    return problemKinds[this.code].status;
  }

  /** The body of the answer. */
  get body(): Record<string, unknown> {
    const { title, status } = problemKinds[this.code];
    return { type: `${problemTypePrefix}${this.code}`, title, status, detail: this.message, ...this.#extra };
  }
}
