/** What the time of last use says: a key idle for long asks for attention, one used lately warns before it is revoked. */
import type { ApiKey } from "../../src-preload/contract/keys.ts";

const dayMs = 86_400_000;
const idleAfterDays = 30;

/** Whether an active key has not been used for more than 30 days, or never in the 30 days since it was made. */
export function isIdle(key: Pick<ApiKey, "lastUsedAt" | "createdAt">, now: number): boolean {
  return now - Date.parse(key.lastUsedAt ?? key.createdAt) > idleAfterDays * dayMs;
}

/** Whether something used the key in the last 24 hours and will notice when it stops working. */
export function isInUse(key: Pick<ApiKey, "lastUsedAt">, now: number): boolean {
  return key.lastUsedAt !== null && now - Date.parse(key.lastUsedAt) < dayMs;
}
