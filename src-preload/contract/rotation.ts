/** Rotating a key where the server cannot do it: what Keyrack remembers, so that the old key is not forgotten. */
import { z } from "zod";
import { ApiKey, Instant } from "./keys.ts";

/** The longest grace period the contract allows, in seconds: 30 days. */
export const longestGraceSeconds = 2_592_000;

/** What `keys:rotate` takes. */
export const RotateInput = z.object({
  keyId: ApiKey.shape.id,
  /** How long the old key goes on working once the new one has been used, in seconds. Servers without `rotate` ignore it. */
  graceSeconds: z.number().int().min(0).max(longestGraceSeconds),
});
/** What `keys:rotate` takes. */
export type RotateInput = z.infer<typeof RotateInput>;

/** A rotation by hand, for a server without the capability `rotate`. Survives restarts; ends when the old key is revoked. */
export const ManualRotation = z.object({
  connectionId: z.uuid(),
  oldKeyId: ApiKey.shape.id,
  newKeyId: ApiKey.shape.id,
  startedAt: Instant,
});
/** A rotation by hand. */
export type ManualRotation = z.infer<typeof ManualRotation>;
