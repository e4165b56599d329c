/** Rotation as time goes by, at the limit, between two processes, and when the database does not take it. */
import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "libsql";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { z } from "zod";
import { storedAccounts } from "../../../src-main/local-service/store/accounts.ts";
import { storedApiKeys } from "../../../src-main/local-service/store/api-keys.ts";
import { auditTrail } from "../../../src-main/local-service/store/audit-events.ts";
import { storedKeyCreation } from "../../../src-main/local-service/store/create-key.ts";
import { closeDatabase, databaseFileName, openDatabase } from "../../../src-main/local-service/store/database.ts";
import { storedKeyRotation } from "../../../src-main/local-service/store/rotations.ts";
import { prepare } from "../../../src-main/local-service/store/statement.ts";
import { Api } from "../../conformance/api.ts";
import {
  type ApiKey,
  AuditPage,
  CreatedKey,
  KeyPage,
  OwnKey,
  problem,
  RotatedKey,
  shaped,
} from "../../conformance/shapes.ts";
import { startLocalService, type TestService } from "../../support/local-service.ts";

const second = 1000;
const hour = 3600 * second;
const day = 24 * hour;

let now: number;
let service: TestService;
let api: Api;
let token: string;

beforeEach(async () => {
  now = Date.parse("2026-03-03T14:00:00.000Z");
  const started = await startLocalService({ now: () => now, requestsPerMinute: 100_000 });
  service = started;
  api = new Api(started.origin);
  token = (await started.service.openWorkspaceSession()).token;
});
afterEach(async () => await service.close());

const post = (path: string, body: object, of = api) =>
  of.send({
    method: "POST",
    path: `/admin/api-keys${path}`,
    token,
    headers: { "Idempotency-Key": randomUUID() },
    body,
  });
const create = async (name = "Clock") => shaped(await post("", { name }), 201, CreatedKey);
const rotate = async (id: string, graceSeconds = 3600) =>
  shaped(await post(`/${id}/rotate`, { graceSeconds }), 201, RotatedKey);
const list = async (status: ApiKey["status"], limit = 200) =>
  shaped(await api.send({ path: `/admin/api-keys?status=${status}&limit=${limit}`, token }), 200, KeyPage);
const use = async (key: string) => (await api.send({ path: "/keys/self", key })).status;

/** A column of a key's row, past the service. */
function column(id: string, name: string): unknown {
  const db = new Database(join(service.dataDir, databaseFileName));
  const row = prepare(db, `SELECT ${name} AS value FROM api_keys WHERE id = ?`).one(
    z.object({ value: z.unknown() }),
    id,
  );
  db.close();
  return row?.value;
}

