/** Clauses of rotating: the answer, the limit, the grace period, and calling it off. */
import { expect } from "vitest";
import type { Clause, Context } from "../clause.ts";
import { type ApiKey, CreatedKey, notStored, OwnKey, problem, RotatedKey, shaped } from "../shapes.ts";
import { fill, listed, statusOfHolder, untilRefused } from "./steps.ts";

const rotate = "POST /admin/api-keys/{id}/rotate {graceSeconds} + Idempotency-Key";
const grace = "The grace period of a rotated key begins when its successor is first used";
const cancel = "Cancelling a rotation";
const needs = ["rotate"];
const minuteMs = 60_000;

const settled = { replacedBy: null, graceSeconds: null, graceEndsAt: null };

async function made(context: Context, name = "Rotated"): Promise<{ apiKey: ApiKey; key: string }> {
  await context.needRoom(1);
  return await context.create(name);
}

/** The clauses. */
export const rotateClauses: readonly Clause[] = [
  {
    id: "rotate",
    call: rotate,
    needs,
    rule: "201 {apiKey, key, predecessor}, not to be stored; the successor takes over name and place, the predecessor retires",
    check: async (context) => {
      const first = await made(context, "Production");
      const answer = await context.tryRotate(first.apiKey.id, { graceSeconds: 3600 });
      notStored(answer);
      const { apiKey, key, predecessor } = shaped(answer, 201, RotatedKey);
      expect(key.startsWith(apiKey.start) && key.endsWith(apiKey.last4), "start and last4 fit the new key").toBe(true);
      expect(key === first.key, "the new key is the old one").toBe(false);
      const successor = {
        name: "Production",
        status: "active",
        replaces: first.apiKey.id,
        lastUsedAt: null,
        ...settled,
      };
      expect(apiKey, "the successor").toMatchObject(successor);
      expect(apiKey.createdBy.id, "createdBy.id of the successor").toBe(context.session.accountId);
      const retiring = { status: "retiring", replacedBy: apiKey.id, graceSeconds: 3600, graceEndsAt: null };
      expect(predecessor, "the predecessor").toEqual({ ...first.apiKey, ...retiring });

      expect(await listed(context, "active", apiKey.id), "the successor in the active list").toEqual(apiKey);
      expect(await listed(context, "retiring", first.apiKey.id), "the predecessor among the retiring").toEqual(
        predecessor,
      );
      for (const status of ["active", "revoked"] as const) {
        expect(await listed(context, status, first.apiKey.id), `the predecessor in the ${status} list`).toBeUndefined();
      }
      const { text } = await context.send({ path: "/admin/api-keys?limit=200" });
      expect(text.includes(key), "a list holds the new key").toBe(false);
    },
  },
  {
    id: "rotate-limit",
    call: rotate,
    needs,
    rule: "retiring keys do not count: at the limit a rotation works, below it they leave their room",
    check: async (context) => {
      const [first, second] = await fill(context);
      const { limits } = await context.page("?status=active");
      await context.rotate(first?.id ?? "");
      expect((await context.page("?status=active")).limits, "limits after the rotation").toEqual(limits);
      expect((await context.all("active")).length, "active keys").toBe(limits.maxActive);
      problem(await context.tryCreate({ name: "One more" }), 409, "key-limit-reached");
      if (!second) return;
      await context.revoke(second.id);
      shaped(await context.tryCreate({ name: "Takes the room" }), 201, CreatedKey);
    },
  },
  {
    id: "rotate-race",
    call: rotate,
    needs,
    rule: "of racing rotations of one key one is answered 201 and all others 409 not-rotatable; with creates racing too, at most 5 are active",
    check: async (context) => {
      const [first, second] = await fill(context);
      const race = [
        ...Array.from({ length: 10 }, () => context.tryRotate(first?.id ?? "")),
        ...(second ? [context.tryRotate(second.id)] : []),
        ...Array.from({ length: 10 }, () => context.tryCreate({ name: "Rusher" })),
      ];
      const answers = await Promise.all(race);
      const rotations = answers.slice(0, 10);
      expect(rotations.filter(({ status }) => status === 201).length, "rotations answered 201").toBe(1);
      for (const answer of rotations) if (answer.status !== 201) problem(answer, 409, "not-rotatable");
      expect((await context.page("?status=active")).limits.active, "limits.active").toBe(5);
      expect((await context.all("active")).length, "active keys").toBe(5);
    },
  },
  {
    id: "rotate-grace",
    call: grace,
    needs,
    rule: "both keys work; graceEndsAt is null until the successor is used, and then its first use plus graceSeconds",
    check: async (context) => {
      const first = await made(context);
      const { key } = await context.rotate(first.apiKey.id, 7200);
      // However often the old key is used, nothing begins.
      for (let use = 0; use < 2; use += 1) {
        const own = shaped(await context.api.send({ path: "/keys/self", key: first.key }), 200, OwnKey);
        expect(own, "what the retiring key is told").toMatchObject({ id: first.apiKey.id, status: "retiring" });
      }
      expect((await listed(context, "retiring", first.apiKey.id))?.graceEndsAt, "graceEndsAt before").toBeNull();
      const own = shaped(await context.api.send({ path: "/keys/self", key }), 200, OwnKey);
      expect(own.status, "status of the successor").toBe("active");
      const ends = Date.parse((await listed(context, "retiring", first.apiKey.id))?.graceEndsAt ?? "");
      expect(Math.abs(ends - Date.now() - 7_200_000), "distance of graceEndsAt from now + 2 h").toBeLessThan(
        5 * minuteMs,
      );
      expect(await statusOfHolder(context, first.key), "status of a call with the old key").toBe(200);
    },
  },
  {
    id: "rotate-grace-once",
    call: grace,
    needs,
    rule: "further uses of the successor leave graceEndsAt as it is",
    check: async (context) => {
      const first = await made(context);
      const { key } = await context.rotate(first.apiKey.id);
      await statusOfHolder(context, key);
      const before = (await listed(context, "retiring", first.apiKey.id))?.graceEndsAt;
      for (let use = 0; use < 3; use += 1) {
        await new Promise((done) => setTimeout(done, 30));
        await statusOfHolder(context, key);
      }
      expect(before, "graceEndsAt").toBeTruthy();
      expect((await listed(context, "retiring", first.apiKey.id))?.graceEndsAt, "graceEndsAt later").toBe(before);
    },
  },
  {
    id: "rotate-end",
    call: grace,
    needs,
    rule: 'at its end the old key is refused at once and revoked: revokedAt is graceEndsAt, the reason "rotated", by who rotated',
    check: async (context) => {
      const first = await made(context);
      const { apiKey, key } = await context.rotate(first.apiKey.id, 2);
      await statusOfHolder(context, key);
      const graceEndsAt = (await listed(context, "retiring", first.apiKey.id))?.graceEndsAt;
      await untilRefused(context, first.key);
      expect(Date.now(), "the end, against graceEndsAt").toBeGreaterThan(Date.parse(graceEndsAt ?? "") - 5 * minuteMs);
      const revoked = await listed(context, "revoked", first.apiKey.id);
      expect(revoked, "the key").toMatchObject({
        status: "revoked",
        revokedAt: graceEndsAt,
        revocationReason: "rotated",
        replacedBy: apiKey.id,
        graceSeconds: null,
        graceEndsAt: null,
      });
      if (revoked?.revokedBy) expect(revoked.revokedBy.id, "revokedBy.id").toBe(context.session.accountId);
      expect(await listed(context, "retiring", first.apiKey.id), "the key among the retiring").toBeUndefined();
      const again = await context.revoke(first.apiKey.id, { reason: "Again" });
      expect(again, "the key, revoked again").toEqual(revoked);
      expect(await statusOfHolder(context, key), "status of a call with the successor").toBe(200);
    },
  },
  {
    id: "rotate-no-grace",
    call: grace,
    needs,
    rule: "graceSeconds 0: the old key works until the successor is used, and not a moment longer",
    check: async (context) => {
      const first = await made(context);
      const { key } = await context.rotate(first.apiKey.id, 0);
      expect(await statusOfHolder(context, first.key), "status before").toBe(200);
      expect(await statusOfHolder(context, key), "status of the successor").toBe(200);
      problem(await context.api.send({ path: "/keys/self", key: first.key }), 401, "invalid-key");
      expect((await listed(context, "revoked", first.apiKey.id))?.revocationReason, "reason").toBe("rotated");
    },
  },
  {
    id: "rotate-cancel",
    call: cancel,
    needs,
    rule: "revoking the successor makes the predecessor active again, also in its grace period; it can be rotated anew",
    check: async (context) => {
      const first = await made(context);
      const { limits } = await context.page("?status=active");
      for (const used of [false, true]) {
        const { apiKey, key } = await context.rotate(first.apiKey.id);
        if (used) await statusOfHolder(context, key);
        const revoked = await context.revoke(apiKey.id, { reason: "Cancelled" });
        expect(revoked, "the successor").toMatchObject({ status: "revoked", revocationReason: "Cancelled" });
        expect(await statusOfHolder(context, key), "status of a call with the successor").toBe(401);
        const back = await listed(context, "active", first.apiKey.id);
        expect(back, "the predecessor").toMatchObject({ status: "active", revokedAt: null, ...settled });
        const own = shaped(await context.api.send({ path: "/keys/self", key: first.key }), 200, OwnKey);
        expect(own.status, "what the predecessor is told").toBe("active");
        expect(
          await listed(context, "retiring", first.apiKey.id),
          "the predecessor among the retiring",
        ).toBeUndefined();
        expect((await context.page("?status=active")).limits, "limits").toEqual(limits);
      }
    },
  },
  {
    id: "rotate-revoke-predecessor",
    call: cancel,
    needs,
    rule: "revoking the predecessor ends it at once and leaves the successor, which can then be rotated itself",
    check: async (context) => {
      const first = await made(context);
      const { apiKey, key } = await context.rotate(first.apiKey.id);
      const revoked = await context.revoke(first.apiKey.id, { reason: "At once" });
      const expected = { status: "revoked", revocationReason: "At once", graceSeconds: null, graceEndsAt: null };
      expect(revoked, "the predecessor").toMatchObject(expected);
      expect(await statusOfHolder(context, first.key), "status of a call with the predecessor").toBe(401);
      expect(await statusOfHolder(context, key), "status of a call with the successor").toBe(200);
      expect((await listed(context, "active", apiKey.id))?.status, "status of the successor").toBe("active");
      await context.rotate(apiKey.id);
    },
  },
];
