/** Keys kept on this computer for quick copy: which they are. Their values lie in the OS keychain and nowhere else. */
import { z } from "zod";
import { ApiKey, Instant } from "./keys.ts";

/** One kept key: enough to recognise it without a network, nothing to use it with. */
export const KeptKey = ApiKey.pick({ name: true, start: true, last4: true, lastUsedAt: true }).extend({
  connectionId: z.uuid(),
  keyId: ApiKey.shape.id,
  /** Whose list it was last seen in: another account's list says nothing about it. Missing until it is seen again. */
  accountId: z.string().optional(),
  /** When it was last copied from this computer; null if never. */
  lastCopiedAt: Instant.nullable(),
  /** Whether another key takes its place, so that it will end; missing where it does not. */
  retiring: z.literal(true).optional(),
});
/** One kept key. */
export type KeptKey = z.infer<typeof KeptKey>;

/** Which kept key is meant: ids of keys are unique within a server only. */
export const KeptReference = KeptKey.pick({ connectionId: true, keyId: true });
/** Which kept key is meant. */
export type KeptReference = z.infer<typeof KeptReference>;
