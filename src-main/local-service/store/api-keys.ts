/** Lists, finds, renames and revokes keys. Creating one is a file of its own: create-key.ts. */
import { z } from "zod";
import { looksLikeKey, secretHash } from "../secrets/key-format.ts";
import type { ApiKey, KeyStatus } from "../wire/api-key.ts";
import type { Account } from "./accounts.ts";
import { ApiKeyRow, selectApiKey, toApiKey } from "./api-key-row.ts";
import type { Db } from "./database.ts";
import { isDiskTrouble } from "./start-failure.ts";
import { prepare } from "./statement.ts";

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
}

/** Everything about keys but their creation. */
export interface ApiKeys {
  /** At most `limit` keys after `after`, and where the next page starts (null on the last). */
  list(status: KeyStatus | undefined, limit: number, after: Position | null): { keys: ApiKey[]; next: Position | null };
  countActive(): number;
  /** Null when there is no such key. */
  rename(id: string, name: string | null): ApiKey | null;
  /** Revokes once; a second time changes nothing. Null when there is no such key. */
  revoke(id: string, by: Account, reason: string | null): ApiKey | null;
  /** The active key with this value, or null. Notes the use, at most once a minute. */
  use(key: string): LiveKey | null;
}

const CountRow = z.object({ active: z.int() });
const UsedRow = z.object({ id: z.string(), name: z.string().nullable(), last_used_at: z.int().nullable() });

/** What each list shows and how it is sorted. */
const lists = {
  all: { where: "TRUE", sort: "created_at" },
  active: { where: "k.revoked_at IS NULL", sort: "created_at" },
  revoked: { where: "k.revoked_at IS NOT NULL", sort: "revoked_at" },
} as const;

/** Keys kept in the database. */
export function storedApiKeys(db: Db, now: () => number): ApiKeys {
  const pages = (list: keyof typeof lists) => {
    const { where, sort } = lists[list];
    const order = `ORDER BY k.${sort} DESC, k.id DESC LIMIT ?`;
    return {
      first: prepare(db, `${selectApiKey} WHERE ${where} ${order}`),
      after: prepare(db, `${selectApiKey} WHERE ${where} AND (k.${sort}, k.id) < (?, ?) ${order}`),
    };
  };
  const statements = { all: pages("all"), active: pages("active"), revoked: pages("revoked") };
  const count = prepare(db, "SELECT count(*) AS active FROM api_keys WHERE revoked_at IS NULL");
  const byId = prepare(db, `${selectApiKey} WHERE k.id = ?`);
  const setName = prepare(db, "UPDATE api_keys SET name = ? WHERE id = ?");
  const setRevoked = prepare(
    db,
    "UPDATE api_keys SET revoked_at = ?, revoked_by = ?, revocation_reason = ? WHERE id = ? AND revoked_at IS NULL",
  );
  const byHash = prepare(db, "SELECT id, name, last_used_at FROM api_keys WHERE key_hash = ? AND revoked_at IS NULL");
  const setUsed = prepare(db, "UPDATE api_keys SET last_used_at = ? WHERE id = ? AND last_used_at IS ?");

  function find(id: string): ApiKey | null {
    const row = byId.one(ApiKeyRow, id);
    return row ? toApiKey(row) : null;
  }

  /** Whoever holds a good key is let in, also when the disk has no room to say so. */
  function noteUse(usedAt: number, row: z.infer<typeof UsedRow>): void {
    try {
      setUsed.run(usedAt, row.id, row.last_used_at);
    } catch (error) {
      if (!isDiskTrouble(error)) throw error;
    }
  }

  return {
    list(status, limit, after) {
      const { first, after: next } = statements[status ?? "all"];
      // One row more than asked for tells whether there is another page.
      const more = limit + 1;
      const found = after ? next.all(ApiKeyRow, after.at, after.id, more) : first.all(ApiKeyRow, more);
      const rows = found.slice(0, limit);
      const last = rows.at(-1);
      if (found.length <= limit || !last) return { keys: rows.map(toApiKey), next: null };
      const at = status === "revoked" ? (last.revoked_at ?? 0) : last.created_at;
      return { keys: rows.map(toApiKey), next: { at, id: last.id } };
    },
    countActive() {
      return count.one(CountRow)?.active ?? 0;
    },
    rename(id, name) {
      setName.run(name, id);
      return find(id);
    },
    revoke(id, by, reason) {
      setRevoked.run(now(), by.id, reason, id);
      return find(id);
    },
    use(key) {
      if (!looksLikeKey(key)) return null;
      const row = byHash.one(UsedRow, secretHash(key));
      if (!row) return null;
      const usedAt = now();
      // The distance, not the difference: a clock that was set back must not stop the notes.
      if (row.last_used_at === null || Math.abs(usedAt - row.last_used_at) >= lastUsedGranularityMs) {
        noteUse(usedAt, row);
      }
      return { id: row.id, name: row.name };
    },
  };
}
