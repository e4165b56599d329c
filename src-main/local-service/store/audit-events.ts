/** The audit trail: noted in the same transaction as what it tells, and bounded, so that nobody can fill the disk with it. */
import { z } from "zod";
import { AuditDetails, type AuditEvent, auditEventTypes, type KeyHint } from "../wire/audit-event.ts";
import { instant } from "./api-key-row.ts";
import type { Db } from "./database.ts";
import { prepare } from "./statement.ts";

/** Failed sign-ins are bounded apart from all else: whoever tries passwords must not push the other events out. */
const keptFailures = 1000;
const keptOthers = 10_000;
/**
 * So many events are sent after the fact; who missed more reads the lists again. Fewer than are kept of either kind: what has
 * been deleted therefore always lies further back.
 */
const mostMissed = 500;

/** Somebody who changes something. */
export interface Doer {
  readonly id: string;
  readonly name: string;
  /** The IP address the request came from; none for what happens inside the app. */
  readonly address?: string | null;
}

/** What events show of a key, and no more. */
export function hintOf({ id, name, start, last4 }: KeyHint): KeyHint {
  return { id, name, start, last4 };
}

/** Something to be noted. */
export interface AuditEntry {
  readonly type: AuditEvent["type"];
  /** Milliseconds since 1970; now by default. */
  readonly at?: number;
  readonly by: Doer | null;
  /** Where a request of nobody in particular came from; a doer brings an address along. */
  readonly address?: string | null;
  readonly key?: KeyHint;
  readonly details?: AuditDetails;
}

/** Notes and reads what happened. Positions are ids: whole numbers that only grow. */
export interface AuditTrail {
  /** Notes it. To be called inside the transaction that does it. */
  record(entry: AuditEntry): void;
  /** At most `limit` events before `before` (null: from the newest on), and where the next page starts. */
  list(limit: number, before: number | null, keyId: string | undefined): { events: AuditEvent[]; next: number | null };
  /** The id of the newest event; in an empty trail the number its ids begin after. */
  newest(): number;
  /** What came after an event, oldest first; null when that cannot be told, or is too much to tell. */
  after(id: number): AuditEvent[] | null;
  /** Deletes the oldest beyond what is kept. */
  sweep(): void;
}

const EventRow = z.object({
  id: z.int(),
  at: z.int(),
  type: z.enum(auditEventTypes),
  actor_id: z.string().nullable(),
  actor_name: z.string().nullable(),
  address: z.string().nullable(),
  key_id: z.string().nullable(),
  key_name: z.string().nullable(),
  key_start: z.string().nullable(),
  key_last4: z.string().nullable(),
  details: z.string().nullable(),
});
const SequenceRow = z.object({ seq: z.int() });
const FoundRow = z.object({ found: z.int() });

function toEvent(row: z.infer<typeof EventRow>): AuditEvent {
  const { key_id: id, key_start: start, key_last4: last4 } = row;
  return {
    id: String(row.id),
    at: instant(row.at),
    type: row.type,
    actor: row.actor_id === null ? null : { id: row.actor_id, name: row.actor_name ?? "" },
    address: row.address,
    apiKey: id === null || start === null || last4 === null ? null : { id, name: row.key_name, start, last4 },
    details: row.details === null ? null : AuditDetails.parse(JSON.parse(row.details)),
  };
}

/** The trail in the database. `onRecord` is told of each entry before its transaction is over. */
export function auditTrail(db: Db, now: () => number, onRecord: () => void = () => undefined): AuditTrail {
  const insert = prepare(
    db,
    `INSERT INTO audit_events (at, type, actor_id, actor_name, address, key_id, key_name, key_start, key_last4, successor_id,
       details) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const select = `SELECT id, at, type, actor_id, actor_name, address, key_id, key_name, key_start, key_last4, details
    FROM audit_events`;
  const page = prepare(db, `${select} WHERE id < ? ORDER BY id DESC LIMIT ?`);
  const pageOfKey = prepare(db, `${select} WHERE (key_id = ? OR successor_id = ?) AND id < ? ORDER BY id DESC LIMIT ?`);
  const later = prepare(db, `${select} WHERE id > ? ORDER BY id LIMIT ?`);
  const sequence = prepare(db, "SELECT seq FROM sqlite_sequence WHERE name = 'audit_events'");
  const exists = prepare(db, "SELECT count(*) AS found FROM audit_events WHERE id = ?");
  const trim = (which: string, kept: number) =>
    prepare(
      db,
      `DELETE FROM audit_events WHERE ${which} AND id <=
         (SELECT id FROM audit_events WHERE ${which} ORDER BY id DESC LIMIT 1 OFFSET ${kept})`,
    );
  const trimFailures = trim("type = 'session.failed'", keptFailures);
  const trimOthers = trim("type <> 'session.failed'", keptOthers);

  function newest(): number {
    return sequence.one(SequenceRow)?.seq ?? 0;
  }

  return {
    record({ type, at = now(), by, address = by?.address ?? null, key, details }) {
      insert.run(
        at,
        type,
        by?.id ?? null,
        by?.name ?? null,
        address,
        key?.id ?? null,
        key?.name ?? null,
        key?.start ?? null,
        key?.last4 ?? null,
        details?.successor?.id ?? null,
        details ? JSON.stringify(details) : null,
      );
      // At once, because between two sweeps there may be many of them.
      if (type === "session.failed") trimFailures.run();
      onRecord();
    },
    list(limit, before, keyId) {
      const from = before ?? Number.MAX_SAFE_INTEGER;
      // One row more than asked for tells whether there is another page.
      const rows =
        keyId === undefined
          ? page.all(EventRow, from, limit + 1)
          : pageOfKey.all(EventRow, keyId, keyId, from, limit + 1);
      const shown = rows.slice(0, limit);
      return { events: shown.map(toEvent), next: rows.length > limit ? (shown.at(-1)?.id ?? null) : null };
    },
    newest,
    after(id) {
      if (id === newest()) return [];
      // The event right after it is there, so nothing in between is gone, nor is it another database's id.
      if (!exists.one(FoundRow, id + 1)?.found) return null;
      const rows = later.all(EventRow, id, mostMissed + 1);
      return rows.length > mostMissed ? null : rows.map(toEvent);
    },
    sweep() {
      trimFailures.run();
      trimOthers.run();
    },
  };
}
