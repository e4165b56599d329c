/** The grace period of a rotated key: it begins at the first use of the successor, ends by the clock, or is called off. */
import { z } from "zod";
import type { KeyHint } from "../wire/audit-event.ts";
import { rotatedReason } from "./api-key-row.ts";
import { type AuditTrail, type Doer, hintOf } from "./audit-events.ts";
import type { Db } from "./database.ts";
import { prepare } from "./statement.ts";

/** What happens to retiring keys. Everything but `isDue` is to be called inside a transaction. */
export interface Grace {
  /** Whether some grace period is over and not yet written down as a revocation. */
  isDue(): boolean;
  /** Writes such revocations down, as of the moment the grace period ended. */
  settle(): void;
  /** The successor has been used for the first time, at `usedAt` (milliseconds since 1970). */
  begin(predecessorId: string, successorId: string, usedAt: number): void;
  /** The successor is gone: the key it was to replace, if that still retires, is active again. */
  callOff(successor: KeyHint, by: Doer): void;
}

const HintRow = z.object({ id: z.string(), name: z.string().nullable(), start: z.string(), last4: z.string() });
const DueRow = z.object({
  ...HintRow.shape,
  grace_ends_at: z.int(),
  rotated_by: z.string(),
  rotated_by_name: z.string(),
});

/** Grace periods in the database. */
export function graceOf(db: Db, now: () => number, audit: AuditTrail): Grace {
  // A key retires while it is replaced and not revoked.
  const due = prepare(
    db,
    `SELECT k.id, k.name, k.start, k.last4, k.grace_ends_at, k.rotated_by, a.name AS rotated_by_name
     FROM api_keys k JOIN accounts a ON a.id = k.rotated_by
     WHERE k.revoked_at IS NULL AND k.replaced_by IS NOT NULL AND k.grace_ends_at <= ? ORDER BY k.grace_ends_at`,
  );
  const end = prepare(
    db,
    `UPDATE api_keys SET revoked_at = grace_ends_at, revoked_by = rotated_by, revocation_reason = '${rotatedReason}'
     WHERE id = ? AND revoked_at IS NULL`,
  );
  const start = prepare(
    db,
    `UPDATE api_keys SET grace_ends_at = ? + grace_seconds * 1000
     WHERE id = ? AND replaced_by = ? AND revoked_at IS NULL AND grace_ends_at IS NULL`,
  );
  const replacedBy = prepare(
    db,
    "SELECT id, name, start, last4 FROM api_keys WHERE replaced_by = ? AND revoked_at IS NULL",
  );
  const keep = prepare(
    db,
    `UPDATE api_keys SET replaced_by = NULL, rotated_by = NULL, grace_seconds = NULL, grace_ends_at = NULL WHERE id = ?`,
  );

  return {
    isDue: () => due.one(DueRow, now()) !== null,
    settle() {
      for (const { grace_ends_at: at, rotated_by: id, rotated_by_name: name, ...key } of due.all(DueRow, now())) {
        end.run(key.id);
        audit.record({ type: "key.revoked", at, by: { id, name }, key, details: { reason: rotatedReason } });
      }
    },
    begin(predecessorId, successorId, usedAt) {
      start.run(usedAt, predecessorId, successorId);
    },
    callOff(successor, by) {
      const key = replacedBy.one(HintRow, successor.id);
      if (!key) return;
      keep.run(key.id);
      audit.record({ type: "key.rotation-cancelled", by, key, details: { successor: hintOf(successor) } });
    },
  };
}
