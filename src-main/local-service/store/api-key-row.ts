/** How a key lies in the database and becomes the metadata that is answered. */
import { z } from "zod";
import type { ApiKey } from "../wire/api-key.ts";

/** What every query of keys selects; two joins name the admins. */
export const selectApiKey = `
  SELECT k.id, k.name, k.start, k.last4, k.created_at, k.created_by, c.name AS created_by_name, k.last_used_at,
         k.revoked_at, coalesce(k.revoked_by, k.rotated_by) AS ended_by, r.name AS ended_by_name, k.revocation_reason,
         k.replaces, k.replaced_by, k.grace_seconds, k.grace_ends_at
  FROM api_keys k JOIN accounts c ON c.id = k.created_by
  LEFT JOIN accounts r ON r.id = coalesce(k.revoked_by, k.rotated_by)`;

/** One row of it. */
export const ApiKeyRow = z.object({
  id: z.string(),
  name: z.string().nullable(),
  start: z.string(),
  last4: z.string(),
  created_at: z.int(),
  created_by: z.string(),
  created_by_name: z.string(),
  last_used_at: z.int().nullable(),
  revoked_at: z.int().nullable(),
  /** Who revoked the key or, while it retires, who rotated it. */
  ended_by: z.string().nullable(),
  ended_by_name: z.string().nullable(),
  revocation_reason: z.string().nullable(),
  replaces: z.string().nullable(),
  replaced_by: z.string().nullable(),
  grace_seconds: z.int().nullable(),
  grace_ends_at: z.int().nullable(),
});
/** One row of it. */
export type ApiKeyRow = z.infer<typeof ApiKeyRow>;

/** The reason of a revocation that is the end of a grace period. */
export const rotatedReason = "rotated";

/** Milliseconds since 1970 as the API writes moments. */
export function instant(ms: number): string {
  return new Date(ms).toISOString();
}

/** When the key was revoked; the end of a grace period counts from that moment on, written down as a revocation or not. */
export function endedAt(row: Pick<ApiKeyRow, "revoked_at" | "grace_ends_at">, now: number): number | null {
  if (row.revoked_at !== null) return row.revoked_at;
  return row.grace_ends_at !== null && row.grace_ends_at <= now ? row.grace_ends_at : null;
}

function statusOf(row: ApiKeyRow, ended: number | null): ApiKey["status"] {
  if (ended !== null) return "revoked";
  return row.replaced_by === null ? "active" : "retiring";
}

/** The metadata of a row as of `now`, in milliseconds since 1970. */
export function toApiKey(row: ApiKeyRow, now: number): ApiKey {
  const ended = endedAt(row, now);
  const status = statusOf(row, ended);
  const graceEndsAt = status === "retiring" ? row.grace_ends_at : null;
  return {
    id: row.id,
    name: row.name,
    start: row.start,
    last4: row.last4,
    status,
    createdAt: instant(row.created_at),
    createdBy: { id: row.created_by, name: row.created_by_name },
    lastUsedAt: row.last_used_at === null ? null : instant(row.last_used_at),
    expiresAt: null,
    revokedAt: ended === null ? null : instant(ended),
    revokedBy: ended === null || row.ended_by === null ? null : { id: row.ended_by, name: row.ended_by_name ?? "" },
    revocationReason: ended !== null && row.revoked_at === null ? rotatedReason : row.revocation_reason,
    replaces: row.replaces,
    replacedBy: row.replaced_by,
    graceSeconds: status === "retiring" ? row.grace_seconds : null,
    graceEndsAt: graceEndsAt === null ? null : instant(graceEndsAt),
  };
}
