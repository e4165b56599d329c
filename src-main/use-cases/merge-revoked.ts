/** Lays a first page of revoked keys over the rows known, so that a refresh need not read thousands of them again. */
import { isDeepStrictEqual } from "node:util";
import type { ApiKey } from "../../src-preload/contract/keys.ts";
import type { KeyPage } from "../ports.ts";

/** The revoked keys known, and where the next page begins; without a cursor it is found by beginning anew. */
export interface KnownRevoked {
  rows: ApiKey[];
  /** Whether the server holds more than `rows`. */
  more: boolean;
  cursor: string | null;
}

/**
 * What is known once the first page has been read again. Revoked keys stand newest revocation first, never change and never
 * come back, so where the page overlaps with the rows known, those behind it are still right. The same rows come back as
 * the same array.
 */
export function withFirstPage(known: KnownRevoked, page: Pick<KeyPage, "keys" | "nextCursor">): KnownRevoked {
  const anew = { rows: page.keys, more: page.nextCursor !== null, cursor: page.nextCursor };
  const last = page.keys.at(-1)?.id;
  const overlap = last === undefined ? -1 : known.rows.findIndex(({ id }) => id === last);
  const older = overlap === -1 || page.nextCursor === null ? [] : known.rows.slice(overlap + 1);
  if (older.length === 0) {
    return isDeepStrictEqual(page.keys, known.rows) ? { ...anew, rows: known.rows } : anew;
  }
  const unchanged = isDeepStrictEqual(page.keys, known.rows.slice(0, page.keys.length));
  return {
    rows: unchanged ? known.rows : [...page.keys, ...withoutKeys(older, page.keys)],
    more: known.more,
    // Rows from the cache came without a cursor. The one behind the first page leads through some of them once more.
    cursor: known.more ? (known.cursor ?? page.nextCursor) : null,
  };
}

/** `rows` without those that are among `others`. */
export function withoutKeys(rows: readonly ApiKey[], others: readonly ApiKey[]): ApiKey[] {
  const ids = new Set(others.map(({ id }) => id));
  return rows.filter(({ id }) => !ids.has(id));
}