describe("the grace period", () => {
  test("begins with the first use, however late, and ends to the millisecond, before anything has written that down", async () => {
    const first = await create();
    const { key } = await rotate(first.apiKey.id, 3600);
    now += 20 * day;
    expect(await use(first.key)).toBe(200);
    expect((await list("retiring")).data[0]).toMatchObject({ graceSeconds: 3600, graceEndsAt: null });
    expect(await use(key)).toBe(200);
    expect((await list("retiring")).data[0]?.graceEndsAt).toBe("2026-03-23T15:00:00.000Z");

    now += hour - 1;
    expect(await use(first.key)).toBe(200);
    expect((await list("revoked")).data).toEqual([]);
    now += 1;
    problem(await api.send({ path: "/keys/self", key: first.key }), 401, "invalid-key");
    expect((await list("retiring")).data).toEqual([]);
    const [ended] = (await list("revoked")).data;
    expect(ended).toMatchObject({
      id: first.apiKey.id,
      status: "revoked",
      revokedAt: "2026-03-23T15:00:00.000Z",
      revokedBy: { name: "You" },
      revocationReason: "rotated",
      graceSeconds: null,
      graceEndsAt: null,
    });
    expect(column(first.apiKey.id, "revoked_at")).toBeNull();

    // Any change writes it down, as of then; nothing about the answer changes.
    now += 5 * hour;
    const { apiKey: other } = await create("Other");
    expect(column(first.apiKey.id, "revoked_at")).toBe(Date.parse("2026-03-23T15:00:00.000Z"));
    expect((await list("revoked")).data).toEqual([ended]);
    const trail = await api.send({ path: "/admin/audit-events?limit=2", token });
    expect(shaped(trail, 200, AuditPage).data).toMatchObject([
      { type: "key.generated", apiKey: { id: other.id } },
      {
        type: "key.revoked",
        at: "2026-03-23T15:00:00.000Z",
        actor: { name: "You" },
        address: null,
        apiKey: { id: first.apiKey.id },
        details: { reason: "rotated" },
      },
    ]);
    // Also when the clock is set back.
    now -= 30 * day;
    token = (await (service as Awaited<ReturnType<typeof startLocalService>>).service.openWorkspaceSession()).token;
    expect(await use(first.key)).toBe(401);
  });

  test("the first use is noted at once, although others are noted once a minute", async () => {
    const first = await create();
    await use(first.key);
    now += 10 * second;
    const { key } = await rotate(first.apiKey.id, 60);
    now += 10 * second;
    await use(key);
    expect((await list("active")).data[0]?.lastUsedAt).toBe("2026-03-03T14:00:20.000Z");
    expect((await list("retiring")).data[0]?.graceEndsAt).toBe("2026-03-03T14:01:20.000Z");
  });

  test("a key that ended by the clock stands in its place in the revoked list, page by page", async () => {
    const first = await create("Ends by the clock");
    const { key } = await rotate(first.apiKey.id, 10);
    const [before, after] = [await create("Before"), await create("After")];
    await use(key);
    now += 5 * second;
    await post(`/${before.apiKey.id}/revoke`, {});
    now += 10 * second;
    // Not through the service, which would write the end down.
    const db = new Database(join(service.dataDir, databaseFileName));
    prepare(db, "UPDATE api_keys SET revoked_at = ?, revoked_by = created_by WHERE id = ?").run(now, after.apiKey.id);
    db.close();
    const names: (string | null | undefined)[] = [];
    for (let cursor: string | null = ""; cursor !== null; ) {
      const from: string = cursor && `&cursor=${cursor}`;
      const page = shaped(
        await api.send({ path: `/admin/api-keys?status=revoked&limit=1${from}`, token }),
        200,
        KeyPage,
      );
      names.push(page.data[0]?.name);
      cursor = page.nextCursor;
    }
    expect(names).toEqual(["After", "Ends by the clock", "Before"]);
    expect(column(first.apiKey.id, "revoked_at")).toBeNull();
  });

  test("once it is over, revoking the successor is no cancelling, and the successor can be rotated", async () => {
    const first = await create();
    const { apiKey, key } = await rotate(first.apiKey.id, 60);
    await use(key);
    problem(await post(`/${apiKey.id}/rotate`, { graceSeconds: 0 }), 409, "not-rotatable");
    now += 60 * second;
    const next = await rotate(apiKey.id);
    expect(next.predecessor).toMatchObject({ id: apiKey.id, status: "retiring", replaces: first.apiKey.id });
    await post(`/${next.apiKey.id}/revoke`, {});
    await post(`/${apiKey.id}/revoke`, {});
    expect((await list("active")).data).toEqual([]);
    expect(await use(first.key)).toBe(401);
  });
});

describe("the limit", () => {
  test("five of five can all be rotated, and there are never more than five retiring", async () => {
    const made: z.infer<typeof CreatedKey>[] = [];
    for (let count = 0; count < 5; count += 1) made.push(await create());
    const successors: string[] = [];
    for (const { apiKey } of made) successors.push((await rotate(apiKey.id)).apiKey.id);
    expect((await list("active")).limits).toEqual({ maxActive: 5, active: 5 });
    expect((await list("retiring")).data.length).toBe(5);
    problem(await post("", { name: "Sixth" }), 409, "key-limit-reached");
    for (const id of successors) problem(await post(`/${id}/rotate`, { graceSeconds: 0 }), 409, "not-rotatable");
    for (const { key } of made) expect(await use(key)).toBe(200);
    for (const id of successors) await post(`/${id}/revoke`, {});
    expect((await list("active")).data.map(({ id }) => id).sort()).toEqual(made.map(({ apiKey }) => apiKey.id).sort());
    expect((await list("retiring")).data).toEqual([]);
  });

  test("two processes on one database: one of racing rotations wins, and at most five are active", async () => {
    const other = await startLocalService({ dataDir: service.dataDir, now: () => now, requestsPerMinute: 100_000 });
    const both = [api, new Api(other.origin)];
    const made: string[] = [];
    for (let count = 0; count < 4; count += 1) made.push((await create()).apiKey.id);
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, index) => [
        post(`/${made[index % 2]}/rotate`, { graceSeconds: 60 }, both[index % 2]),
        post(`/${made[index % 2]}/rotate`, { graceSeconds: 60 }, both[(index + 1) % 2]),
        post("", { name: "Rusher" }, both[index % 2]),
      ]).flat(),
    );
    const rotated = answers
      .filter(({ status }) => status === 201)
      .map(({ body }) => RotatedKey.safeParse(body).success);
    expect(rotated.filter(Boolean).length).toBe(2);
    expect(rotated.length).toBe(3);
    expect((await list("active")).data.length).toBe(5);
    expect((await list("retiring")).data.map(({ id }) => id).sort()).toEqual(made.slice(0, 2).sort());
    await other.close();
  });
});

