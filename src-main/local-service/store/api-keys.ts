/** Lists, finds, renames and revokes keys. Creating and rotating are files of their own: create-key.ts, rotations.ts. */
import { z } from "zod";
import { looksLikeKey, secretHash } from "../secrets/key-format.ts";
import type { ApiKey, KeyStatus } from "../wire/api-key.ts";
import { ApiKeyRow, endedAt, selectApiKey, toApiKey } from "./api-key-row.ts";
import { type AuditTrail, auditTrail, type Doer } from "./audit-events.ts";
import type { Db } from "./database.ts";
import { graceOf } from "./grace.ts";
import { isDiskTrouble } from "./start-failure.ts";
import { prepare } from "./statement.ts";
import { inTransaction } from "./transaction.ts";

/** `lastUsedAt` is written at most once in this time. */
const lastUsedGranularityMs = 60_000;

/** Where a page ends: the sort value and id of its last row. Pages by value stay in place when rows are added. */
export interface Position {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly id: string;
}

/** A key that is valid now, as its holder may see it. */
export interface LiveKey {
  readonly id: string;
  readonly name: string | null;
  /** `retiring`: another key takes its place. */
  readonly status: "active" | "retiring";
  /**
   * Up to then (milliseconds since 1970) another use finds the same and has nothing to note, unless the database changes.
   * Absent: that is not known.
   */
  readonly sameUntil?: number;
}

/** Everything about keys but their creation and rotation. */
export interface ApiKeys {
  /** At most `limit` keys after `after`, and where the next page starts (null on the last). */
  list(status: KeyStatus | undefined, limit: number, after: Position | null): { keys: ApiKey[]; next: Position | null };
  countActive(): number;
  /** When, after `moment`, the clock ends a key next; Infinity when it ends none. Both in milliseconds since 1970. */
  nextEnd(moment: number): number;
  /** Null when there is no such key. */
  rename(id: string, name: string | null, by?: Doer): ApiKey | null;
  /**
   * Revokes once; a second time changes nothing. A key that was to take another's place gives it back. Null when there is no
   * such key.
   */
  revoke(id: string, by: Doer, reason: string | null): ApiKey | null;
  /**
   * The active or retiring key with this value, or null. Notes the use, at most once a minute; the first use of a successor
   * begins the grace period of the key it replaces. `address`: the IP address of the caller.
   */
  use(key: string, address?: string): LiveKey | null;
  /** Writes down what the clock has ended; until then it is only known. */
  settle(): void;
}

const CountRow = z.object({ active: z.int() });
const EndRow = z.object({ ends_at: z.int().nullable() });
const UsedRow = ApiKeyRow.pick({
  id: true,
  name: true,
  start: true,
  last4: true,
  last_used_at: true,
  revoked_at: true,
  replaces: true,
  replaced_by: true,
  grace_ends_at: true,
});
type UsedRow = z.infer<typeof UsedRow>;

/**
 * What each list shows and how it is sorted; where the `clock` has a say, `?` is now. The indexes of the same names are
 * made for exactly these conditions.
 */
const lists = {
  all: { where: "TRUE", sort: "created_at", clock: false },
  active: { where: "k.revoked_at IS NULL AND k.replaced_by IS NULL", sort: "created_at", clock: false },
  retiring: {
    where: "k.revoked_at IS NULL AND k.replaced_by IS NOT NULL AND (k.grace_ends_at IS NULL OR k.grace_ends_at > ?)",
    sort: "created_at",
    clock: true,
  },
  revoked: {
    where: "k.ended_at IS NOT NULL AND (k.revoked_at IS NOT NULL OR k.grace_ends_at <= ?)",
    sort: "ended_at",
    clock: true,
  },
} as const;

