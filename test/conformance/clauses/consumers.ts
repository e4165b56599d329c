/** Clauses of the consumer side: `/keys/self`, `/inbound` and what they leave in `lastUsedAt`. */
import { expect } from "vitest";
import { z } from "zod";
import { type Clause, type Context, NotApplicable } from "../clause.ts";
import { OwnKey, problem, shaped } from "../shapes.ts";

const self = "GET /keys/self (ApiKey)";
const inbound = "GET /inbound (ApiKey + X-Warehouse-Id)";
const lastUsed = "lastUsedAt is written at most once a minute per key";

function warehouseOf(context: Context): string {
  const [warehouse] = context.session.warehouses;
  if (!warehouse) throw new NotApplicable("the session names no warehouse");
  return warehouse.id;
}

async function lastUsedAt(context: Context, id: string): Promise<string | null> {
  return (await context.all("active")).find((key) => key.id === id)?.lastUsedAt ?? null;
}

/** The clauses. */
export const consumerClauses: readonly Clause[] = [
  {
    id: "self",
    call: self,
    rule: "200 {id, name, status}",
    check: async (context) => {
      await context.needRoom(1);
      const { apiKey, key } = await context.create("Self");
      const own = shaped(await context.api.send({ path: "/keys/self", key }), 200, OwnKey);
      expect(own, "the key").toMatchObject({ id: apiKey.id, name: "Self", status: "active" });
    },
  },
  {
    id: "self-refused",
    call: self,
    rule: "401 invalid-key without a key, with an unknown one, or with a session token",
    check: async (context) => {
      const path = "/keys/self";
      problem(await context.api.send({ path }), 401, "invalid-key");
      problem(await context.api.send({ path, key: "krk_unknown" }), 401, "invalid-key");
      problem(await context.api.send({ path, key: context.session.token }), 401, "invalid-key");
      problem(await context.api.send({ path, token: context.session.token }), 401, "invalid-key");
      await context.needRoom(1);
      const { key } = await context.create("Wrong scheme");
      problem(await context.api.send({ path, token: key }), 401, "invalid-key");
      problem(await context.api.send({ path, headers: { Authorization: key } }), 401, "invalid-key");
    },
  },
  {
    id: "inbound",
    call: inbound,
    rule: "200 shipments, for every warehouse of the session",
    check: async (context) => {
      await context.needRoom(1);
      warehouseOf(context);
      const { key } = await context.create("Inbound");
      for (const { id } of context.session.warehouses) {
        const answer = await context.api.send({ path: "/inbound", key, headers: { "X-Warehouse-Id": id } });
        shaped(answer, 200, z.looseObject({}));
      }
    },
  },
  {
    id: "inbound-guide",
    call: inbound,
    rule: "the guide's request works letter for letter: Authorization: ApiKey {key}, X-Warehouse-Id: {warehouse_id}",
    check: async (context) => {
      await context.needRoom(1);
      const { key } = await context.create("Guide");
      const headers = { Authorization: `ApiKey ${key}`, "X-Warehouse-Id": warehouseOf(context) };
      expect((await context.sendAnonymously({ path: "/inbound", headers })).status, "status").toBe(200);
    },
  },
  {
    id: "inbound-refused",
    call: inbound,
    rule: "the key is checked first: 401 invalid-key also without a warehouse",
    check: async (context) => {
      problem(await context.api.send({ path: "/inbound" }), 401, "invalid-key");
      const headers = { "X-Warehouse-Id": "wh_unknown" };
      problem(await context.api.send({ path: "/inbound", key: "krk_unknown", headers }), 401, "invalid-key");
    },
  },
  {
    id: "inbound-warehouse",
    call: inbound,
    rule: "400 warehouse-required without the header or with an empty one, 404 unknown-warehouse for an unknown id",
    check: async (context) => {
      await context.needRoom(1);
      const { key } = await context.create("Warehouse");
      const path = "/inbound";
      problem(await context.api.send({ path, key }), 400, "warehouse-required");
      problem(await context.api.send({ path, key, headers: { "X-Warehouse-Id": " " } }), 400, "warehouse-required");
      const headers = { "X-Warehouse-Id": "wh_of-nobody" };
      problem(await context.api.send({ path, key, headers }), 404, "unknown-warehouse");
    },
  },
  {
    id: "last-used",
    call: lastUsed,
    rule: "null before the first call, about now after it",
    check: async (context) => {
      await context.needRoom(1);
      const { apiKey, key } = await context.create("Used");
      expect(await lastUsedAt(context, apiKey.id), "lastUsedAt before").toBeNull();
      await context.api.send({ path: "/keys/self", key });
      const used = Date.parse((await lastUsedAt(context, apiKey.id)) ?? "");
      expect(Math.abs(used - Date.now()), "distance of lastUsedAt from now").toBeLessThan(5 * 60_000);
    },
  },
  {
    id: "last-used-once-a-minute",
    call: lastUsed,
    rule: "further calls within the minute leave it as it is",
    check: async (context) => {
      await context.needRoom(1);
      const { apiKey, key } = await context.create("Used often");
      await context.api.send({ path: "/keys/self", key });
      const first = Date.parse((await lastUsedAt(context, apiKey.id)) ?? "");
      for (let call = 0; call < 5; call += 1) {
        await new Promise((done) => setTimeout(done, 30));
        await context.api.send({ path: "/keys/self", key });
      }
      const after = Date.parse((await lastUsedAt(context, apiKey.id)) ?? "");
      // A server may write whole minutes; then the next one may have begun.
      expect([0, 60_000], "milliseconds between two notes").toContain(after - first);
    },
  },
];
