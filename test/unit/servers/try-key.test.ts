/** A key's test against a server of the test's own: what is sent, and what every answer makes of the key. */
import { expect, it, type TestContext } from "vitest";
import type { TriedAnswer, TriedCall } from "../../../src-main/ports.ts";
import { createServers } from "../../../src-main/servers/servers.ts";
import { keyrackAt } from "../../support/endpoints.ts";
import {
  answer,
  type Behaviour,
  closedPort,
  hangUp,
  json,
  problem,
  startFaultServer,
} from "../../support/fault-server.ts";

const key = { value: "krk_canary_0123456789ABCDEFGHIJKLMNOPQRSTUV", keyId: "key_1" };
const quick = { connectTimeoutMs: 500, headersTimeoutMs: 500, bodyTimeoutMs: 1_000, retryDelaysMs: [1, 1] };
const inbound: TriedCall = { call: "inbound", warehouseId: "wh_1" };
const self: TriedCall = { call: "self" };

async function connect(t: TestContext, ...behaviours: Behaviour[]) {
  const server = await startFaultServer(behaviours);
  const servers = createServers(quick);
  t.onTestFinished(async () => {
    await servers.close();
    await server.close();
  });
  return { server, api: servers.at(keyrackAt(server.origin)) };
}

it("sends the key as its holder would, and no session", async (t) => {
  const { server, api } = await connect(t, json(200, { id: "key_1", name: null, status: "active" }), json(200, []));
  expect(await api.tryKey(key, self)).toEqual({ status: 200, verdict: { kind: "works" } });
  expect(await api.tryKey(key, inbound)).toEqual({ status: 200, verdict: { kind: "works" } });
  expect(
    server.requests.map(({ method, path, headers }) => [
      method,
      path,
      headers.authorization,
      headers["x-warehouse-id"],
    ]),
  ).toEqual([
    ["GET", "/api/v1/keys/self", `ApiKey ${key.value}`, undefined],
    ["GET", "/api/v1/inbound", `ApiKey ${key.value}`, "wh_1"],
  ]);
});

const other = (code: string): TriedAnswer["verdict"] => ({ kind: "other", failure: expect.objectContaining({ code }) });
const page = answer(200, { "content-type": "text/html" }, "<p>Welcome");

it.each<[string, TriedCall, Behaviour, TriedAnswer]>([
  ["another key's id", self, json(200, { id: "key_2" }), { status: 200, verdict: { kind: "another-key" } }],
  ["no id", self, json(200, {}), { status: 200, verdict: other("protocol") }],
  ["a page", self, page, { status: 200, verdict: other("not-an-api") }],
  ["a page for shipments", inbound, page, { status: 200, verdict: other("not-an-api") }],
  ["401", self, problem(401, "invalid-key"), { status: 401, verdict: { kind: "key-refused" } }],
  ["401 of a gateway", self, answer(401, {}), { status: 401, verdict: { kind: "key-refused" } }],
  ["400", inbound, problem(400, "warehouse-required"), { status: 400, verdict: { kind: "warehouse-required" } }],
  ["404", inbound, problem(404, "unknown-warehouse"), { status: 404, verdict: { kind: "unknown-warehouse" } }],
  ["404 of another program", inbound, json(404, {}), { status: 404, verdict: other("not-an-api") }],
  ["403", inbound, problem(403, "forbidden"), { status: 403, verdict: { kind: "forbidden" } }],
  ["429", self, answer(429, { "retry-after": "7" }), { status: 429, verdict: other("rate-limited") }],
  ["500", self, answer(500, {}), { status: 500, verdict: other("server-error") }],
  [
    "503, though it calls itself invalid-key",
    self,
    problem(503, "invalid-key"),
    { status: 503, verdict: other("server-error") },
  ],
  [
    "a redirect",
    self,
    answer(302, { location: "https://elsewhere.example" }),
    { status: null, verdict: other("redirected") },
  ],
  ["a connection that ends", self, hangUp, { status: null, verdict: other("connection-lost") }],
])("%s", async (_what, call, behaviour, expected) => {
  const server = await startFaultServer([behaviour]);
  const servers = createServers(quick);
  try {
    expect(await servers.at(keyrackAt(server.origin)).tryKey(key, call)).toEqual(expected);
    expect(server.requests.length, "it is made once, so that the time is one call's").toBeLessThanOrEqual(1);
  } finally {
    await servers.close();
    await server.close();
  }
});

it("nobody there, and an address that may not be used", async (t) => {
  const servers = createServers(quick);
  t.onTestFinished(() => servers.close());
  const nobody = servers.at(keyrackAt(`http://127.0.0.1:${await closedPort()}`));
  expect(await nobody.tryKey(key, self)).toEqual({ status: null, verdict: other("connection-refused") });
  const clear = servers.at(keyrackAt("http://api.example.com"));
  expect(await clear.tryKey(key, self)).toEqual({ status: null, verdict: other("insecure-address") });
});

it.each(["倉庫", "a\nb", "wh_1\r\nX-Evil: 1", " "])(
  "the warehouse %j, which no header carries: said, and nothing is sent",
  async (warehouseId) => {
    const server = await startFaultServer([json(200, [])]);
    const servers = createServers(quick);
    try {
      const tried = await servers.at(keyrackAt(server.origin)).tryKey(key, { call: "inbound", warehouseId });
      expect(tried).toEqual({ status: null, verdict: other("protocol") });
      expect(server.requests).toEqual([]);
    } finally {
      await servers.close();
      await server.close();
    }
  },
);
