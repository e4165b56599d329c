/** What an admin should look at: computed from the key list, explained, and dismissable for each key. */
import { z } from "zod";
import { ApiKey } from "./keys.ts";

/** Why a key, or the whole list, deserves a look. */
export const AttentionKind = z.enum([
  /** Older than `oldAfterDays`. */
  "old",
  /** Made more than `neverUsedAfterDays` ago and never used. */
  "never-used",
  /** Not used for `idleAfterDays`. */
  "idle",
  "unnamed",
  /** Another active key has the same name. */
  "same-name",
  /** Ends by itself within `expiringWithinDays`. */
  "expiring",
  /** As many keys are active as the server allows; about the list, not about a key. */
  "limit",
]);
/** Why a key, or the whole list, deserves a look. */
export type AttentionKind = z.infer<typeof AttentionKind>;

/** One thing to look at. */
export const Attention = z.object({
  kind: AttentionKind,
  /** Null for `limit`. */
  keyId: ApiKey.shape.id.nullable(),
  /** One sentence that says what and why, with the figures. */
  message: z.string(),
});
/** One thing to look at. */
export type Attention = z.infer<typeof Attention>;

/** What `attention:dismiss` takes, and what is remembered of it for each connection. */
export const Dismissal = z.object({ kind: AttentionKind, keyId: ApiKey.shape.id.nullable() });
/** What is dismissed. */
export type Dismissal = z.infer<typeof Dismissal>;

/** When something deserves a look; days. */
export const AttentionThresholds = z.object({
  oldAfterDays: z.number().int().min(1).max(3650),
  neverUsedAfterDays: z.number().int().min(1).max(3650),
  idleAfterDays: z.number().int().min(1).max(3650),
  expiringWithinDays: z.number().int().min(1).max(3650),
});
/** When something deserves a look; days. */
export type AttentionThresholds = z.infer<typeof AttentionThresholds>;
