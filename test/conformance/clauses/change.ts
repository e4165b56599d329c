/** Clauses of renaming and revoking. */
import { randomUUID } from "node:crypto";
import { expect } from "vitest";
import type { Clause } from "../clause.ts";
import { ApiKey, OwnKey, problem, shaped } from "../shapes.ts";

const rename = "PATCH /admin/api-keys/{id} {name}";
const revoke = "POST /admin/api-keys/{id}/revoke {reason?}";
const path = "/admin/api-keys";

/** The clauses. */
export const changeClauses: readonly Clause[] = [
  {
    id: "rename",
    call: rename,
    rule: "200 apiKey with the new name and everything else as it was",
    check: async (context) => {
      await context.needRoom(1);
      const { apiKey, key } = await context.create("Before");
      const answer = await context.send({ method: "PATCH", path: `${path}/${apiKey.id}`, body: { name: "After" } });
      const renamed = shaped(answer, 200, ApiKey);
      expect(renamed, "the key").toEqual({ ...apiKey, name: "After" });
      const listed = (await context.all("active")).find(({ id }) => id === apiKey.id);
      expect(listed, "the key in the list").toEqual(renamed);
      const own = shaped(await context.api.send({ path: "/keys/self", key }), 200, OwnKey);
      expect(own.name, "the name its holder sees").toBe("After");
    },
  },
  {
    id: "rename-not-found",
    call: rename,
    rule: "404 not-found for an unknown id, 400 invalid-request without a name",
    check: async (context) => {
      const unknown = { method: "PATCH", path: `${path}/${randomUUID()}` } as const;
      problem(await context.send({ ...unknown, body: { name: "Nobody" } }), 404, "not-found");
      problem(await context.sendAnonymously({ ...unknown, body: { name: "Nobody" } }), 401, "session-expired");
      await context.needRoom(1);
      const { apiKey } = await context.create("Stays");
      const answer = await context.send({ method: "PATCH", path: `${path}/${apiKey.id}`, body: {} });
      expect([400, 422], "status without a name").toContain(answer.status);
    },
  },
  {
    id: "revoke",
    call: revoke,
    rule: "200 apiKey, revoked now, by this admin, for this reason; it moves to the revoked list",
    check: async (context) => {
      await context.needRoom(1);
      const { apiKey } = await context.create("Revoked");
      const revoked = await context.revoke(apiKey.id, { reason: "Conformance" });
      expect(revoked.id, "id").toBe(apiKey.id);
      expect(revoked.status, "status").toBe("revoked");
      expect(revoked.revocationReason, "revocationReason").toBe("Conformance");
      expect(Date.parse(revoked.revokedAt ?? ""), "revokedAt").toBeGreaterThanOrEqual(Date.parse(apiKey.createdAt));
      if (revoked.revokedBy) expect(revoked.revokedBy.id, "revokedBy.id").toBe(context.session.accountId);
      const [newest] = (await context.page("?status=revoked&limit=1")).data;
      expect(newest, "the newest revocation in the list").toEqual(revoked);
      expect(
        (await context.all("active")).map(({ id }) => id),
        "the active list",
      ).not.toContain(apiKey.id);
    },
  },
  {
    id: "revoke-again",
    call: revoke,
    rule: "again: the same revokedAt, and the first reason stays",
    check: async (context) => {
      await context.needRoom(1);
      const { apiKey } = await context.create("Twice");
      const first = await context.revoke(apiKey.id, { reason: "First" });
      await new Promise((done) => setTimeout(done, 20));
      const second = await context.revoke(apiKey.id, { reason: "Second" });
      expect(second.revokedAt, "revokedAt").toBe(first.revokedAt);
      expect(second, "the key").toEqual(first);
    },
  },
  {
    id: "revoke-race",
    call: revoke,
    rule: "racing revocations of one key all get the same revokedAt",
    check: async (context) => {
      await context.needRoom(1);
      const { apiKey } = await context.create("Raced");
      const all = await Promise.all(Array.from({ length: 10 }, () => context.revoke(apiKey.id)));
      expect(new Set(all.map(({ revokedAt }) => revokedAt)).size, "different revokedAt").toBe(1);
    },
  },
  {
    id: "revoke-at-once",
    call: revoke,
    rule: "a revoked key gets 401 invalid-key at once, on every consumer call",
    check: async (context) => {
      await context.needRoom(1);
      const { apiKey, key } = await context.create("At once");
      shaped(await context.api.send({ path: "/keys/self", key }), 200, OwnKey);
      await context.revoke(apiKey.id);
      problem(await context.api.send({ path: "/keys/self", key }), 401, "invalid-key");
      const headers = { "X-Warehouse-Id": context.session.warehouses[0]?.id ?? "wh" };
      problem(await context.api.send({ path: "/inbound", key, headers }), 401, "invalid-key");
    },
  },
  {
    id: "revoke-not-found",
    call: revoke,
    rule: "404 not-found for an unknown id, 401 session-expired without a session",
    check: async (context) => {
      const unknown = { method: "POST", path: `${path}/${randomUUID()}/revoke`, body: {} } as const;
      problem(await context.send(unknown), 404, "not-found");
      problem(await context.sendAnonymously(unknown), 401, "session-expired");
    },
  },
];
