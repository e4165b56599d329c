/** The audit trail on the wire: what is asked, and what is made of events that are short, long or newer than this Keyrack. */
import { describe, expect, test } from "vitest";
import { auditCall } from "../../../src-main/servers/keyrack/audit-call.ts";
import { AuditPageAnswer } from "../../../src-main/servers/keyrack/audit-wire.ts";
import { createServers } from "../../../src-main/servers/servers.ts";
import { keyrackAt } from "../../support/endpoints.ts";
import { json, problem, startFaultServer } from "../../support/fault-server.ts";

const event = {
  id: "17",
  at: "2026-11-20T10:00:00.000Z",
  type: "key.revoked",
  actor: { id: "acc_1", name: "Ada" },
  address: "127.0.0.1",
  apiKey: { id: "key_1", name: null, start: "krk_9fK2", last4: "x7Qd" },
  details: { reason: "Leaked" },
};

test("the newest page is asked for without a cursor, an older one with it", () => {
  expect(auditCall("/api/v1", "t", { cursor: null, keyId: null })).toMatchObject({
    method: "GET",
    path: "/api/v1/admin/audit-events?limit=100",
    repeatable: true,
  });
  expect(auditCall("/api/v1", "t", { cursor: "a/b+c", keyId: null }).path).toBe(
    "/api/v1/admin/audit-events?limit=100&cursor=a%2Fb%2Bc",
  );
  expect(auditCall("/api/v1", "t", { cursor: "a", keyId: "key&1" }).path).toBe(
    "/api/v1/admin/audit-events?limit=100&cursor=a&keyId=key%261",
  );
});

describe("an event", () => {
  const read = (change: object) => {
    const page = AuditPageAnswer.safeParse({ data: [{ ...event, ...change }], nextCursor: null });
    return page.success ? page.data.events[0] : undefined;
  };

  test("is taken as it is, whatever its kind", () => {
    expect(read({})).toEqual(event);
    expect(read({ type: "warehouse.moved" })?.type).toBe("warehouse.moved");
  });

  test("may say less", () => {
    const { id, at, type } = event;
    const bare = AuditPageAnswer.parse({ data: [{ id, at, type }], nextCursor: null });
    expect(bare.events).toEqual([{ id, at, type, actor: null, address: null, apiKey: null, details: null }]);
  });

  test("may add what is not known here: it is dropped, and the event stays", () => {
    const successor = { id: "key_2", name: null, start: "krk_1234", last4: "5678" };
    expect(read({ details: { graceSeconds: 3600, successor } })?.details).toEqual({ successor });
    expect(read({ details: "because" })?.details).toBeNull();
    expect(read({ actor: { kind: "system" } })).toEqual({ ...event, actor: null });
    expect(read({ apiKey: { id: 7 } })).toEqual({ ...event, apiKey: null });
    expect(read({ type: "x".repeat(500) })?.type).toHaveLength(64);
    expect(read({ key: "krk_secret" })).toEqual(event);
  });

  test("has an address that fits", () => {
    expect(read({ address: "f".repeat(500) })?.address).toHaveLength(64);
    expect(read({ address: 17 })?.address).toBeNull();
  });

  test.each([{ id: "" }, { at: "yesterday" }, { type: 7 }])("%j is none", (change) => {
    expect(read(change)).toBeUndefined();
  });
});

test("over HTTP: a page, its cursor, and a session that has ended", async () => {
  const server = await startFaultServer([
    json(200, { data: [event], nextCursor: "older" }),
    problem(401, "session-expired"),
  ]);
  try {
    const api = createServers().at(keyrackAt(server.origin));
    expect(await api.readAudit("t", { cursor: null, keyId: null })).toEqual({
      ok: true,
      value: { events: [event], nextCursor: "older" },
    });
    expect(await api.readAudit("t", { cursor: "older", keyId: null })).toMatchObject({
      failure: { code: "session-expired" },
    });
  } finally {
    await server.close();
  }
});
