/** Tells whether anything in the database has changed, whoever changed it: this process or another one on the same file. */
import { join } from "node:path";
import Database from "libsql";
import { databaseFileName } from "./database.ts";
import { storageFailure } from "./start-failure.ts";
import { prepareNumber } from "./statement.ts";

/** Watches a database. */
export interface Changes {
  /**
   * The same number as before if nothing was committed in between; read from SQLite each time. NaN, which equals nothing, when
   * that cannot be told.
   */
  version(): number;
  /** Stops watching; to be called before the database is closed. */
  close(): void;
}

/** For a service of which nothing may be kept. */
export const unwatched: Changes = { version: () => Number.NaN, close: () => undefined };

/**
 * Watches the open database in `dataDir` through a second connection. `PRAGMA data_version` tells of every commit but those
 * of the connection that asks (https://www.sqlite.org/pragma.html#pragma_data_version), so one that never writes is told of
 * all of them, and no count of this process's own changes is needed beside it. Throws a StartFailure.
 */
export function watchChanges(dataDir: string): Changes {
  let db: Database.Database | undefined;
  try {
    db = new Database(join(dataDir, databaseFileName), { timeout: 5000 });
    const watching = db;
    const dataVersion = prepareNumber(watching, "PRAGMA data_version");
    dataVersion();
    return {
      version() {
        try {
          return dataVersion();
        } catch {
          // What the request itself reads shows whether that is a fault.
          return Number.NaN;
        }
      },
      close: () => watching.close(),
    };
  } catch (error) {
    db?.close();
    throw storageFailure(error, dataDir);
  }
}