/** Keys kept in the database. */
export function storedApiKeys(db: Db, now: () => number, audit: AuditTrail = auditTrail(db, now)): ApiKeys {
  const pages = (list: keyof typeof lists) => {
    const { where, sort } = lists[list];
    const order = `ORDER BY k.${sort} DESC, k.id DESC LIMIT ?`;
    return {
      first: prepare(db, `${selectApiKey} WHERE ${where} ${order}`),
      after: prepare(db, `${selectApiKey} WHERE ${where} AND (k.${sort}, k.id) < (?, ?) ${order}`),
    };
  };
  const statements = {
    all: pages("all"),
    active: pages("active"),
    retiring: pages("retiring"),
    revoked: pages("revoked"),
  };
  const count = prepare(db, "SELECT count(*) AS active FROM api_keys WHERE revoked_at IS NULL AND replaced_by IS NULL");
  const nextEnd = prepare(
    db,
    `SELECT min(grace_ends_at) AS ends_at FROM api_keys
     WHERE revoked_at IS NULL AND replaced_by IS NOT NULL AND grace_ends_at > ?`,
  );
  const byId = prepare(db, `${selectApiKey} WHERE k.id = ?`);
  const setName = prepare(db, "UPDATE api_keys SET name = ? WHERE id = ?");
  const setRevoked = prepare(
    db,
    "UPDATE api_keys SET revoked_at = ?, revoked_by = ?, revocation_reason = ? WHERE id = ? AND revoked_at IS NULL",
  );
  const byHash = prepare(
    db,
    `SELECT ${Object.keys(UsedRow.shape).join(", ")} FROM api_keys WHERE key_hash = ? AND revoked_at IS NULL`,
  );
  const setUsed = prepare(db, "UPDATE api_keys SET last_used_at = ? WHERE id = ? AND last_used_at IS ?");

  const grace = graceOf(db, now, audit);

  function find(id: string): ApiKey | null {
    const row = byId.one(ApiKeyRow, id);
    return row ? toApiKey(row, now()) : null;
  }

  function noteFirstUse(usedAt: number, row: UsedRow, address: string | null): void {
    inTransaction(db, () => {
      // Somebody else with the same key may have been first.
      if (setUsed.run(usedAt, row.id, null) === 0) return;
      audit.record({ type: "key.first-used", by: null, address, key: row });
      if (row.replaces !== null) grace.begin(row.replaces, row.id, usedAt);
      // A grace period of no length is over as it begins.
      grace.settle();
    });
  }

  /** Whoever holds a good key is let in, also when the disk has no room to say so. */
  function despiteDiskTrouble(note: () => void): void {
    try {
      note();
    } catch (error) {
      if (!isDiskTrouble(error)) throw error;
    }
  }

  return {
    list(status, limit, after) {
      const { first, after: next } = statements[status ?? "all"];
      // One row more than asked for tells whether there is another page.
      const more = limit + 1;
      const moment = now();
      const clock = lists[status ?? "all"].clock ? [moment] : [];
      const found = after
        ? next.all(ApiKeyRow, ...clock, after.at, after.id, more)
        : first.all(ApiKeyRow, ...clock, more);
      const rows = found.slice(0, limit);
      const last = rows.at(-1);
      const keys = rows.map((row) => toApiKey(row, moment));
      if (found.length <= limit || !last) return { keys, next: null };
      const at = status === "revoked" ? (endedAt(last, moment) ?? 0) : last.created_at;
      return { keys, next: { at, id: last.id } };
    },
    countActive() {
      return count.one(CountRow)?.active ?? 0;
    },
    nextEnd(moment) {
      return nextEnd.one(EndRow, moment)?.ends_at ?? Number.POSITIVE_INFINITY;
    },
    rename(id, name, by) {
      return inTransaction(db, () => {
        grace.settle();
        const before = find(id);
        if (before === null || before.name === name) return before;
        setName.run(name, id);
        const details = { from: before.name, to: name };
        audit.record({ type: "key.renamed", by: by ?? null, key: { ...before, name }, details });
        return find(id);
      });
    },
    revoke(id, by, reason) {
      return inTransaction(db, () => {
        grace.settle();
        if (setRevoked.run(now(), by.id, reason, id) === 0) return find(id);
        const key = find(id);
        if (!key) return null;
        audit.record({ type: "key.revoked", by, key, details: { reason } });
        grace.callOff(key, by);
        return key;
      });
    },
    use(key, address) {
      if (!looksLikeKey(key)) return null;
      const row = byHash.one(UsedRow, secretHash(key));
      const usedAt = now();
      if (!row || endedAt(row, usedAt) !== null) return null;
      const { id, name, last_used_at: last } = row;
      if (last === null) {
        despiteDiskTrouble(() => noteFirstUse(usedAt, row, address ?? null));
      } else if (Math.abs(usedAt - last) >= lastUsedGranularityMs) {
        // The distance, not the difference: a clock that was set back must not stop the notes.
        despiteDiskTrouble(() => setUsed.run(usedAt, id, last));
      }
      const live: LiveKey = { id, name, status: row.replaced_by === null ? "active" : "retiring" };
      // The first use is not noted before its row says so.
      if (last === null) return live;
      return {
        ...live,
        sameUntil: Math.min(last + lastUsedGranularityMs, row.grace_ends_at ?? Number.POSITIVE_INFINITY),
      };
    },
    settle() {
      despiteDiskTrouble(() => {
        if (grace.isDue()) inTransaction(db, grace.settle);
      });
    },
  };
}
