/** What the time of last use says: a key idle for long asks for attention, one used lately warns before it is revoked. */
import type { AttentionThresholds } from "../../src-preload/contract/attention.ts";
import type { ApiKey } from "../../src-preload/contract/keys.ts";

const dayMs = 86_400_000;

/** Whether an active key has not been used for as long as deserves a look, or never in the time after which that does. */
export function isIdle(
  { lastUsedAt, createdAt }: Pick<ApiKey, "lastUsedAt" | "createdAt">,
  { idleAfterDays, neverUsedAfterDays }: Pick<AttentionThresholds, "idleAfterDays" | "neverUsedAfterDays">,
  now: number,
): boolean {
  return lastUsedAt === null
    ? now - Date.parse(createdAt) >= neverUsedAfterDays * dayMs
    : now - Date.parse(lastUsedAt) >= idleAfterDays * dayMs;
}

/** Whether an active key has come to its end, or will within the time in which that deserves a look. */
export function isEnding(
  { expiresAt }: Pick<ApiKey, "expiresAt">,
  { expiringWithinDays }: Pick<AttentionThresholds, "expiringWithinDays">,
  now: number,
): boolean {
  return expiresAt !== null && Date.parse(expiresAt) - now <= expiringWithinDays * dayMs;
}

/** Whether something used the key in the last 24 hours and will notice when it stops working. */
export function isInUse(key: Pick<ApiKey, "lastUsedAt">, now: number): boolean {
  return key.lastUsedAt !== null && now - Date.parse(key.lastUsedAt) < dayMs;
}
