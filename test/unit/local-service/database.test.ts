/** The database file: private, durable, and never touched when it is not ours to touch. */
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "libsql";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { z } from "zod";
import { closeDatabase, databaseFileName, openDatabase } from "../../../src-main/local-service/store/database.ts";
import { migrations } from "../../../src-main/local-service/store/migrations.ts";
import { StartFailure } from "../../../src-main/local-service/store/start-failure.ts";
import { prepare } from "../../../src-main/local-service/store/statement.ts";

let folder: string;
const file = () => join(folder, databaseFileName);

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "keyrack-db-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function failure(dataDir = folder): StartFailure {
  try {
    closeDatabase(openDatabase(dataDir));
  } catch (error) {
    if (error instanceof StartFailure) return error;
    throw error;
  }
  throw new Error("The database was opened");
}

describe("a new database", () => {
  test("is private, in WAL mode, synced at every commit, overwrites what is deleted, and is at the newest schema", () => {
    const dataDir = join(folder, "new", "deeper");
    const db = openDatabase(dataDir);
    expect(statSync(dataDir).mode & 0o777).toBe(0o700);
    for (const suffix of ["", "-wal", "-shm"]) {
      expect(statSync(join(dataDir, databaseFileName + suffix)).mode & 0o777).toBe(0o600);
    }
    const pragmas = ["journal_mode", "synchronous", "secure_delete", "foreign_keys", "user_version"];
    expect(pragmas.map((name) => db.pragma(name))).toEqual([
      [{ journal_mode: "wal" }],
      [{ synchronous: 2 }],
      [{ secure_delete: 1 }],
      [{ foreign_keys: 1 }],
      [{ user_version: migrations.length }],
    ]);
    closeDatabase(db);
    expect(statSync(join(dataDir, `${databaseFileName}-wal`)).size).toBe(0);
  });

  test("opens again with what was in it; looser file modes are tightened", () => {
    const db = openDatabase(folder);
    prepare(db, "INSERT INTO accounts (id, email, name, created_at) VALUES (?, ?, ?, ?)").run("a", "a@b.c", "A", 1);
    closeDatabase(db);
    writeFileSync(file(), readFileSync(file()), { mode: 0o644 });
    const again = openDatabase(folder);
    expect(prepare(again, "SELECT name FROM accounts").all(z.object({ name: z.string() }))).toEqual([{ name: "A" }]);
    expect(statSync(file()).mode & 0o777).toBe(0o600);
    closeDatabase(again);
  });
});

describe("a database that is not to be touched", () => {
  test("a newer schema is refused, byte for byte as it was", () => {
    closeDatabase(openDatabase(folder));
    const db = new Database(file());
    db.exec(`PRAGMA user_version = ${migrations.length + 1}`);
    db.pragma("wal_checkpoint(TRUNCATE)");
    db.close();
    const before = readFileSync(file());
    const { reason, message } = failure();
    expect(reason).toBe("newer-schema");
    expect(message).toContain("newer Keyrack");
    expect(readFileSync(file()).equals(before)).toBe(true);
  });

  test("a newer schema that only the WAL knows of is refused too", () => {
    closeDatabase(openDatabase(folder));
    const db = new Database(file());
    db.exec(`PRAGMA user_version = ${migrations.length + 1}`);
    expect(readFileSync(file()).readUInt32BE(60)).toBe(migrations.length);
    expect(failure().reason).toBe("newer-schema");
    db.close();
  });

  test.each([
    ["no database", Buffer.from("This is no database.".repeat(500))],
    [
      "a header and nothing",
      Buffer.concat([Buffer.from("SQLite format 3\0"), Buffer.alloc(84), Buffer.alloc(5000, 7)]),
    ],
  ])("%s is refused and left as it is", (_what, bytes) => {
    writeFileSync(file(), bytes);
    expect(failure().reason).toBe("damaged-database");
    expect(readFileSync(file()).equals(bytes)).toBe(true);
  });

  test("a page overwritten in the middle is found", () => {
    const db = openDatabase(folder);
    const insert = prepare(db, "INSERT INTO accounts (id, email, name, created_at) VALUES (?, ?, ?, ?)");
    for (let index = 0; index < 300; index += 1) insert.run(`a${index}`, `${index}@b.c`, "x".repeat(100), 1);
    closeDatabase(db);
    const bytes = readFileSync(file());
    bytes.fill(0xff, 4096, bytes.length - 4096);
    writeFileSync(file(), bytes);
    expect(failure().reason).toBe("damaged-database");
    expect(readFileSync(file()).equals(bytes)).toBe(true);
  });
});

describe("a directory that cannot be used", () => {
  test("a file in its place", () => {
    writeFileSync(join(folder, "taken"), "");
    expect(failure(join(folder, "taken")).reason).toBe("cannot-write");
    expect(failure(join(folder, "taken", "below")).reason).toBe("cannot-write");
  });

  test("a directory in the database's place", () => {
    mkdirSync(file());
    expect(failure().reason).toBe("damaged-database");
    expect(existsSync(file())).toBe(true);
  });
});

test("a lone Buffer or null as the only value is bound, not taken for an object of names", () => {
  const db = openDatabase(folder);
  const row = z.object({ value: z.instanceof(Buffer).nullable() });
  expect(prepare(db, "SELECT ? AS value").one(row, Buffer.from("x"))?.value?.toString()).toBe("x");
  expect(prepare(db, "SELECT ? AS value").all(row, null)).toEqual([{ value: null }]);
  expect(prepare(db, "DELETE FROM accounts WHERE id = ?").run(null)).toBe(0);
  closeDatabase(db);
});
