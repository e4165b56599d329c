/** Clauses of "The limit": at most 5 active keys, whatever races. */
import { randomUUID } from "node:crypto";
import { expect } from "vitest";
import { z } from "zod";
import type { Clause } from "../clause.ts";
import { CreatedKey, problem, shaped } from "../shapes.ts";
import { fill } from "./steps.ts";

const limit = "The limit";
const Limits = z.looseObject({ maxActive: z.int(), active: z.int() });

/** The clauses. */
export const limitClauses: readonly Clause[] = [
  {
    id: "limit",
    call: limit,
    rule: "at 5 active keys a create is answered 409 key-limit-reached {maxActive, active} and makes nothing",
    check: async (context) => {
      await fill(context);
      const refused = Limits.parse(problem(await context.tryCreate({ name: "One more" }), 409, "key-limit-reached"));
      expect({ maxActive: refused.maxActive, active: refused.active }).toEqual({ maxActive: 5, active: 5 });
      const { limits } = await context.page("?status=active");
      expect(limits, "limits of the list").toEqual({ maxActive: 5, active: 5 });
      expect((await context.all("active")).length, "active keys").toBe(5);
    },
  },
  {
    id: "limit-freed",
    call: limit,
    rule: "revoked keys never count: revoking one makes room for exactly one",
    check: async (context) => {
      const [first] = await fill(context);
      await context.revoke(first?.id ?? "");
      const idempotencyKey = randomUUID();
      shaped(await context.tryCreate({ name: "Takes the room" }, idempotencyKey), 201, CreatedKey);
      problem(await context.tryCreate({ name: "Too many" }), 409, "key-limit-reached");
      // The lost answer can be had at the limit too: repeating is not creating.
      shaped(await context.tryCreate({ name: "Takes the room" }, idempotencyKey), 201, CreatedKey);
    },
  },
  {
    id: "limit-keeps-idempotency-key",
    call: limit,
    rule: "a create refused at the limit uses nothing up: the same Idempotency-Key works once there is room",
    check: async (context) => {
      const [first] = await fill(context);
      const idempotencyKey = randomUUID();
      problem(await context.tryCreate({ name: "Patient" }, idempotencyKey), 409, "key-limit-reached");
      await context.revoke(first?.id ?? "");
      shaped(await context.tryCreate({ name: "Patient" }, idempotencyKey), 201, CreatedKey);
    },
  },
  {
    id: "limit-race",
    call: limit,
    rule: "50 racing creates leave exactly 5 active: as many 201 as there was room, 409 for all others",
    check: async (context) => {
      await context.needRoom(1);
      const room = await context.room();
      const race = Array.from({ length: 50 }, (_, index) => context.tryCreate({ name: `Racer ${index}` }));
      const answers = await Promise.all(race);
      const made = answers.filter(({ status }) => status === 201).map((answer) => shaped(answer, 201, CreatedKey));
      const others = answers.filter(({ status }) => status !== 201);
      expect(made.length, "creates that were answered 201").toBe(room);
      for (const answer of others) problem(answer, 409, "key-limit-reached");
      expect(new Set(made.map(({ key }) => key)).size, "different keys").toBe(room);
      const active = await context.all("active");
      expect(active.length, "active keys").toBe(5);
      expect(
        active.map(({ id }) => id),
        "the active list",
      ).toEqual(expect.arrayContaining(made.map((one) => one.apiKey.id)));
    },
  },
  {
    id: "limit-race-with-revokes",
    call: limit,
    rule: "creates racing with revocations never leave more than 5 active",
    check: async (context) => {
      const made = await fill(context);
      const race = [
        ...made.slice(0, 2).map(({ id }) => context.revoke(id)),
        ...Array.from({ length: 20 }, () => context.tryCreate({ name: "Rusher" })),
      ];
      await Promise.all(race);
      const active = (await context.all("active")).length;
      expect(active, "active keys").toBeLessThanOrEqual(5);
      expect((await context.page("?status=active")).limits.active, "limits.active").toBe(active);
    },
  },
];