describe("a database that does not take a change", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "keyrack-rotation-"));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  async function stored() {
    const db = openDatabase(folder);
    const clock = () => now;
    const { account } = await storedAccounts(db, clock, { N: 16, r: 1, p: 1 }).ensure({
      email: "a@b.c",
      name: "A",
      password: null,
    });
    const creation = storedKeyCreation(db, clock, { maxActive: 5, idempotencyWindowMs: 600_000 });
    const keys = storedApiKeys(db, clock);
    const rotation = storedKeyRotation(db, clock, 600_000, auditTrail(db, clock));
    const made = creation.create({ account, name: "First", idempotencyKey: randomUUID() });
    if (made.kind !== "created") throw new Error(made.kind);
    const turn = (keyId: string, idempotencyKey: string = randomUUID()) =>
      rotation.rotate({ account, keyId, graceSeconds: 60, idempotencyKey });
    return { db, account, keys, turn, first: made.answer };
  }

  test("the end of a grace period counts all the same; only writing it down waits", async () => {
    const { db, keys, turn, first } = await stored();
    now += 1;
    const rotated = turn(first.apiKey.id);
    if (rotated.kind !== "rotated") throw new Error(rotated.kind);
    keys.use(rotated.answer.key);
    db.pragma("query_only = ON");
    now += 60 * second;
    expect(keys.use(first.key)).toBeNull();
    expect(keys.use(rotated.answer.key)).toMatchObject({ status: "active" });
    expect(() => keys.settle()).not.toThrow();
    expect(keys.list("revoked", 5, null).keys).toMatchObject([{ id: first.apiKey.id, revocationReason: "rotated" }]);
    expect(keys.list("retiring", 5, null).keys).toEqual([]);
    expect(keys.list(undefined, 5, null).keys.map(({ status }) => status)).toEqual(["active", "revoked"]);
    closeDatabase(db);
  });

  test.each([
    ["the audit trail", "audit_events"],
    ["the sealed answer", "idempotent_creates"],
  ])("a rotation, its cancelling and a first use happen wholly or not at all: no room for %s", async (_what, table) => {
    const { db, account, keys, turn, first } = await stored();
    const refuse = `CREATE TRIGGER full BEFORE INSERT ON ${table} BEGIN SELECT RAISE(ABORT, 'no room'); END`;
    const everything = () => prepare(db, "SELECT * FROM api_keys ORDER BY id").all(z.looseObject({}));
    const before = everything();
    db.exec(refuse);
    const idempotencyKey = randomUUID();
    expect(() => turn(first.apiKey.id, idempotencyKey)).toThrow("no room");
    expect(everything()).toEqual(before);
    db.exec("DROP TRIGGER full");
    const rotated = turn(first.apiKey.id, idempotencyKey);
    if (rotated.kind !== "rotated") throw new Error(rotated.kind);

    if (table === "audit_events") {
      const retiring = everything();
      db.exec(refuse);
      expect(() => keys.use(rotated.answer.key)).toThrow("no room");
      expect(() => keys.revoke(rotated.answer.apiKey.id, account, null)).toThrow("no room");
      expect(everything()).toEqual(retiring);
      db.exec("DROP TRIGGER full");
    }
    expect(keys.use(rotated.answer.key)).not.toBeNull();
    closeDatabase(db);
  });
});

test("what a retiring key is told of itself", async () => {
  const first = await create();
  await rotate(first.apiKey.id);
  const own = shaped(await api.send({ path: "/keys/self", key: first.key }), 200, OwnKey);
  expect(own).toEqual({ id: first.apiKey.id, name: "Clock", status: "retiring" });
});
