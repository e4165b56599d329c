/** Sorts the tables of keys, as a click on a column's head does. */
import type { Command, CommandView } from "./command.ts";
import { focusWhenDrawn } from "./focus-when-drawn.ts";
import { type ColumnSource, hasActiveColumn, hasRevokedColumn } from "./key-columns.ts";
import type { ActiveColumn, RevokedColumn } from "./key-order.ts";
import { showTab, sortActiveBy, sortRevokedBy } from "./ui-store.ts";

const ofActive: Record<ActiveColumn, string> = { name: "name", created: "creation", lastUsed: "last use" };
const ofRevoked: Record<RevokedColumn, string> = { name: "name", revoked: "date", reason: "reason", by: "admin" };

/** The commands; taken again, the order is reversed, and then the server's own. */
export const sortCommands: readonly Command[] = [
  ...(Object.keys(ofActive) as ActiveColumn[]).map((column) =>
    sortCommand(
      "active",
      ofActive[column],
      () => sortActiveBy(column),
      (app) => hasActiveColumn(app, column),
      ({ app }) => app.keys.active.length,
    ),
  ),
  ...(Object.keys(ofRevoked) as RevokedColumn[]).map((column) =>
    sortCommand(
      "revoked",
      ofRevoked[column],
      () => sortRevokedBy(column),
      (app) => hasRevokedColumn(app, column),
      ({ app }) => app.revoked.rows.length,
    ),
  ),
];

function sortCommand(
  table: "active" | "revoked",
  by: string,
  sort: () => void,
  has: (app: ColumnSource) => boolean,
  count: (view: CommandView) => number,
): Command {
  return {
    id: `keys.sort-${table}-by-${by.replace(" ", "-")}`,
    title: `Sort ${table} keys by ${by}`,
    keywords: "order column reverse ascending descending",
    group: "keys",
    onlySearched: true,
    listed: ({ app }) => has(app),
    when: (view) => (count(view) === 0 ? `There are no ${table} keys.` : null),
    run() {
      showTab("api-keys");
      sort();
      focusWhenDrawn(`[aria-labelledby="${table}-keys"] tr[data-row]`);
    },
    movesFocus: true,
  };
}
