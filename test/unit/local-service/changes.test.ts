/** Whether the database has changed is told of every commit, and of nothing else. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type Changes, unwatched, watchChanges } from "../../../src-main/local-service/store/changes.ts";
import { checkpoint, type Db, openDatabase } from "../../../src-main/local-service/store/database.ts";
import { prepare, prepareNumber } from "../../../src-main/local-service/store/statement.ts";
import { inTransaction } from "../../../src-main/local-service/store/transaction.ts";

let folder: string;
let db: Db;
let other: Db;
let changes: Changes;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "keyrack-changes-"));
  db = openDatabase(folder);
  other = openDatabase(folder);
  changes = watchChanges(folder);
  addAccount(db, "first");
});
afterEach(() => {
  changes.close();
  other.close();
  db.close();
  rmSync(folder, { recursive: true, force: true });
});

function addAccount(to: Db, id: string): void {
  prepare(to, "INSERT INTO accounts (id, email, name, created_at) VALUES (?, ?, 'A', 0)").run(id, `${id}@b.c`);
}

/** Whether the version differs afterwards, and then stays. */
function changesBy(what: () => void): boolean {
  const before = changes.version();
  what();
  const after = changes.version();
  expect(changes.version()).toBe(after);
  return before !== after;
}

test.each([
  ["this connection", () => db],
  ["another one on the file", () => other],
])("a change by %s is told at once, also in a table without row ids", (_who, of) => {
  expect(changesBy(() => addAccount(of(), "second"))).toBe(true);
  const session = "INSERT INTO sessions (token_hash, account_id, created_at, expires_at) VALUES (?, 'first', 0, 1)";
  expect(changesBy(() => prepare(of(), session).run(Buffer.alloc(32)))).toBe(true);
  expect(changesBy(() => prepare(of(), "DELETE FROM sessions").run())).toBe(true);
});

test("what is not committed is no change, and what commits nothing is none", () => {
  const name = prepare(other, "UPDATE accounts SET name = ? WHERE id = ?");
  expect(changesBy(() => other.exec("BEGIN IMMEDIATE"))).toBe(false);
  expect(changesBy(() => name.run("B", "first"))).toBe(false);
  expect(changesBy(() => other.exec("COMMIT"))).toBe(true);
  expect(changesBy(() => name.run("C", "nobody"))).toBe(false);
  const undone = () =>
    inTransaction(db, () => {
      addAccount(db, "second");
      throw new Error("no");
    });
  expect(changesBy(() => expect(undone).toThrow("no"))).toBe(false);
});

test("after a checkpoint the next change is told as before", () => {
  checkpoint(other);
  expect(changesBy(() => addAccount(db, "second"))).toBe(true);
  checkpoint(db);
  expect(changesBy(() => addAccount(other, "third"))).toBe(true);
});

test("nothing is ever the same where nobody watches", () => {
  expect(unwatched.version()).toBeNaN();
});

test("a folder without a database cannot be watched, and none is made there", () => {
  expect(() => watchChanges(join(folder, "nowhere"))).toThrow(expect.objectContaining({ name: "StartFailure" }));
});

test("a query that answers no number is a mistake", () => {
  expect(prepareNumber(db, "SELECT 7")()).toBe(7);
  for (const sql of ["SELECT 'seven'", "SELECT NULL", "SELECT 7 WHERE FALSE"]) {
    expect(prepareNumber(db, sql)).toThrow("no number");
  }
});
