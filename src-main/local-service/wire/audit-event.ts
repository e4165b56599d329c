/** The audit trail as the management API shows it: who did what to which key or session, when and from where. */
import { z } from "zod";
import { Actor, ApiKey, Instant, maxGraceSeconds, pageLimit } from "./api-key.ts";

/** Everything that is noted. */
export const auditEventTypes = [
  "session.opened",
  "session.closed",
  "session.failed",
  "key.generated",
  "key.renamed",
  "key.first-used",
  "key.rotated",
  "key.revoked",
  "key.rotation-cancelled",
] as const;

/** A key as an event shows it: as it was called then. */
export const KeyHint = ApiKey.pick({ id: true, name: true, start: true, last4: true }).describe(
  "A key as it was called at that time, without its key.",
);
/** A key as an event shows it. */
export type KeyHint = z.infer<typeof KeyHint>;

/** What some types have to add. */
export const AuditDetails = z
  .object({
    reason: z
      .string()
      .nullable()
      .optional()
      .describe(
        "`key.revoked`: the reason of the revocation, `rotated` at the end of a grace period. `session.closed`: `signed-out` or " +
          "`password-reset` (which closes all sessions of the account).",
      ),
    from: z.string().nullable().optional().describe("`key.renamed`: the name before."),
    to: z.string().nullable().optional().describe("`key.renamed`: the name from then on."),
    graceSeconds: z.int().min(0).max(maxGraceSeconds).optional().describe("`key.rotated`: the grace period."),
    successor: KeyHint.optional().describe(
      "`key.rotated` and `key.rotation-cancelled`: the key that was to take the place of `apiKey`.",
    ),
  })
  .describe("Members depend on the type; further ones may come.");
/** What some types have to add. */
export type AuditDetails = z.infer<typeof AuditDetails>;

/** One thing that happened. */
export const AuditEvent = z
  .object({
    id: z
      .string()
      .min(1)
      .max(64)
      .describe("Opaque; `Last-Event-ID` of the live events.")
      .meta({ examples: ["655854070355"] }),
    at: Instant,
    type: z
      .enum(auditEventTypes)
      .describe("What happened. Further types may come; clients show those they do not know as they are."),
    actor: Actor.nullable().describe(
      "Who did it. `session.failed`: whose e-mail was tried, null when it is nobody's; the e-mail itself is not kept. Null for " +
        "`key.first-used`. The end of a grace period is a deed of the admin who rotated.",
    ),
    address: z
      .string()
      .nullable()
      .describe("The IP address the request came from; null for what the service did by itself or inside the app.")
      .meta({ examples: ["127.0.0.1"] }),
    apiKey: KeyHint.nullable().describe("The key it is about; null for sessions. `key.rotated`: the predecessor."),
    details: AuditDetails.nullable(),
  })
  .describe("One thing that happened. Holds no key, token, password, or e-mail of a failed sign-in.");
/** One thing that happened. */
export type AuditEvent = z.infer<typeof AuditEvent>;

/** The query of the audit trail. */
export const ListAuditEventsQuery = z.object({
  limit: pageLimit("events"),
  cursor: z
    .string()
    .max(512)
    .optional()
    .describe("`nextCursor` of the page before; opaque. Only valid with the same `keyId`."),
  keyId: z
    .string()
    .min(1)
    .max(128)
    .optional()
    .describe("Only what happened to this key, the rotation it came from included."),
});

/** One page of the audit trail. */
export const AuditPage = z.object({
  data: z.array(AuditEvent),
  nextCursor: z
    .string()
    .nullable()
    .describe("Asks for the next page; null on the last. Stays valid when events are added."),
});
