/** The key list as a table for spreadsheets: metadata only, in CSV (RFC 4180). */
import { stringify } from "csv-stringify/sync";
import type { ApiKey } from "../../src-preload/contract/keys.ts";

/** The columns, described in docs/key-list-export.md. Each is named here, so that nothing else of a row can get out. */
const columns: Record<string, (key: ApiKey) => string | null> = {
  id: (key) => key.id,
  name: (key) => key.name,
  start: (key) => key.start,
  last4: (key) => key.last4,
  status: (key) => key.status,
  createdAt: (key) => key.createdAt,
  createdBy: (key) => key.createdBy?.name ?? null,
  createdById: (key) => key.createdBy?.id ?? null,
  lastUsedAt: (key) => key.lastUsedAt,
  expiresAt: (key) => key.expiresAt,
  revokedAt: (key) => key.revokedAt,
  revokedBy: (key) => key.revokedBy?.name ?? null,
  revokedById: (key) => key.revokedBy?.id ?? null,
  revocationReason: (key) => key.revocationReason,
  replaces: (key) => key.rotation?.replaces ?? null,
  replacedBy: (key) => key.rotation?.replacedBy ?? null,
  graceEndsAt: (key) => key.rotation?.graceEndsAt ?? null,
  remembered: (key) => String(key.remembered),
};

/** The names of the columns, in their order. */
export const csvColumns: readonly string[] = Object.keys(columns);

/**
 * The whole file: a heading and a row for each key, in the order given. An empty cell says that there is no such thing.
 *
 * A spreadsheet takes a cell that begins with = + - @, a tab or a carriage return for a formula, and a formula can send what is in
 * the sheet elsewhere (https://owasp.org/www-community/attacks/CSV_Injection). Such cells get an apostrophe in front, as do those
 * that begin with the full-width forms of these signs.
 */
export function keyListCsv(keys: readonly ApiKey[]): string {
  const rows = keys.map((key) => Object.values(columns).map((cell) => cell(key)));
  return stringify(rows, {
    header: true,
    columns: [...csvColumns],
    record_delimiter: "\r\n",
    escape_formulas: true,
    // Without it Excel takes the file for the code page of the country it runs in, and every accent is another letter.
    bom: true,
  });
}
