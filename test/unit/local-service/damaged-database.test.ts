/** A damaged database is set aside whole, under a name of its own; one that is only out of reach is not taken for damaged. */
import { execFileSync } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "libsql";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { openOrBeginAnew } from "../../../src-main/local-service/store/damaged-database.ts";
import {
  checkpoint,
  closeDatabase,
  databaseFileName,
  openDatabase,
} from "../../../src-main/local-service/store/database.ts";
import { migrations } from "../../../src-main/local-service/store/migrations.ts";
import { storedSessions } from "../../../src-main/local-service/store/sessions.ts";
import { StartFailure, storageFailure } from "../../../src-main/local-service/store/start-failure.ts";

const now = Date.parse("2026-11-23T08:15:00.123Z");
const aside = "keyrack.damaged-2026-11-23T08-15-00Z.sqlite";

let folder: string;
const file = (suffix = "") => join(folder, databaseFileName + suffix);

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "keyrack-damaged-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Opens it as a start does and closes it again; answers what was set aside. */
function start(): string | null {
  const { db, setAside } = openOrBeginAnew(folder, now);
  // It is a working database, whatever was there before.
  expect(storedSessions(db, () => now, 1).find("nobody's")).toBeNull();
  closeDatabase(db);
  return setAside;
}

/** Why a start is refused. */
function refusal(): string {
  try {
    start();
  } catch (error) {
    if (error instanceof StartFailure) return error.reason;
    throw error;
  }
  throw new Error("It started");
}

function goodDatabase(): void {
  closeDatabase(openDatabase(folder));
}

/** A database in which all but the header is overwritten. */
function brokenPages(): Buffer {
  goodDatabase();
  const bytes = readFileSync(file());
  bytes.fill(0xff, 1024);
  return bytes;
}

describe("set aside as it was", () => {
  test.each<[string, () => Buffer]>([
    ["a text", () => Buffer.from("This is no database.".repeat(500))],
    ["a single byte", () => Buffer.from("x")],
    ["a header and nothing", () => Buffer.concat([Buffer.from("SQLite format 3\0"), Buffer.alloc(5000, 7)])],
    ["broken pages", brokenPages],
    [
      "a database cut in half",
      () => {
        goodDatabase();
        const bytes = readFileSync(file());
        return bytes.subarray(0, bytes.length / 2);
      },
    ],
    ["100 MB of zeros", () => Buffer.alloc(100 * 1024 * 1024)],
  ])("%s", (_what, bytes) => {
    const damaged = bytes();
    rmSync(folder, { recursive: true });
    mkdirSync(folder);
    writeFileSync(file(), damaged);
    expect(start()).toBe(aside);
    expect(readFileSync(join(folder, aside)).equals(damaged)).toBe(true);
    expect(start(), "the new one is a good one").toBeNull();
  });

  test("a folder in its place, with what is in it", () => {
    mkdirSync(file());
    writeFileSync(join(file(), "inside"), "kept");
    expect(start()).toBe(aside);
    expect(readFileSync(join(folder, aside, "inside"), "utf8")).toBe("kept");
  });

  test("together with the changes that lie beside it", () => {
    writeFileSync(file(), "no database".repeat(1000));
    writeFileSync(file("-wal"), "changes");
    writeFileSync(file("-shm"), "index");
    expect(start()).toBe(aside);
    expect(["", "-wal", "-shm"].map((part) => readFileSync(join(folder, aside + part), "utf8").slice(0, 7))).toEqual([
      "no data",
      "changes",
      "index",
    ]);
  });

  test("never in the place of one that was set aside before, nor of its changes", () => {
    writeFileSync(join(folder, aside), "earlier");
    writeFileSync(join(folder, `${aside.replace(".sqlite", "-2.sqlite")}-wal`), "earlier too");
    writeFileSync(file(), "no database".repeat(1000));
    expect(start()).toBe(aside.replace(".sqlite", "-3.sqlite"));
    expect(readFileSync(join(folder, aside), "utf8")).toBe("earlier");
  });

  test("changes whose database is gone, which SQLite would throw away", () => {
    writeFileSync(file("-wal"), "changes without a database");
    expect(start()).toBe(aside);
    expect(readFileSync(join(folder, `${aside}-wal`), "utf8")).toBe("changes without a database");
  });

  test("after a crash half-way: the changes follow their database", () => {
    writeFileSync(join(folder, aside), "the database, moved before the crash");
    writeFileSync(file("-wal"), "its changes");
    expect(start()).toBe(aside);
    expect(readFileSync(join(folder, aside), "utf8")).toBe("the database, moved before the crash");
    expect(readFileSync(join(folder, `${aside}-wal`), "utf8")).toBe("its changes");
  });
});

