/** What happened on the server: who opened a session, who made, renamed, rotated or revoked which key. */
import { z } from "zod";
import { Failure } from "./failure.ts";
import { Actor, ApiKey, Instant } from "./keys.ts";

/** A key as it was called when something happened to it. */
const KeyHint = ApiKey.pick({ id: true, name: true, start: true, last4: true });

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
  apiKey: KeyHint.nullable(),
  /** Why, from which name to which, or what took its place; null where there is nothing to add. */
  details: z
    .object({
      reason: z.string().nullable().optional(),
      from: z.string().nullable().optional(),
      to: z.string().nullable().optional(),
      /** Of a rotation, and of one that was cancelled: the key that was to take the place of `apiKey`. */
      successor: KeyHint.optional(),
    })
    .nullable(),
});
/** One event of the server's audit trail. */
export type AuditEvent = z.infer<typeof AuditEvent>;

/** As much as has been read of a trail. */
const Trail = z.object({
  /** `idle`: never asked; `unsupported`: the server keeps none. */
  status: z.enum(["idle", "loading", "ready", "failed", "unsupported"]),
  /** Newest first. */
  events: z.array(AuditEvent),
  /** Whether the server holds more. */
  more: z.boolean(),
  failure: Failure.nullable(),
});

/** What main knows of one key's part of the trail: its events may lie far back among those of all others. */
export const KeyActivity = Trail.extend({ keyId: ApiKey.shape.id });
/** What main knows of one key's part of the trail. */
export type KeyActivity = z.infer<typeof KeyActivity>;

/** What main knows of the audit trail of the connection on screen. */
export const Activity = Trail.extend({
  /** The key whose activity was asked for last. */
  ofKey: KeyActivity.nullable(),
});
/** What main knows of the audit trail. */
export type Activity = z.infer<typeof Activity>;
