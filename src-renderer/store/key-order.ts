/** The order of a table's rows: chosen by a click on a column's head, undone by the third. */
import type { ApiKey } from "../../src-preload/contract/keys.ts";
import { actorText } from "./key-text.ts";

/** What the active keys can be sorted by. */
export type ActiveColumn = "name" | "created" | "lastUsed";
/** What the revoked keys can be sorted by. */
export type RevokedColumn = "name" | "revoked" | "reason" | "by";

/** The chosen order of one table; null where it is the server's own. */
export interface KeyOrder<Column extends ActiveColumn | RevokedColumn> {
  column: Column;
  direction: "ascending" | "descending";
}

/** The direction a first click gives: text from A, dates from the newest. */
const firstDirection: Record<ActiveColumn | RevokedColumn, KeyOrder<ActiveColumn>["direction"]> = {
  name: "ascending",
  reason: "ascending",
  by: "ascending",
  created: "descending",
  lastUsed: "descending",
  revoked: "descending",
};

/** What a click on a column's head makes of the order: sorted, reversed, then the server's order again. */
export function afterClick<Column extends ActiveColumn | RevokedColumn>(
  order: KeyOrder<Column> | null,
  column: Column,
): KeyOrder<Column> | null {
  const first = firstDirection[column];
  if (order?.column !== column) return { column, direction: first };
  if (order.direction !== first) return null;
  return { column, direction: first === "ascending" ? "descending" : "ascending" };
}

/** Whether an order is the one the server answers in: active keys newest first, revoked ones newest revocation first. */
export function isServerOrder(order: KeyOrder<ActiveColumn | RevokedColumn> | null): boolean {
  if (order === null) return true;
  return (order.column === "created" || order.column === "revoked") && order.direction === "descending";
}

let collator: Intl.Collator | undefined;

/** Numbers in names count as numbers. Made once, and not before a table is sorted: a collator takes longer to make than to use. */
function compareTexts(a: string, b: string): number {
  collator ??= new Intl.Collator(undefined, { numeric: true });
  return collator.compare(a, b);
}

/** The keys in an order; equal ones as the server has them, and last those with nothing in the column. */
export function inOrder(
  keys: readonly ApiKey[],
  order: KeyOrder<ActiveColumn | RevokedColumn> | null,
  accountId: string | null,
): readonly ApiKey[] {
  if (order === null || isServerOrder(order)) return keys;
  const sign = order.direction === "ascending" ? 1 : -1;
  // Read once for each key rather than once for each comparison.
  const rows = keys.map((key) => ({ key, value: sortValue(key, order.column, accountId) }));
  rows.sort((a, b) => {
    if (a.value === null || b.value === null) return Number(a.value === null) - Number(b.value === null);
    return sign * compare(a.value, b.value);
  });
  return rows.map(({ key }) => key);
}

function compare(a: string | number, b: string | number): number {
  return typeof a === "string" && typeof b === "string" ? compareTexts(a, b) : Number(a) - Number(b);
}

function sortValue(key: ApiKey, column: ActiveColumn | RevokedColumn, accountId: string | null) {
  switch (column) {
    case "name":
      return key.name;
    case "created":
      return Date.parse(key.createdAt);
    case "lastUsed":
      return key.lastUsedAt === null ? null : Date.parse(key.lastUsedAt);
    case "revoked":
      return key.revokedAt === null ? null : Date.parse(key.revokedAt);
    case "reason":
      return key.revocationReason;
    case "by":
      return key.revokedBy === null ? null : actorText(key.revokedBy, accountId);
  }
}
