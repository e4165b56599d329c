/** Opens the service's SQLite database: private files, durable settings, schema brought up to date or left untouched. */
import { chmodSync, closeSync, existsSync, mkdirSync, openSync, readSync, statSync } from "node:fs";
import { join } from "node:path";
import Database from "libsql";
import { z } from "zod";
import { migrations } from "./migrations.ts";
import { damaged, StartFailure, storageFailure } from "./start-failure.ts";
import { inTransaction } from "./transaction.ts";

/** An open database. */
export type Db = Database.Database;

/** The database's name inside the data directory; `-wal` and `-shm` lie beside it. */
export const databaseFileName = "keyrack.sqlite";

const UserVersion = z.array(z.object({ user_version: z.int() })).length(1);
const QuickCheck = z.array(z.object({ quick_check: z.string() }));

function tooNew(version: number, known: number, dataDir: string): StartFailure {
  return new StartFailure(
    "newer-schema",
    `The database in ${dataDir} was written by a newer Keyrack (schema ${version}, this one knows ${known}). It was left untouched; update Keyrack to use it.`,
  );
}

/**
 * `user_version` straight from the file's header (https://www.sqlite.org/fileformat.html), so that a newer file need not be
 * opened; 0 for an empty file, null for one that is no database. SQLite itself would take a text of a few bytes for an empty
 * file and write over it.
 */
function versionOnDisk(path: string): number | null {
  const header = Buffer.alloc(100);
  const file = openSync(path, "r");
  try {
    const length = readSync(file, header, 0, header.length, 0);
    if (length === 0) return 0;
    // Bytes 21 to 23 are the same in every database; with them a text that only begins like one is told apart.
    const isDatabase =
      length === header.length &&
      header.toString("latin1", 0, 16) === "SQLite format 3\0" &&
      header.subarray(21, 24).equals(Buffer.from([64, 32, 32]));
    return isDatabase ? header.readUInt32BE(60) : null;
  } finally {
    closeSync(file);
  }
}

/** SQLite gives -wal and -shm the mode of the database file, so making that first keeps all of them private. */
function makePrivate(dataDir: string, path: string): void {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  closeSync(openSync(path, "a", 0o600));
  for (const file of [path, `${path}-wal`, `${path}-shm`]) if (existsSync(file)) chmodSync(file, 0o600);
}

function schemaVersion(db: Db): number {
  return UserVersion.parse(db.pragma("user_version"))[0]?.user_version ?? 0;
}

function migrate(db: Db, steps: readonly string[]): void {
  if (schemaVersion(db) === steps.length) return;
  // One transaction, which reads the version again: two processes may start at once, and a step that fails leaves nothing.
  inTransaction(db, () => {
    for (const step of steps.slice(schemaVersion(db))) db.exec(step);
    db.exec(`PRAGMA user_version = ${steps.length}`);
  });
}

/** What SQLite would not complain of: a folder, or changes whose database is gone. It would throw those changes away. */
function isObviouslyDamaged(path: string): boolean {
  const sizeOf = (file: string) => statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  // In this order: another process that is just making the database fills the file before it writes any change.
  const changes = sizeOf(`${path}-wal`);
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() || (changes > 0 && sizeOf(path) === 0);
}

/**
 * Opens or creates the database. Throws a StartFailure; a database that is newer or damaged is left as it is, and so is one
 * that cannot be brought to the schema `steps` lead to.
 * An existing data directory keeps its own mode (it may be somebody's), the files in it are private either way.
 */
export function openDatabase(dataDir: string, steps: readonly string[] = migrations): Db {
  const path = join(dataDir, databaseFileName);
  let db: Db | undefined;
  try {
    if (isObviouslyDamaged(path)) throw damaged(dataDir);
    if (existsSync(path)) {
      const version = versionOnDisk(path);
      if (version === null) throw damaged(dataDir);
      if (version > steps.length) throw tooNew(version, steps.length, dataDir);
    }
    makePrivate(dataDir, path);
    db = new Database(path, { timeout: 5000 });
    // Again, now with what a WAL may hold.
    if (schemaVersion(db) > steps.length) throw tooNew(schemaVersion(db), steps.length, dataDir);
    const problems = QuickCheck.parse(db.pragma("quick_check(1)"));
    if (problems[0]?.quick_check !== "ok") throw damaged(dataDir);
    db.exec("PRAGMA busy_timeout = 5000; PRAGMA foreign_keys = ON");
    db.pragma("journal_mode = WAL");
    // FULL syncs the WAL at every commit: an answered change survives a power cut (https://www.sqlite.org/pragma.html#pragma_synchronous).
    db.pragma("synchronous = FULL");
    // Overwrites what is deleted, so that erased sealed answers are gone from the file.
    db.pragma("secure_delete = ON");
    migrate(db, steps);
    return db;
  } catch (error) {
    db?.close();
    throw storageFailure(error, dataDir);
  }
}

/** Moves the WAL into the database file and empties it, so that erased values do not linger there. */
export function checkpoint(db: Db): void {
  db.pragma("wal_checkpoint(TRUNCATE)");
}

/** Closes the database, with an empty WAL where the disk has room for that. */
export function closeDatabase(db: Db): void {
  try {
    checkpoint(db);
  } catch {
    // What is in the WAL is as durable as what is in the database; the next one to open it goes on from there.
  }
  db.close();
}
