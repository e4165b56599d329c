/** Runs a change in one transaction that holds the write lock from its first statement, and says truly why it failed. */
import type { Db } from "./database.ts";

/**
 * BEGIN IMMEDIATE takes the write lock before anything is read: between reading and writing nobody else can write, not even
 * another process on the same file. Not libsql's own `transaction()`: when SQLite has rolled back by itself, as it does on a
 * full disk, that one fails at its own ROLLBACK, and the reason is lost ("cannot rollback - no transaction is active").
 */
export function inTransaction<T>(db: Db, change: () => T): T {
  db.exec("BEGIN IMMEDIATE");
  try {
    const result = change();
    db.exec("COMMIT");
    return result;
  } catch (error) {
    if (db.inTransaction) db.exec("ROLLBACK");
    throw error;
  }
}
