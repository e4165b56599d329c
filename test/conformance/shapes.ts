/** What answers must look like, written from the contract and not from the service's code. */
import { expect } from "vitest";
import { z } from "zod";
import type { Answer } from "./api.ts";

/** ISO 8601 in UTC: ends in Z, no offset. */
const Instant = z.iso.datetime({ offset: false });
const Named = z.object({ id: z.string().min(1), name: z.string() });

/** A key's metadata. Loose: servers may add members, but a key or token must not be among them. */
export const ApiKey = z.looseObject({
  id: z.string().min(1).max(128),
  name: z.string().nullable(),
  start: z.string().min(1),
  last4: z.string().length(4),
  status: z.enum(["active", "retiring", "revoked"]),
  createdAt: Instant,
  createdBy: Named,
  lastUsedAt: Instant.nullable(),
  expiresAt: Instant.nullable(),
  revokedAt: Instant.nullable(),
  revokedBy: Named.nullable().optional(),
  revocationReason: z.string().nullable(),
  // What rotation adds; a server without it leaves these out.
  replaces: z.string().min(1).nullable().optional(),
  replacedBy: z.string().min(1).nullable().optional(),
  graceSeconds: z.int().min(0).max(2_592_000).nullable().optional(),
  graceEndsAt: Instant.nullable().optional(),
  key: z.never().optional(),
  token: z.never().optional(),
});
/** A key's metadata. */
export type ApiKey = z.infer<typeof ApiKey>;

/** The answer to a create. */
export const CreatedKey = z.object({ apiKey: ApiKey, key: z.string().min(20) });
/** The answer to a rotation. */
export const RotatedKey = z.object({ apiKey: ApiKey, key: z.string().min(20), predecessor: ApiKey });
/** The answer to a rotation. */
export type RotatedKey = z.infer<typeof RotatedKey>;
/** One page of a list. */
export const KeyPage = z.object({
  data: z.array(ApiKey),
  nextCursor: z.string().min(1).nullable(),
  limits: z.object({ maxActive: z.int().positive(), active: z.int().nonnegative() }),
});
/** A session without its token. */
export const Session = z.looseObject({
  token: z.never().optional(),
  expiresAt: Instant,
  account: z.looseObject({ id: z.string().min(1), name: z.string(), email: z.string() }),
  organization: Named,
  warehouses: z.array(Named),
  capabilities: z.array(z.string()),
});
/** A new session. */
export const NewSession = Session.extend({ token: z.string().min(20) });
/** What a key may know of itself. */
export const OwnKey = z.looseObject({
  id: z.string().min(1),
  name: z.string().nullable(),
  status: z.enum(["active", "retiring"]),
});

const KeyHint = z.looseObject({
  id: z.string().min(1),
  name: z.string().nullable(),
  start: z.string().min(1),
  last4: z.string().length(4),
  key: z.never().optional(),
});
/** One thing that happened. Loose: servers may add types and members. */
export const AuditEvent = z.looseObject({
  id: z.string().min(1).max(64),
  at: Instant,
  type: z.string().min(1),
  actor: Named.nullable(),
  address: z.union([z.ipv4(), z.ipv6()]).nullable(),
  apiKey: KeyHint.nullable(),
  details: z
    .looseObject({
      reason: z.string().nullable().optional(),
      from: z.string().nullable().optional(),
      to: z.string().nullable().optional(),
      graceSeconds: z.int().optional(),
      successor: KeyHint.optional(),
    })
    .nullable(),
});
/** One thing that happened. */
export type AuditEvent = z.infer<typeof AuditEvent>;
/** One page of what happened. */
export const AuditPage = z.object({ data: z.array(AuditEvent), nextCursor: z.string().min(1).nullable() });

const Problem = z.looseObject({
  type: z.string(),
  title: z.string().min(1),
  status: z.int(),
  detail: z.string().optional(),
});
/** A problem's members; which extra ones there are depends on its type. */
export type Problem = z.infer<typeof Problem>;

/** The answer's body in this shape, or a failure that names the fields. */
export function shaped<Shape extends z.ZodType>(answer: Answer, status: number, shape: Shape): z.output<Shape> {
  expect(answer.status, "status").toBe(status);
  expect(answer.headers.get("content-type"), "Content-Type").toMatch(/^application\/json\b/);
  const parsed = shape.safeParse(answer.body);
  // Only paths and reasons: a body may hold a key.
  const wrong = parsed.error?.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`) ?? [];
  expect(wrong, "fields of the body that break the contract").toEqual([]);
  return parsed.data as z.output<Shape>;
}

/** The answer as a problem (RFC 9457) with this status and code; every 401 also names its scheme. */
export function problem(answer: Answer, status: number, code: string): Problem {
  expect(answer.status, "status").toBe(status);
  expect(answer.headers.get("content-type"), "Content-Type").toMatch(/^application\/problem\+json\b/);
  const parsed = Problem.parse(answer.body);
  expect(parsed.type, "type").toBe(`urn:keyrack:problem:${code}`);
  expect(parsed.status, "status member").toBe(status);
  if (status === 401) expect(answer.headers.get("www-authenticate"), "WWW-Authenticate").toBeTruthy();
  if (status === 429) expect(Number(answer.headers.get("retry-after")), "Retry-After").toBeGreaterThanOrEqual(1);
  return parsed;
}

/** Answers with secrets in them are not to be stored on the way. */
export function notStored(answer: Answer): void {
  expect(answer.headers.get("cache-control"), "Cache-Control").toMatch(/\bno-store\b/);
}
