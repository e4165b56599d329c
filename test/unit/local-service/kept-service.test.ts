/** The service with kept answers: what a change, another process, the clock or the end of a session does to the very next request. */
import { randomUUID } from "node:crypto";
import { join } from "node:path";
import Database from "libsql";
import { afterEach, beforeEach, describe, expect, type MockInstance, test, vi } from "vitest";
import { z } from "zod";
import { KeptAnswers } from "../../../src-main/local-service/http/kept-answers.ts";
import { databaseFileName } from "../../../src-main/local-service/store/database.ts";
import { prepare } from "../../../src-main/local-service/store/statement.ts";
import { Api } from "../../conformance/api.ts";
import { CreatedKey, KeyPage, OwnKey, problem, RotatedKey, shaped } from "../../conformance/shapes.ts";
import { startLocalService } from "../../support/local-service.ts";
import { plainAnswer } from "../../support/plain-answer.ts";

const second = 1000;
const minute = 60 * second;
const day = 24 * 60 * minute;
const limit = 100;

type Service = Awaited<ReturnType<typeof startLocalService>>;
let now: number;
let service: Service;
let other: Service;
let find: MockInstance<KeptAnswers["find"]>;

beforeEach(async () => {
  now = Date.parse("2026-03-03T14:00:00.000Z");
  const options = { now: () => now, requestsPerMinute: limit, sessionTtlSeconds: 3600 };
  service = await startLocalService(options);
  // Another process on the same database, as far as SQLite is concerned.
  other = await startLocalService({ ...options, dataDir: service.dataDir });
  find = vi.spyOn(KeptAnswers.prototype, "find");
});
afterEach(async () => {
  await other.close();
  await service.close();
});

const signIn = async () => (await service.service.openWorkspaceSession()).token;
const listPath = "/admin/api-keys?status=active";

async function post(at: Service, token: string, path: string, body: object) {
  const headers = { "Idempotency-Key": randomUUID() };
  const request = { method: "POST", path: `/admin/api-keys${path}`, token, headers, body, takeLimit: true } as const;
  return await new Api(at.origin).send(request);
}
const create = async (token: string, at = service) => shaped(await post(at, token, "", { name: "K" }), 201, CreatedKey);

const send = (request: Omit<Parameters<Api["send"]>[0], "takeLimit">) =>
  new Api(service.origin).send({ ...request, takeLimit: true });
const list = async (token: string, path = listPath) => shaped(await send({ path, token }), 200, KeyPage);
const statusOf = async (key: string) => (await send({ path: "/keys/self", key })).status;

/** Asks until the answer is a kept one, so that the next request would get it if nothing had happened. */
async function untilKept(ask: () => Promise<unknown>): Promise<void> {
  for (let round = 0; round < 4; round += 1) {
    find.mockClear();
    await ask();
    if (find.mock.results.some(({ value }) => value !== null)) return;
  }
  throw new Error("The answer was never kept.");
}

function lastUsedAt(id: string): unknown {
  const db = new Database(join(service.dataDir, databaseFileName));
  const row = prepare(db, "SELECT last_used_at FROM api_keys WHERE id = ?").one(
    z.object({ last_used_at: z.int() }),
    id,
  );
  db.close();
  return row?.last_used_at;
}

describe("the list", () => {
  test.each([
    ["this process", () => service],
    ["another process", () => other],
  ])("shows what %s changed", async (_who, by) => {
    const token = await signIn();
    await untilKept(() => list(token));
    const { apiKey } = await create(token, by());
    expect((await list(token)).data).toEqual([apiKey]);
    await untilKept(() => list(token));
    await post(by(), token, `/${apiKey.id}/revoke`, {});
    expect((await list(token)).data).toEqual([]);
  });

  test("shows the end of a grace period when the clock comes to it", async () => {
    const token = await signIn();
    const first = await create(token);
    const { key } = shaped(
      await post(service, token, `/${first.apiKey.id}/rotate`, { graceSeconds: 10 }),
      201,
      RotatedKey,
    );
    expect(await statusOf(key)).toBe(200);
    const retiring = "/admin/api-keys?status=retiring";
    await untilKept(() => list(token, retiring));
    now += 10 * second - 1;
    expect((await list(token, retiring)).data.length).toBe(1);
    now += 1;
    expect((await list(token, retiring)).data).toEqual([]);
    now -= 1;
    expect((await list(token, retiring)).data.length).toBe(1);
  });

  test("is refused when its session is over: ended here, elsewhere, or by the clock", async () => {
    const [here, there, clock] = [await signIn(), await signIn(), await signIn()];
    for (const token of [here, there, clock]) await untilKept(() => list(token));
    await send({ method: "DELETE", path: "/admin/session", token: here });
    problem(await send({ path: listPath, token: here }), 401, "session-expired");
    await untilKept(() => list(there));
    await new Api(other.origin).send({ method: "DELETE", path: "/admin/session", token: there });
    problem(await send({ path: listPath, token: there }), 401, "session-expired");
    await untilKept(() => list(clock));
    now += 60 * minute - 1;
    await list(clock);
    now += 1;
    problem(await send({ path: listPath, token: clock }), 401, "session-expired");
  });

  test("is 304 for the kept entity tag, and whole again after a change", async () => {
    const token = await signIn();
    await untilKept(() => list(token));
    const whole = await send({ path: listPath, token });
    const headers = { "If-None-Match": whole.headers.get("etag") ?? "" };
    find.mockClear();
    const unchanged = await send({ path: listPath, token, headers });
    expect([unchanged.status, unchanged.text]).toEqual([304, ""]);
    expect(unchanged.headers.get("etag")).toBe(headers["If-None-Match"]);
    expect(find.mock.results.map(({ value }) => value !== null)).toEqual([true]);
    await create(token);
    expect((await send({ path: listPath, token, headers })).status).toBe(200);
  });
});

