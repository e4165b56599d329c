/** Why the service could not start, as a value that crosses the message port and decides the CLI's words. */

/** The stable reasons. */
export type StartFailureReason = "newer-schema" | "damaged-database" | "cannot-listen" | "cannot-write" | "unexpected";

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

const unwritable = new Set(["EACCES", "EPERM", "EROFS", "ENOSPC", "ENOTDIR", "EEXIST", "ENOENT", "EISDIR"]);

/** Sorts whatever opening the data directory threw. */
export function storageFailure(error: unknown, dataDir: string): StartFailure {
  if (error instanceof StartFailure) return error;
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  const text = error instanceof Error ? error.message : "";
  if (code.startsWith("SQLITE_NOTADB") || code.startsWith("SQLITE_CORRUPT")) {
    return new StartFailure("damaged-database", `The database in ${dataDir} is damaged. It was left as it is.`, error);
  }
  // libsql reports a file that SQLite cannot open (14, SQLITE_CANTOPEN) as a plain error without a code.
  const cannotOpen = /^SQLITE_(READONLY|CANTOPEN|FULL|IOERR|PERM|BUSY)/.test(code) || text.includes("ConnectionFailed");
  if (cannotOpen || unwritable.has(code)) {
    return new StartFailure(
      "cannot-write",
      `The data directory ${dataDir} cannot be written (${code || "open failed"}).`,
      error,
    );
  }
  return new StartFailure("unexpected", `The database could not be opened (${code || "unknown error"}).`, error);
}
