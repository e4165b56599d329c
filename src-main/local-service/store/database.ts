/** Opens the service's SQLite database: private files, durable settings, schema brought up to date or left untouched. */
import { chmodSync, closeSync, existsSync, mkdirSync, openSync, readSync } from "node:fs";
import { join } from "node:path";
import Database from "libsql";
import { z } from "zod";
import { migrations } from "./migrations.ts";
import { StartFailure, storageFailure } from "./start-failure.ts";

/** An open database. */
export type Db = Database.Database;

/** The database's name inside the data directory; `-wal` and `-shm` lie beside it. */
export const databaseFileName = "keyrack.sqlite";

const UserVersion = z.array(z.object({ user_version: z.int() })).length(1);
const QuickCheck = z.array(z.object({ quick_check: z.string() }));

function tooNew(version: number, dataDir: string): StartFailure {
  return new StartFailure(
    "newer-schema",
    `The database in ${dataDir} was written by a newer Keyrack (schema ${version}, this one knows ${migrations.length}). It was left untouched; update Keyrack to use it.`,
  );
}

/** `user_version` straight from the file's header (offset 60, https://www.sqlite.org/fileformat.html), so that a newer file need not be opened. */
function versionOnDisk(path: string): number {
  const header = Buffer.alloc(100);
  const file = openSync(path, "r");
  try {
    return readSync(file, header, 0, 100, 0) === 100 && header.toString("latin1", 0, 15) === "SQLite format 3"
      ? header.readUInt32BE(60)
      : 0;
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

function migrate(db: Db): void {
  if (schemaVersion(db) === migrations.length) return;
  // One transaction, which reads the version again: two processes may start at once, and a step that fails leaves nothing.
  db.transaction(() => {
    migrations.slice(schemaVersion(db)).forEach((step) => {
      db.exec(step);
    });
    db.exec(`PRAGMA user_version = ${migrations.length}`);
  }).immediate();
}

/**
 * Opens or creates the database. Throws a StartFailure; a database that is newer or damaged is left as it is.
 * An existing data directory keeps its own mode (it may be somebody's), the files in it are private either way.
 */
export function openDatabase(dataDir: string): Db {
  const path = join(dataDir, databaseFileName);
  let db: Db | undefined;
  try {
    if (existsSync(path)) {
      const version = versionOnDisk(path);
      if (version > migrations.length) throw tooNew(version, dataDir);
    }
    makePrivate(dataDir, path);
    db = new Database(path, { timeout: 5000 });
    // Again, now with what a WAL may hold.
    if (schemaVersion(db) > migrations.length) throw tooNew(schemaVersion(db), dataDir);
    const problems = QuickCheck.parse(db.pragma("quick_check(1)"));
    if (problems[0]?.quick_check !== "ok") {
      throw new StartFailure("damaged-database", `The database in ${dataDir} is damaged. It was left as it is.`);
    }
    db.exec("PRAGMA busy_timeout = 5000; PRAGMA foreign_keys = ON");
    db.pragma("journal_mode = WAL");
    // FULL syncs the WAL at every commit: an answered change survives a power cut (https://www.sqlite.org/pragma.html#pragma_synchronous).
    db.pragma("synchronous = FULL");
    // Overwrites what is deleted, so that erased sealed answers are gone from the file.
    db.pragma("secure_delete = ON");
    migrate(db);
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

/** Closes the database with an empty WAL. */
export function closeDatabase(db: Db): void {
  checkpoint(db);
  db.close();
}