describe("not taken for damaged", () => {
  /** Refuses, and leaves every file as it was. */
  function expectUntouched(reason: string, refuse = refusal): void {
    const contents = () =>
      readdirSync(folder).map((name) => [name, readFileSync(join(folder, name)).toString("base64")]);
    const before = contents();
    expect(refuse()).toBe(reason);
    expect(contents()).toEqual(before);
  }

  test("a newer schema", () => {
    goodDatabase();
    const db = new Database(file());
    db.exec(`PRAGMA user_version = ${migrations.length + 1}`);
    checkpoint(db);
    db.close();
    expectUntouched("newer-schema");
  });

  test("an empty file: a start that was cut short before anything was in it", () => {
    writeFileSync(file(), "");
    expect(start()).toBeNull();
    expect(readdirSync(folder).filter((name) => name.includes("damaged"))).toEqual([]);
  });

  test("another program's database", () => {
    const db = new Database(file());
    db.exec("CREATE TABLE accounts (something TEXT)");
    db.close();
    expect(refusal()).toBe("unexpected");
    const after = new Database(file());
    expect(after.pragma("table_info(accounts)")).toHaveLength(1);
    after.close();
    expect(readdirSync(folder).filter((name) => name.includes("damaged"))).toEqual([]);
  });

  test("a file in the place of the data directory", () => {
    rmSync(folder, { recursive: true });
    writeFileSync(folder, "");
    expect(refusal()).toBe("cannot-write");
    expect(statSync(folder).isFile()).toBe(true);
  });

  test.each<[string, string]>([
    ["SQLITE_BUSY", "in-use"],
    ["SQLITE_LOCKED", "in-use"],
    ["SQLITE_FULL", "disk-full"],
    ["SQLITE_IOERR_SHMSIZE", "disk-full"],
    ["ENOSPC", "disk-full"],
    ["EDQUOT", "disk-full"],
    ["SQLITE_IOERR", "cannot-write"],
    ["SQLITE_IOERR_READ", "cannot-write"],
    ["SQLITE_CANTOPEN", "cannot-write"],
    ["SQLITE_READONLY", "cannot-write"],
    ["EACCES", "cannot-write"],
    ["EROFS", "cannot-write"],
    ["SQLITE_ERROR", "unexpected"],
    ["SQLITE_NOMEM", "unexpected"],
    ["SQLITE_CORRUPT", "damaged-database"],
    ["SQLITE_CORRUPT_INDEX", "damaged-database"],
    ["SQLITE_NOTADB", "damaged-database"],
  ])("what fails with %s is %s", (code, reason) => {
    expect(storageFailure(Object.assign(new Error("x"), { code }), folder).reason).toBe(reason);
  });

  const root = process.getuid?.() === 0;
  test.skipIf(!root)("one that this user may not read", () => {
    goodDatabase();
    const script = `
      import { createRequire } from "node:module";
      const Database = createRequire(${JSON.stringify(import.meta.filename)})("libsql");
      try { new Database(${JSON.stringify(file())}).pragma("quick_check(1)"); } catch (error) { process.stdout.write(error.code || error.message); }`;
    execFileSync("chmod", ["755", folder]);
    // Root may read everything, so somebody else has to try: the failure is then sorted as a start would.
    const said = execFileSync(
      "setpriv",
      ["--reuid=65534", "--clear-groups", process.execPath, "--input-type=module", "-e", script],
      { encoding: "utf8" },
    );
    expect(said).not.toBe("");
    const failure = storageFailure(Object.assign(new Error(said), /^SQLITE/.test(said) ? { code: said } : {}), folder);
    expect(failure.reason).toBe("cannot-write");
    expect(existsSync(file())).toBe(true);
  });
});
