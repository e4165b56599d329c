/** Why the service could not start, as a value that crosses the message port and decides the CLI's words. */

/** The stable reasons. */
export const startFailureReasons = [
  "newer-schema",
  /** The database is none, or its content is broken. The one reason to set it aside. */
  "damaged-database",
  "cannot-listen",
  "cannot-write",
  "disk-full",
  /** Another program holds the database's lock and does not let go. */
  "in-use",
  "unexpected",
] as const;
/** One of the stable reasons. */
export type StartFailureReason = (typeof startFailureReasons)[number];

/** Thrown while starting. The message is for people and holds no secret. */
export class StartFailure extends Error {
  /** What went wrong. */
  readonly reason: StartFailureReason;

  constructor(reason: StartFailureReason, detail: string, cause?: unknown) {
    super(detail, { cause });
    this.name = "StartFailure";
    this.reason = reason;
  }
}

const unwritable = new Set(["EACCES", "EPERM", "EROFS", "ENOTDIR", "EEXIST", "ENOENT", "EISDIR"]);
const full = new Set(["ENOSPC", "EDQUOT"]);

/**
 * Sorts whatever opening the data directory threw. "Damaged" is what SQLite says of the content alone: a file that is locked,
 * may not be read, lies on a full or failing disk or is newer may be perfectly good.
 */
export function storageFailure(error: unknown, dataDir: string): StartFailure {
  if (error instanceof StartFailure) return error;
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  const text = error instanceof Error ? error.message : "";
  if (/^SQLITE_(NOTADB|CORRUPT)/.test(code)) return damaged(dataDir, error);
  // SHMSIZE: there is no room for the index of the WAL.
  if (full.has(code) || /^SQLITE_(FULL|IOERR_SHMSIZE)/.test(code)) {
    return new StartFailure("disk-full", `The disk with the data directory ${dataDir} is full.`, error);
  }
  if (/^SQLITE_(BUSY|LOCKED)/.test(code)) {
    return new StartFailure("in-use", `Another program keeps the database in ${dataDir} to itself.`, error);
  }
  // libsql reports a file that SQLite cannot open (14, SQLITE_CANTOPEN) as a plain error without a code.
  const cannotOpen = /^SQLITE_(READONLY|CANTOPEN|IOERR|PERM)/.test(code) || text.includes("ConnectionFailed");
  if (cannotOpen || unwritable.has(code)) {
    return new StartFailure(
      "cannot-write",
      `The data directory ${dataDir} cannot be written (${code || "open failed"}).`,
      error,
    );
  }
  return new StartFailure("unexpected", `The database could not be opened (${code || "unknown error"}).`, error);
}

/** Whether SQLite could not write for want of room, of the right to, or of another program's leave; reading may go on. */
export function isDiskTrouble(error: unknown): boolean {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  return /^SQLITE_(FULL|READONLY|IOERR|BUSY)/.test(code);
}

/** The database's content is broken. */
export function damaged(dataDir: string, cause?: unknown): StartFailure {
  return new StartFailure("damaged-database", `The database in ${dataDir} is damaged. It was left as it is.`, cause);
}
