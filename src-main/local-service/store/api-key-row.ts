/** How a key lies in the database and becomes the metadata that is answered. */
import { z } from "zod";
import type { ApiKey } from "../wire/api-key.ts";

/** What every query of keys selects; two joins name the admins. */
export const selectApiKey = `
  SELECT k.id, k.name, k.start, k.last4, k.created_at, k.created_by, c.name AS created_by_name, k.last_used_at,
         k.revoked_at, k.revoked_by, r.name AS revoked_by_name, k.revocation_reason
  FROM api_keys k JOIN accounts c ON c.id = k.created_by LEFT JOIN accounts r ON r.id = k.revoked_by`;

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
  revoked_by: z.string().nullable(),
  revoked_by_name: z.string().nullable(),
  revocation_reason: z.string().nullable(),
});
/** One row of it. */
export type ApiKeyRow = z.infer<typeof ApiKeyRow>;

/** Milliseconds since 1970 as the API writes moments. */
export function instant(ms: number): string {
  return new Date(ms).toISOString();
}

/** The metadata of a row. */
export function toApiKey(row: ApiKeyRow): ApiKey {
  return {
    id: row.id,
    name: row.name,
    start: row.start,
    last4: row.last4,
    status: row.revoked_at === null ? "active" : "revoked",
    createdAt: instant(row.created_at),
    createdBy: { id: row.created_by, name: row.created_by_name },
    lastUsedAt: row.last_used_at === null ? null : instant(row.last_used_at),
    expiresAt: null,
    revokedAt: row.revoked_at === null ? null : instant(row.revoked_at),
    revokedBy: row.revoked_by === null ? null : { id: row.revoked_by, name: row.revoked_by_name ?? "" },
    revocationReason: row.revocation_reason,
  };
}
