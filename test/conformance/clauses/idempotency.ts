/** Clauses of "A lost answer to a create must not lose the key or make two". */
import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { expect } from "vitest";
import { type Clause, Context, NotApplicable, openSuiteSession } from "../clause.ts";
import { CreatedKey, notStored, OwnKey, problem, shaped } from "../shapes.ts";

const lost = "A lost answer to a create";

/** The clauses. */
export const idempotencyClauses: readonly Clause[] = [
  {
    id: "idempotency-repeat",
    call: lost,
    rule: "the same Idempotency-Key within 10 minutes gets the original 201 again and never makes a second key",
    check: async (context) => {
      await context.needRoom(1);
      const before = (await context.all("active")).length;
      const idempotencyKey = randomUUID();
      const first = shaped(await context.tryCreate({ name: "Once" }, idempotencyKey), 201, CreatedKey);
      for (let repeat = 0; repeat < 3; repeat += 1) {
        const answer = await context.tryCreate({ name: "Once" }, idempotencyKey);
        const again = shaped(answer, 201, CreatedKey);
        notStored(answer);
        expect(again.apiKey, "apiKey of the repeat").toEqual(first.apiKey);
        context.expectSame(first.key, again.key, "key");
      }
      expect((await context.all("active")).length, "active keys").toBe(before + 1);
      shaped(await context.api.send({ path: "/keys/self", key: first.key }), 200, OwnKey);
    },
  },
  {
    id: "idempotency-race",
    call: lost,
    rule: "ten racing creates with the same Idempotency-Key make one key and all get it",
    check: async (context) => {
      await context.needRoom(1);
      const before = (await context.all("active")).length;
      const idempotencyKey = randomUUID();
      const race = Array.from({ length: 10 }, () => context.tryCreate({ name: "Raced" }, idempotencyKey));
      const answers = (await Promise.all(race)).map((answer) => shaped(answer, 201, CreatedKey));
      expect(new Set(answers.map(({ apiKey }) => apiKey.id)).size, "different ids").toBe(1);
      expect(new Set(answers.map(({ key }) => key)).size, "different keys").toBe(1);
      expect((await context.all("active")).length, "active keys").toBe(before + 1);
    },
  },
  {
    id: "idempotency-other-keys",
    call: lost,
    rule: "another Idempotency-Key makes another key, also with the same body",
    check: async (context) => {
      await context.needRoom(2);
      const [first, second] = [await context.create("Same body"), await context.create("Same body")];
      expect(first.apiKey.id === second.apiKey.id, "both creates answered the same key").toBe(false);
      expect(first.key === second.key, "both keys are the same").toBe(false);
    },
  },
  {
    id: "idempotency-original",
    call: lost,
    rule: "the original answer comes again even after the key was renamed or revoked, and makes nothing new",
    check: async (context) => {
      await context.needRoom(1);
      const idempotencyKey = randomUUID();
      const first = shaped(await context.tryCreate({ name: "Original" }, idempotencyKey), 201, CreatedKey);
      const { id } = first.apiKey;
      await context.send({ method: "PATCH", path: `/admin/api-keys/${id}`, body: { name: "Renamed" } });
      const renamed = shaped(await context.tryCreate({ name: "Original" }, idempotencyKey), 201, CreatedKey);
      expect(renamed.apiKey, "apiKey after a rename").toEqual(first.apiKey);
      await context.revoke(id);
      const active = (await context.all("active")).length;
      const revoked = shaped(await context.tryCreate({ name: "Original" }, idempotencyKey), 201, CreatedKey);
      context.expectSame(first.key, revoked.key, "key");
      expect((await context.all("active")).length, "active keys").toBe(active);
      problem(await context.api.send({ path: "/keys/self", key: first.key }), 401, "invalid-key");
    },
  },
  {
    id: "idempotency-mismatch",
    call: lost,
    rule: "the same Idempotency-Key with another body: 422 idempotency-mismatch, nothing is made, the first answer stays",
    check: async (context) => {
      await context.needRoom(2);
      const idempotencyKey = randomUUID();
      const first = shaped(await context.tryCreate({ name: "First" }, idempotencyKey), 201, CreatedKey);
      const before = (await context.all("active")).length;
      problem(await context.tryCreate({ name: "Second" }, idempotencyKey), 422, "idempotency-mismatch");
      problem(await context.tryCreate({}, idempotencyKey), 422, "idempotency-mismatch");
      expect((await context.all("active")).length, "active keys").toBe(before);
      const again = shaped(await context.tryCreate({ name: "First" }, idempotencyKey), 201, CreatedKey);
      context.expectSame(first.key, again.key, "key");
    },
  },
  {
    id: "idempotency-later",
    call: lost,
    rule: "later than 10 minutes: 409 already-created {keyId}, and still no second key",
    check: async ({ session: { shortWindow } }) => {
      if (!shortWindow) throw new NotApplicable("would take 10 minutes; only a server with a shorter window is asked");
      const context = new Context(await openSuiteSession(shortWindow));
      await context.needRoom(1);
      const idempotencyKey = randomUUID();
      const { apiKey } = shaped(await context.tryCreate({ name: "Late" }, idempotencyKey), 201, CreatedKey);
      const active = (await context.all("active")).length;
      await sleep(shortWindow.seconds * 1000 + 100);
      const late = problem(await context.tryCreate({ name: "Late" }, idempotencyKey), 409, "already-created");
      expect(late.keyId, "keyId").toBe(apiKey.id);
      problem(await context.tryCreate({ name: "Other" }, idempotencyKey), 422, "idempotency-mismatch");
      expect((await context.all("active")).length, "active keys").toBe(active);
      await context.cleanUp();
    },
  },
];
