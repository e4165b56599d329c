/** Clauses of rotating: what is refused, and what a repeated Idempotency-Key gets. */
import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { expect } from "vitest";
import { type Clause, Context, NotApplicable, openSuiteSession } from "../clause.ts";
import { CreatedKey, notStored, problem, RotatedKey, shaped } from "../shapes.ts";
import { listed, statusOfHolder } from "./steps.ts";

const refused = "What a rotation refuses";
const lost = "A lost answer to a rotation";
const needs = ["rotate"];
const grace = { graceSeconds: 3600 };

/** The clauses. */
export const rotateRefusalClauses: readonly Clause[] = [
  {
    id: "rotate-refused",
    call: refused,
    needs,
    rule: "409 not-rotatable for a revoked key, a retiring one, and one whose predecessor still retires; nothing is changed",
    check: async (context) => {
      await context.needRoom(2);
      const revoked = await context.create("Revoked");
      await context.revoke(revoked.apiKey.id);
      const first = await context.create("Retires");
      const { apiKey: successor } = await context.rotate(first.apiKey.id);
      const before = { active: await context.all("active"), retiring: await context.all("retiring") };
      for (const id of [revoked.apiKey.id, first.apiKey.id, successor.id]) {
        problem(await context.tryRotate(id), 409, "not-rotatable");
      }
      const after = { active: await context.all("active"), retiring: await context.all("retiring") };
      expect(after, "the lists").toEqual(before);
      expect(await statusOfHolder(context, first.key), "status of a call with the retiring key").toBe(200);
    },
  },
  {
    id: "rotate-not-found",
    call: refused,
    needs,
    rule: "404 not-found for an unknown id, 401 session-expired without a session, 400 idempotency-key-required without that header",
    check: async (context) => {
      problem(await context.tryRotate(randomUUID()), 404, "not-found");
      await context.needRoom(1);
      const { apiKey } = await context.create("Stays");
      const request = { method: "POST", path: `/admin/api-keys/${apiKey.id}/rotate`, body: grace } as const;
      problem(await context.send(request), 400, "idempotency-key-required");
      const headers = { "Idempotency-Key": randomUUID() };
      problem(await context.sendAnonymously({ ...request, headers }), 401, "session-expired");
      expect(await listed(context, "active", apiKey.id), "the key").toEqual(apiKey);
    },
  },
  {
    id: "rotate-invalid-grace",
    call: refused,
    needs,
    rule: "422 invalid-grace unless graceSeconds is a whole number from 0 to 2,592,000 (30 days); nothing half done",
    check: async (context) => {
      await context.needRoom(1);
      const { apiKey } = await context.create("Stays");
      const idempotencyKey = randomUUID();
      const absurd = [-1, 2_592_001, 1e15, 1.5, "3600", null, true, [], undefined];
      for (const graceSeconds of absurd) {
        problem(await context.tryRotate(apiKey.id, { graceSeconds }, idempotencyKey), 422, "invalid-grace");
      }
      expect(await listed(context, "active", apiKey.id), "the key").toEqual(apiKey);
      // Nothing was used up: the same Idempotency-Key works once the grace period is right.
      const longest = { graceSeconds: 2_592_000 };
      const answer = await context.tryRotate(apiKey.id, longest, idempotencyKey);
      expect(shaped(answer, 201, RotatedKey).predecessor.graceSeconds, "graceSeconds").toBe(2_592_000);
    },
  },
  {
    id: "rotate-repeat",
    call: lost,
    needs,
    rule: "the same Idempotency-Key gets the original 201 again, racing too, and never makes a second successor",
    check: async (context) => {
      await context.needRoom(1);
      const { apiKey: first } = await context.create("Once");
      const idempotencyKey = randomUUID();
      const again = () => context.tryRotate(first.id, grace, idempotencyKey);
      const race = (await Promise.all(Array.from({ length: 5 }, again))).map((answer) =>
        shaped(answer, 201, RotatedKey),
      );
      const [original] = race;
      if (!original) throw new Error("Nobody raced");
      expect(new Set(race.map(({ key }) => key)).size, "different keys").toBe(1);
      await statusOfHolder(context, original.key);
      const late = await again();
      notStored(late);
      const repeated = shaped(late, 201, RotatedKey);
      context.expectSame(original.key, repeated.key, "key");
      expect(repeated, "the answer, after the successor was used").toEqual(original);
      const successors = (await context.all("active")).filter(({ replaces }) => replaces === first.id);
      expect(successors.length, "successors").toBe(1);
    },
  },
  {
    id: "rotate-mismatch",
    call: lost,
    needs,
    rule: "the same Idempotency-Key for another grace period, another key or a create (and the other way round): 422 idempotency-mismatch",
    check: async (context) => {
      await context.needRoom(2);
      const creation = randomUUID();
      const made = await context.tryCreate({ name: "First" }, creation);
      const { apiKey: first } = shaped(made, 201, CreatedKey);
      const { apiKey: other } = await context.create("Other");
      const idempotencyKey = randomUUID();
      shaped(await context.tryRotate(first.id, grace, idempotencyKey), 201, RotatedKey);
      const before = { active: await context.all("active"), retiring: await context.all("retiring") };
      const attempts = [
        await context.tryRotate(first.id, { graceSeconds: 60 }, idempotencyKey),
        await context.tryRotate(other.id, grace, idempotencyKey),
        await context.tryCreate({ name: "First" }, idempotencyKey),
        await context.tryRotate(other.id, grace, creation),
      ];
      for (const answer of attempts) problem(answer, 422, "idempotency-mismatch");
      const after = { active: await context.all("active"), retiring: await context.all("retiring") };
      expect(after, "the lists").toEqual(before);
    },
  },
  {
    id: "rotate-later",
    call: lost,
    needs,
    rule: "later than 10 minutes: 409 already-created {keyId}, and still no second successor",
    check: async ({ session: { shortWindow } }) => {
      if (!shortWindow) throw new NotApplicable("would take 10 minutes; only a server with a shorter window is asked");
      const context = new Context(await openSuiteSession(shortWindow));
      await context.needRoom(1);
      try {
        const { apiKey: first } = await context.create("Late");
        const idempotencyKey = randomUUID();
        const answer = await context.tryRotate(first.id, grace, idempotencyKey);
        const { apiKey } = shaped(answer, 201, RotatedKey);
        await sleep(shortWindow.seconds * 1000 + 100);
        const late = problem(await context.tryRotate(first.id, grace, idempotencyKey), 409, "already-created");
        expect(late.keyId, "keyId").toBe(apiKey.id);
        expect((await context.all("active")).filter(({ replaces }) => replaces === first.id).length).toBe(1);
      } finally {
        await context.cleanUp();
      }
    },
  },
];
