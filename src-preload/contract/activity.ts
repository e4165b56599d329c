/** What happened on the server: who opened a session, who made, renamed, rotated or revoked which key. */
import { z } from "zod";
import { Failure } from "./failure.ts";
import { Actor, ApiKey, Instant } from "./keys.ts";

/** One event of the server's audit trail. */
export const AuditEvent = z.object({
  id: z.string().min(1).max(128),
  at: Instant,
  /** `key.revoked` and its like; kinds that a newer server knows are shown as they are. */
  type: z.string().min(1).max(64),
  /** Who did it; null where nobody is known, such as a sign-in that failed. */
  actor: Actor.nullable(),
  /** The address it came from, as the server saw it; null where it does not say. */
  address: z.string().max(64).nullable(),
  /** Which key it is about; null for sessions. */
  apiKey: ApiKey.pick({ id: true, name: true, start: true, last4: true }).nullable(),
  /** Why, or from which name to which; null where there is nothing to add. */
  details: z
    .object({
      reason: z.string().nullable().optional(),
      from: z.string().nullable().optional(),
      to: z.string().nullable().optional(),
    })
    .nullable(),
});
/** One event of the server's audit trail. */
export type AuditEvent = z.infer<typeof AuditEvent>;

/** What main knows of the audit trail of the connection on screen. */
export const Activity = z.object({
  /** `idle`: never asked; `unsupported`: the server keeps none. */
  status: z.enum(["idle", "loading", "ready", "failed", "unsupported"]),
  /** Newest first. */
  events: z.array(AuditEvent),
  /** Whether the server holds more. */
  more: z.boolean(),
  failure: Failure.nullable(),
});
/** What main knows of the audit trail. */
export type Activity = z.infer<typeof Activity>;
