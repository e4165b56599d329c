/** Reads an account's keys: page by page, and past what the server brings up at once. */
import type { Result } from "../../../src-preload/contract/failure.ts";
import { failed, succeeded } from "../../failures.ts";
import type { KeyPage, ListQuery } from "../../ports.ts";
import { serverNow } from "../retry-after.ts";
import type { Caller } from "./caller.ts";
import { isEnabled, KeyListAnswer, type KeyRow, keyFrom } from "./wire.ts";

/** Keys per page. The server cuts its pages from rows it has read already, so large ones cost it nothing. */
const pageSize = 500;

/**
 * How many rows the server brings up at once, unless it is told otherwise (`advanced.database.defaultFindManyLimit`). Older
 * and newer ones beyond that are in none of its pages, and not in its `total`: what it leaves out depends on the order.
 */
const usualWindow = 100;

/** How often a list that changes while its pages are read is begun anew. */
const tries = 3;

type Order = `${"enabled" | "createdAt"} ${"asc" | "desc"}`;

/** Rows in one of the server's orders, and what its clock showed. */
interface Window {
  rows: KeyRow[];
  now: number;
}

/** All rows that the server brings up in this order. */
async function readWindow(caller: Caller, token: string, order: Order): Promise<Result<Window>> {
  const [sortBy = "", sortDirection = ""] = order.split(" ");
  for (let tried = 1; ; tried += 1) {
    const rows = new Map<string, KeyRow>();
    let total: number | null = null;
    let offset = 0;
    for (;;) {
      const query = new URLSearchParams({ limit: `${pageSize}`, offset: `${offset}`, sortBy, sortDirection });
      const { result, outcome } = await caller.ask(
        {
          method: "GET",
          at: `/api-key/list?${query}`,
          token,
          repeatable: true,
          unknown: failed("plugin-missing", { host: caller.host, reason: "api-key" }),
        },
        KeyListAnswer,
      );
      if (!result.ok) return result;
      const { apiKeys, total: now } = result.value;
      // A key made or deleted between two pages moves the others along: one could be in neither.
      const moved = total !== null && total !== now;
      total = now;
      for (const row of apiKeys) rows.set(row.id, row);
      offset += apiKeys.length;
      const isLast = offset >= total || apiKeys.length === 0;
      if (!isLast && !moved) continue;
      if ((moved || rows.size < total) && tried < tries) break;
      const date = "answer" in outcome ? outcome.answer.date : null;
      return succeeded({ rows: [...rows.values()], now: serverNow(date) });
    }
  }
}

/** The keys that work, or what the server still has of those that were revoked, in one page. */
export async function listKeys(
  caller: Caller,
  token: string,
  { status }: ListQuery,
): Promise<Result<KeyPage | "unchanged">> {
  if (status === "retiring") return succeeded(pageOf([], false));
  const read = await readEnabled(caller, token, status === "active");
  if (!read.ok) return read;
  const { rows, now, partial } = read.value;
  const hasEnded = ({ expiresAt }: KeyRow) => expiresAt != null && Date.parse(expiresAt) <= now;
  if (status === "revoked") return succeeded(pageOf(rows, partial));
  return succeeded(
    pageOf(
      rows.filter((row) => !hasEnded(row)),
      partial,
    ),
  );
}

/** The rows that are enabled, or those that are not. `partial`: there may be more of them that the server does not bring up. */
async function readEnabled(
  caller: Caller,
  token: string,
  enabled: boolean,
): Promise<Result<Window & { partial: boolean }>> {
  const wanted = (row: KeyRow) => isEnabled(row) === enabled;
  const first = await readWindow(caller, token, enabled ? "enabled desc" : "enabled asc");
  if (!first.ok) return first;
  const { rows, now } = first.value;
  const found = rows.filter(wanted);
  // With those of the other kind begun, or fewer than it could bring up, none is left out.
  if (found.length < rows.length || rows.length < usualWindow) return succeeded({ rows: found, now, partial: false });
  const newest = await readWindow(caller, token, "createdAt desc");
  if (!newest.ok) return newest;
  const oldest = await readWindow(caller, token, "createdAt asc");
  if (!oldest.ok) return oldest;
  const ids = new Set(newest.value.rows.map(({ id }) => id));
  // Where the two ends meet, nothing lies between them.
  const partial = !oldest.value.rows.some(({ id }) => ids.has(id));
  const all = new Map([...oldest.value.rows, ...newest.value.rows, ...rows].map((row) => [row.id, row]));
  return succeeded({ rows: [...all.values()].filter(wanted), now, partial });
}

function pageOf(rows: readonly KeyRow[], partial: boolean): KeyPage {
  const keys = rows.map((row) => keyFrom(row));
  const moment = (key: (typeof keys)[number]) => Date.parse(key.revokedAt ?? key.createdAt);
  keys.sort((a, b) => moment(b) - moment(a));
  return { keys, nextCursor: null, limits: null, etag: null, ...(partial ? { partial } : {}) };
}

/** The row of a key, whichever configuration it belongs to: only those of the default one are found by their id alone. */
export async function findKey(caller: Caller, token: string, keyId: string): Promise<Result<KeyRow>> {
  for (const order of ["createdAt desc", "createdAt asc"] as const) {
    const read = await readWindow(caller, token, order);
    if (!read.ok) return read;
    const row = read.value.rows.find(({ id }) => id === keyId);
    if (row) return succeeded(row);
    if (read.value.rows.length < usualWindow) break;
  }
  return failed("not-found");
}
