/** Migrations, from the first schema on: what people have on disk stays readable, and a step happens wholly or not at all. */
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "libsql";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { z } from "zod";
import {
  closeDatabase,
  type Db,
  databaseFileName,
  openDatabase,
} from "../../../src-main/local-service/store/database.ts";
import { migrations } from "../../../src-main/local-service/store/migrations.ts";
import { prepare } from "../../../src-main/local-service/store/statement.ts";
import { Api } from "../../conformance/api.ts";
import { startLocalService } from "../../support/local-service.ts";

const dump = readFileSync(join(import.meta.dirname, "fixtures/schema-1.sql"), "utf8");

/** The clear forms of what the dump holds as hashes. */
const first = {
  at: Date.parse("2026-11-22T10:10:00.001Z"),
  token: "krs_Tb0hbJJjDDuWN3EcKlV4QSwzBOK-iYl0J3NZUDyV_4s",
  admin: { email: "admin@keyrack.local", password: "correct horse battery staple" },
  active: {
    key_qsmPSDc7CBdcpPPX: "krk_oNOKqAMMVNU0Inu1Da1MAdS5r3Vcq0wO1GSawK",
    key_10WxOTUqcJfzcgZP: "krk_XqmXGUcnvSqRoLvCYP0Aow4S2jAfAvGl4Wt3ZV",
    key_T0QAFL4VJeWND6W3: "krk_GmPdoOIfZjqlDo1IwRodC092Vuiv1U5g3xT6dT",
  },
  revoked: { key_lDunxzJAJyTzMiNE: "krk_KjynDS60RohhqtnzmmJYmTZuzwn7dFwJ3cPStP" },
  latest: { name: "It's new", idempotencyKey: "schema-1-latest-idempotency" },
} as const;

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "keyrack-migrations-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Puts a database of the first schema into the folder. */
function writeFirstSchema(): void {
  const db = new Database(join(folder, databaseFileName));
  db.exec(dump);
  db.close();
}

const Master = z.object({ type: z.string(), name: z.string(), sql: z.string().nullable() });

/** Everything the schema consists of, with spaces that mean nothing made alike. */
function schemaOf(db: Db) {
  return prepare(db, "SELECT type, name, sql FROM sqlite_master ORDER BY type, name")
    .all(Master)
    .map((entry) => ({ ...entry, sql: entry.sql?.replace(/\s+/g, " ").replace(/ \)/g, ")") }));
}

/** Every row of every table, so that nothing can change unnoticed. */
function rowsOf(db: Db) {
  const tables = prepare(db, "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name").all(
    z.object({ name: z.string() }),
  );
  return tables.map(({ name }) => [name, prepare(db, `SELECT * FROM "${name}"`).all(z.looseObject({}))]);
}

const versionOf = (db: Db) => prepare(db, "PRAGMA user_version").one(z.object({ user_version: z.int() }))?.user_version;

