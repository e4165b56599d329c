/** Sets a damaged database aside under a dated name, never deleting or replacing anything, and begins a new one. */
import { closeSync, existsSync, fsyncSync, openSync, readdirSync, renameSync, statSync } from "node:fs";
import { join } from "node:path";
import { type Db, databaseFileName, openDatabase } from "./database.ts";
import { StartFailure } from "./start-failure.ts";

/** SQLite keeps a database's latest changes beside it; they belong together. The database comes first, see `setAside`. */
const parts = ["", "-wal", "-shm"] as const;

/** An open database, and the name under which a damaged one was set aside for it; null where there was none. */
export interface OpenedDatabase {
  readonly db: Db;
  readonly setAside: string | null;
}

/**
 * Opens the database as `openDatabase` does, but makes way for a new one where the old one is damaged. Throws a StartFailure;
 * `damaged-database` now means that it could not be set aside either. `now` is milliseconds since 1970.
 */
export function openOrBeginAnew(dataDir: string, now: number): OpenedDatabase {
  const before = identity(dataDir);
  try {
    return { db: openDatabase(dataDir), setAside: null };
  } catch (error) {
    if (!(error instanceof StartFailure && error.reason === "damaged-database")) throw error;
    // Another service on the same folder may have made way already; what lies there now is its new database.
    const name = identity(dataDir) === before ? setAside(dataDir, now) : null;
    if (name === null && identity(dataDir) === before) throw error;
    return { db: openDatabase(dataDir), setAside: name };
  }
}

/** Tells one file from another that has come to bear its name; empty where there is none to be had. */
function identity(dataDir: string): string {
  try {
    const { dev, ino } = statSync(join(dataDir, databaseFileName));
    return `${dev}:${ino}`;
  } catch {
    return "";
  }
}

/** Renames the database and what belongs to it; null where that is not possible. */
function setAside(dataDir: string, now: number): string | null {
  const name = existsSync(join(dataDir, databaseFileName)) ? freeName(dataDir, now) : strayName(dataDir, now);
  try {
    // The database first: should the power fail after it, its changes are left without a database, and `openDatabase` calls
    // that damaged too. The other way round an older state would come up as if nothing had happened.
    for (const part of parts) {
      const path = join(dataDir, databaseFileName + part);
      if (existsSync(path)) renameSync(path, join(dataDir, name + part));
    }
    syncFolder(dataDir);
    return name;
  } catch {
    return null;
  }
}

/** A name that nothing bears: renaming would replace what does. */
function freeName(dataDir: string, now: number): string {
  // Windows allows no colons in names.
  const stamp = new Date(now)
    .toISOString()
    .replace(/\.\d+Z$/, "Z")
    .replaceAll(":", "-");
  for (let count = 1; ; count += 1) {
    const name = `keyrack.damaged-${stamp}${count === 1 ? "" : `-${count}`}.sqlite`;
    if (!parts.some((part) => existsSync(join(dataDir, name + part)))) return name;
  }
}

/** For changes without a database: the name of the database that was set aside last, if its changes are missing. */
function strayName(dataDir: string, now: number): string {
  const last = readdirSync(dataDir)
    .flatMap((name) => /^(keyrack\.damaged-.*)\.sqlite$/.exec(name)?.[1] ?? [])
    .sort((a, b) => a.localeCompare(b, "en", { numeric: true }))
    .map((stem) => `${stem}.sqlite`)
    .at(-1);
  const fits = last && !parts.slice(1).some((part) => existsSync(join(dataDir, last + part)));
  return fits ? last : freeName(dataDir, now);
}

/** The new names lie in the folder, not in the files; Windows has no such call for folders. */
function syncFolder(path: string): void {
  if (process.platform === "win32") return;
  const folder = openSync(path, "r");
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
}
