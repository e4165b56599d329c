/** Which columns the tables of keys have: what nobody can say anything about has none. */
import type { AppState } from "../../src-preload/contract/app.ts";
import { type AbilitySource, can, takesReason } from "./capabilities.ts";
import type { ActiveColumn, RevokedColumn } from "./key-order.ts";

/** What it is read from. */
export type ColumnSource = AbilitySource & Pick<AppState, "keys" | "revoked">;

/** Whether the active keys have a column. */
export function hasActiveColumn(app: ColumnSource, column: ActiveColumn): boolean {
  if (column !== "lastUsed") return true;
  return can(app, "lastUsed") || app.keys.active.some(({ lastUsedAt }) => lastUsedAt !== null);
}

/** Whether the revoked keys have a column. A server that keeps no such list does not say who revoked what. */
export function hasRevokedColumn(app: ColumnSource, column: RevokedColumn): boolean {
  const { rows } = app.revoked;
  switch (column) {
    case "reason":
      return takesReason(app) || rows.some(({ revocationReason }) => revocationReason !== null);
    case "by":
      return can(app, "history") || rows.some(({ revokedBy }) => revokedBy !== null);
    default:
      return true;
  }
}