describe("a key", () => {
  test.each([
    ["this process", () => service],
    ["another process", () => other],
  ])("that %s revoked is refused", async (_who, by) => {
    const token = await signIn();
    const { apiKey, key } = await create(token);
    await untilKept(() => statusOf(key));
    expect((await post(by(), token, `/${apiKey.id}/revoke`, {})).status).toBe(200);
    problem(await send({ path: "/keys/self", key }), 401, "invalid-key");
  });

  test("has each minute's use noted, and no more", async () => {
    const { apiKey, key } = await create(await signIn());
    const start = now;
    const used: unknown[] = [];
    for (const seconds of [0, 1, 59, 60, 61, 119, 120]) {
      now = start + seconds * second;
      expect(await statusOf(key)).toBe(200);
      used.push(lastUsedAt(apiKey.id));
    }
    expect(used.map((at) => (Number(at) - start) / second)).toEqual([0, 0, 0, 60, 60, 60, 120]);
    // The distance counts on a clock that was set back, too.
    now = start;
    expect(await statusOf(key)).toBe(200);
    expect(lastUsedAt(apiKey.id)).toBe(start);
  });

  test("that retires works until its grace period is over, to the millisecond", async () => {
    const token = await signIn();
    const first = await create(token);
    await untilKept(() => statusOf(first.key));
    const rotated = await post(service, token, `/${first.apiKey.id}/rotate`, { graceSeconds: 5 });
    const { key } = shaped(rotated, 201, RotatedKey);
    expect(shaped(await send({ path: "/keys/self", key: first.key }), 200, OwnKey).status).toBe("retiring");
    await statusOf(key);
    await untilKept(() => statusOf(first.key));
    now += 5 * second - 1;
    expect(await statusOf(first.key)).toBe(200);
    now += 1;
    expect(await statusOf(first.key)).toBe(401);
  });
});

test("kept answers count against the limit like all others", async () => {
  const token = await signIn();
  const { key } = await create(token);
  now += minute;
  for (let count = 0; count < limit; count += 1) expect(await statusOf(key)).toBe(200);
  problem(await send({ path: "/keys/self", key }), 429, "rate-limited");
  for (let count = 0; count < limit; count += 1) await list(token);
  const limited = await send({ path: listPath, token });
  problem(limited, 429, "rate-limited");
  expect(limited.headers.get("retry-after")).toBe("60");
  now += minute;
  expect(await statusOf(key)).toBe(200);
});

test("web pages get no kept answer either", async () => {
  const token = await signIn();
  await untilKept(() => list(token));
  const authorization = `Bearer ${token}`;
  const statuses = await Promise.all(
    [{}, { host: "keyrack.example" }, { origin: "http://127.0.0.1" }].map(async (headers) => {
      return (await plainAnswer(service.origin, listPath, { authorization, ...headers })).status;
    }),
  );
  expect(statuses).toEqual([200, 403, 403]);
});

test("a HEAD and whatever else has the same path are not answered with what is kept", async () => {
  const token = await signIn();
  await untilKept(() => list(token));
  const address = Api.address(service.origin, listPath);
  const ask = (method: string) => fetch(address, { method, headers: { authorization: `Bearer ${token}` } });
  const head = await ask("HEAD");
  expect([head.status, await head.text()]).toEqual([200, ""]);
  expect((await ask("PUT")).status).toBe(405);
});

test("what is kept holds neither the key nor the token it is for", async () => {
  const keep = vi.spyOn(KeptAnswers.prototype, "keep");
  const token = await signIn();
  const { key } = await create(token);
  await untilKept(() => statusOf(key));
  await untilKept(() => list(token));
  const held = find.mock.results.map(({ value }) => JSON.stringify(value)).join();
  const given = keep.mock.calls.map(([, , answer, terms]) => JSON.stringify([answer.body.toString(), terms])).join();
  for (const secret of [key, token]) expect(held + given).not.toContain(secret);
  expect(given).toContain("countedAs");
});

test("a service that sleeps for days answers as the clock says", async () => {
  const token = await signIn();
  const { key } = await create(token);
  await untilKept(() => statusOf(key));
  await untilKept(() => list(token));
  now += 3 * day;
  problem(await send({ path: listPath, token }), 401, "session-expired");
  expect(await statusOf(key)).toBe(200);
});
