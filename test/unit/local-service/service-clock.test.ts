/** What happens as time goes by, with a clock that the test moves. */
import { randomUUID } from "node:crypto";
import { join } from "node:path";
import Database from "libsql";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { z } from "zod";
import { databaseFileName } from "../../../src-main/local-service/store/database.ts";
import { prepare } from "../../../src-main/local-service/store/statement.ts";
import { Api } from "../../conformance/api.ts";
import { filesIn } from "../../conformance/secret-forms.ts";
import { CreatedKey, KeyPage, NewSession, problem, Session, shaped } from "../../conformance/shapes.ts";
import { startLocalService } from "../../support/local-service.ts";

const second = 1000;
const minute = 60 * second;
const day = 24 * 60 * minute;

let now: number;
let service: Awaited<ReturnType<typeof startLocalService>>;
let api: Api;
let token: string;

beforeEach(async () => {
  now = Date.parse("2026-03-03T14:00:00.000Z");
  service = await startLocalService({ now: () => now, requestsPerMinute: 100_000 });
  api = new Api(service.origin);
  token = (await service.service.openWorkspaceSession()).token;
});
afterEach(async () => await service.close());

async function create(idempotencyKey: string, name = "Clock", as = token) {
  const headers = { "Idempotency-Key": idempotencyKey };
  return await api.send({ method: "POST", path: "/admin/api-keys", token: as, headers, body: { name } });
}

async function lastUsedAt(): Promise<string | null | undefined> {
  const page = shaped(await api.send({ path: "/admin/api-keys", token }), 200, KeyPage);
  return page.data[0]?.lastUsedAt;
}

describe("sessions", () => {
  test("last 30 days to the millisecond", async () => {
    now += 30 * day - 1;
    shaped(await api.send({ path: "/admin/session", token }), 200, Session);
    now += 1;
    problem(await api.send({ path: "/admin/session", token }), 401, "session-expired");
  });

  test("last as long as the service was told", async () => {
    const short = await startLocalService({ now: () => now, sessionTtlSeconds: 5 });
    const session = await short.service.openWorkspaceSession();
    expect(session.expiresAt).toBe("2026-03-03T14:00:05.000Z");
    now += 5 * second;
    const answer = await new Api(short.origin).send({ path: "/admin/session", token: session.token });
    problem(answer, 401, "session-expired");
    await short.close();
  });
});

describe("a lost answer to a create", () => {
  test("can be had for 10 minutes, then never again, and still makes no second key", async () => {
    const idempotencyKey = randomUUID();
    const made = shaped(await create(idempotencyKey), 201, CreatedKey);
    now += 10 * minute - 1;
    const repeated = await create(idempotencyKey);
    expect(shaped(repeated, 201, CreatedKey).key === made.key).toBe(true);
    expect(repeated.headers.get("idempotency-replayed")).toBe("true");
    now += 1;
    expect(problem(await create(idempotencyKey), 409, "already-created").keyId).toBe(made.apiKey.id);
    now += 300 * day;
    token = (await service.service.openWorkspaceSession()).token;
    expect(problem(await create(idempotencyKey), 409, "already-created").keyId).toBe(made.apiKey.id);
    problem(await create(idempotencyKey, "Other"), 422, "idempotency-mismatch");
  });

  test("is erased from every file when its time is over", async () => {
    await create(randomUUID());
    const db = new Database(join(service.dataDir, databaseFileName));
    const row = z.object({ sealed_answer: z.instanceof(Buffer).nullable() });
    const sealed = prepare(db, "SELECT sealed_answer FROM idempotent_creates").one(row)?.sealed_answer;
    db.close();
    if (!sealed) throw new Error("Nothing was sealed");
    const holders = () => filesIn(service.dataDir).filter(({ bytes }) => bytes.includes(sealed.subarray(60, 120)));
    expect(holders().length).toBeGreaterThan(0);
    now += 10 * minute;
    // The next create of anybody erases it; so do the timer and the next start.
    await create(randomUUID());
    expect(holders().map(({ name }) => name)).toEqual([]);
  });

  test("belongs to the account: another admin's same Idempotency-Key makes another key", async () => {
    const { adminEmail: email, adminPassword: password } = service;
    const signIn = await api.send({ method: "POST", path: "/admin/sessions", body: { email, password } });
    const other = shaped(signIn, 201, NewSession);
    const idempotencyKey = randomUUID();
    const mine = shaped(await create(idempotencyKey), 201, CreatedKey);
    const theirs = shaped(await create(idempotencyKey, "Clock", other.token), 201, CreatedKey);
    expect(theirs.apiKey.id).not.toBe(mine.apiKey.id);
    expect(theirs.apiKey.createdBy).toEqual({ id: other.account.id, name: "Admin" });
    expect(mine.apiKey.createdBy.name).toBe("You");
  });
});

describe("lastUsedAt", () => {
  test("is noted again after a minute, not before, and also when the clock was set back", async () => {
    const { key } = shaped(await create(randomUUID()), 201, CreatedKey);
    const use = () => api.send({ path: "/keys/self", key });
    await use();
    expect(await lastUsedAt()).toBe("2026-03-03T14:00:00.000Z");
    now += minute - 1;
    await use();
    expect(await lastUsedAt()).toBe("2026-03-03T14:00:00.000Z");
    now += 1;
    await use();
    expect(await lastUsedAt()).toBe("2026-03-03T14:01:00.000Z");
    now -= 365 * day;
    token = (await service.service.openWorkspaceSession()).token;
    await use();
    expect(await lastUsedAt()).toBe("2025-03-03T14:01:00.000Z");
  });

  test("is noted for a refused call too: the key was used", async () => {
    const { key } = shaped(await create(randomUUID()), 201, CreatedKey);
    problem(await api.send({ path: "/inbound", key }), 400, "warehouse-required");
    expect(await lastUsedAt()).toBe("2026-03-03T14:00:00.000Z");
  });
});

describe("sign-ins", () => {
  test("10 failures close the door for 15 minutes, for the right password too, and no longer", async () => {
    const { adminEmail: email, adminPassword: password } = service;
    const signIn = (word: string, who = email) =>
      api.send({ method: "POST", path: "/admin/sessions", body: { email: who, password: word }, takeLimit: true });
    for (let count = 0; count < 10; count += 1) problem(await signIn("wrong"), 401, "invalid-credentials");
    const limited = await signIn(password);
    problem(limited, 429, "rate-limited");
    expect(limited.headers.get("retry-after")).toBe("900");
    problem(await signIn(password, email.toUpperCase()), 429, "rate-limited");
    problem(await signIn("wrong", "somebody@else.invalid"), 401, "invalid-credentials");
    now += 15 * minute - 1;
    expect((await signIn(password)).headers.get("retry-after")).toBe("1");
    now += 1;
    shaped(await signIn(password), 201, NewSession);
  });

  test("successes do not count", async () => {
    const { adminEmail: email, adminPassword: password } = service;
    for (let count = 0; count < 12; count += 1) {
      const answer = await api.send({
        method: "POST",
        path: "/admin/sessions",
        body: { email, password },
        takeLimit: true,
      });
      expect(answer.status).toBe(201);
    }
  });
});