describe("a database of the first schema", () => {
  test("is what the first step makes: a released step is never edited", () => {
    writeFirstSchema();
    const dumped = new Database(join(folder, databaseFileName));
    const made = openDatabase(join(folder, "new"), migrations.slice(0, 1));
    expect(schemaOf(made)).toEqual(schemaOf(dumped));
    closeDatabase(made);
    dumped.close();
  });

  test("is brought to the newest schema, and everything in it is there through the API", async () => {
    writeFirstSchema();
    const { origin, close, adminEmail } = await startLocalService({ dataDir: folder, now: () => first.at });
    const api = new Api(origin);
    const { token } = first;

    expect(await api.send({ path: "/admin/session", token })).toMatchObject({
      status: 200,
      body: { account: { id: "acc_jeXd6N0K4mGNN3M4", name: "You" } },
    });
    const created = { expiresAt: null, createdBy: { id: "acc_jeXd6N0K4mGNN3M4", name: "You" } };
    const active = { ...created, status: "active", revokedAt: null, revokedBy: null, revocationReason: null };
    expect((await api.send({ path: "/admin/api-keys?status=active", token })).body).toMatchObject({
      data: [
        {
          ...active,
          id: "key_qsmPSDc7CBdcpPPX",
          name: "It's new",
          createdAt: "2026-11-22T10:10:00.001Z",
          lastUsedAt: null,
        },
        {
          ...active,
          id: "key_10WxOTUqcJfzcgZP",
          name: "Production “EU” 🚚",
          start: "krk_XqmX",
          last4: "t3ZV",
          lastUsedAt: "2026-11-22T10:00:00.000Z",
        },
        { ...active, id: "key_T0QAFL4VJeWND6W3", name: null, createdAt: "2026-11-20T09:00:00.000Z" },
      ],
      limits: { maxActive: 5, active: 3 },
    });
    expect((await api.send({ path: "/admin/api-keys?status=revoked", token })).body).toMatchObject({
      data: [
        {
          ...created,
          id: "key_lDunxzJAJyTzMiNE",
          name: "Old importer",
          status: "revoked",
          revokedAt: "2026-11-20T10:00:00.000Z",
          revokedBy: { name: "You" },
          revocationReason: "Leaked in a log",
        },
      ],
    });
    for (const [id, key] of Object.entries(first.active)) {
      expect(await api.send({ path: "/keys/self", key })).toMatchObject({ status: 200, body: { id } });
    }
    for (const key of Object.values(first.revoked)) {
      expect(await api.send({ path: "/keys/self", key })).toMatchObject({ status: 401 });
    }
    expect(adminEmail).toBe(first.admin.email);
    expect((await api.send({ method: "POST", path: "/admin/sessions", body: first.admin })).status).toBe(201);

    // The lost answer of the last create can still be had again, and makes no second key.
    const again = await api.send({
      method: "POST",
      path: "/admin/api-keys",
      token,
      body: { name: first.latest.name },
      headers: { "idempotency-key": first.latest.idempotencyKey },
    });
    expect(again).toMatchObject({ status: 201, body: { key: first.active.key_qsmPSDc7CBdcpPPX } });
    await close();

    const db = openDatabase(folder);
    expect(versionOf(db)).toBe(migrations.length);
    closeDatabase(db);
  });
});

describe("steps yet to come", () => {
  /** Two more steps. The first of them notes that it ran, and what it found. */
  const withTwoMore = [
    ...migrations,
    `CREATE TABLE steps (at INTEGER PRIMARY KEY, what TEXT NOT NULL) STRICT;
     INSERT INTO steps (what) SELECT 'one more: ' || count(*) || ' keys' FROM api_keys;
     ALTER TABLE api_keys ADD COLUMN colour TEXT;`,
    `INSERT INTO steps (what) SELECT 'two more: ' || count(*) || ' without a colour' FROM api_keys WHERE colour IS NULL;`,
  ];
  const ran = (db: Db) =>
    prepare(db, "SELECT what FROM steps ORDER BY at")
      .all(z.object({ what: z.string() }))
      .map(({ what }) => what);

  test("run once, in order, on what is there", () => {
    writeFirstSchema();
    for (const _time of ["the first time", "and never again"]) {
      const db = openDatabase(folder, withTwoMore);
      expect(ran(db)).toEqual(["one more: 4 keys", "two more: 4 without a colour"]);
      expect(versionOf(db)).toBe(migrations.length + 2);
      closeDatabase(db);
    }
  });

  test("run from where the database stands, and lead a new one to the same schema", () => {
    closeDatabase(openDatabase(folder, withTwoMore.slice(0, -1)));
    const stepwise = openDatabase(folder, withTwoMore);
    expect(ran(stepwise)).toEqual(["one more: 0 keys", "two more: 0 without a colour"]);
    const atOnce = openDatabase(join(folder, "new"), withTwoMore);
    expect(schemaOf(atOnce)).toEqual(schemaOf(stepwise));
    closeDatabase(atOnce);
    closeDatabase(stepwise);
  });

  test.each([
    ["in the last step", ["INSERT INTO steps (what) VALUES ('half'); INSERT INTO nowhere VALUES (1);"]],
    ["after a step that threw data away", ["DELETE FROM api_keys;", "SELECT no_such_function();"]],
    ["because the name is taken", ["CREATE TABLE accounts (id TEXT);"]],
  ])("leave version and data as they were when one fails: %s", (_where, failing) => {
    writeFirstSchema();
    const look = () => {
      const db = new Database(join(folder, databaseFileName));
      const seen = { version: versionOf(db), schema: schemaOf(db), rows: rowsOf(db) };
      db.close();
      return seen;
    };
    const before = look();
    expect(() => openDatabase(folder, [...withTwoMore, ...failing])).toThrow("The database could not be opened");
    expect(look()).toEqual(before);
    // Mended by the next version of the program.
    const db = openDatabase(folder, withTwoMore);
    expect(ran(db)).toHaveLength(2);
    closeDatabase(db);
  });
});
