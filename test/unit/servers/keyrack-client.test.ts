/** The management API's client: what it sends, what it makes of every answer, and what a lost create comes to. */
import { describe, expect, it, type TestContext } from "vitest";
import { capabilitiesOf, keyHeader } from "../../../src-main/servers/keyrack/capabilities.ts";
import { createServers } from "../../../src-main/servers/servers.ts";
import { keyrackAt } from "../../support/endpoints.ts";
import {
  answer,
  type Behaviour,
  closedPort,
  cutShort,
  type FaultServer,
  hang,
  hangUp,
  json,
  problem,
  reset,
  startFaultServer,
} from "../../support/fault-server.ts";

const quick = { connectTimeoutMs: 500, headersTimeoutMs: 500, bodyTimeoutMs: 1_000, retryDelaysMs: [1, 1] };
const token = "krs_canary_token";
const value = "krk_canary_0123456789ABCDEFGHIJKLMNOPQRSTUV";

const session = {
  account: { id: "acc_1", name: "Ada", email: "ada@example.com" },
  organization: { id: "org_1", name: "Example" },
  warehouses: [{ id: "wh_1", name: "Rotterdam" }],
  capabilities: ["rename"],
  expiresAt: "2026-12-24T00:00:00.000Z",
};
const apiKey = {
  id: "key_1",
  name: "Production",
  start: "krk_9fK2",
  last4: "x7Qd",
  status: "active",
  createdAt: "2026-08-01T09:00:00.000Z",
  createdBy: { id: "acc_1", name: "Ada" },
  lastUsedAt: null,
  expiresAt: null,
  revokedAt: null,
  revokedBy: null,
  revocationReason: null,
};
const { revokedBy: _, ...withoutRevokedBy } = apiKey;
/** As Keyrack has them. */
const read = { ...apiKey, rotation: null, remembered: false };
const readSession = { ...session, capabilities: capabilitiesOf(["rename"]), keyHeader };
const page = { data: [apiKey], nextCursor: null, limits: { maxActive: 5, active: 1 } };
const created = json(201, { apiKey, key: value }, { "cache-control": "no-store" });

async function connect(t: TestContext, ...behaviours: Behaviour[]) {
  const server: FaultServer = await startFaultServer(behaviours);
  const servers = createServers(quick);
  t.onTestFinished(async () => {
    await servers.close();
    await server.close();
  });
  return { server, api: servers.at(keyrackAt(server.origin)) };
}

const create = { name: "Production", expiresInDays: null, idempotencyKey: "0b7e1c7e-idempotency" };

describe("what is sent", () => {
  it("sign-in: the credentials, no token", async (t) => {
    const { server, api } = await connect(t, json(201, { token, ...session }));
    const opened = await api.openSession({ email: "ada@example.com", password: "päss" });
    expect(opened).toEqual({ ok: true, value: { token, session: readSession } });
    const [request] = server.requests;
    expect(request).toMatchObject({ method: "POST", path: "/api/v1/admin/sessions" });
    expect(request?.headers).not.toHaveProperty("authorization");
    expect(JSON.parse(request?.body ?? "")).toEqual({ email: "ada@example.com", password: "päss" });
  });

  it("everything else: the token of this call", async (t) => {
    const { server, api } = await connect(
      t,
      json(200, session),
      answer(204, {}),
      json(200, page),
      created,
      json(200, apiKey),
    );
    await api.readSession("token-1");
    await api.closeSession("token-2");
    await api.listKeys("token-3", { status: "active" });
    await api.createKey("token-4", create);
    await api.renameKey("token-5", { keyId: "key/1?", name: null });
    await api.revokeKey("token-6", { keyId: "key_1", reason: "Leaked" });
    await api.revokeKey("token-7", { keyId: "key_1", reason: null });
    expect(
      server.requests.map(({ method, path, headers, body }) => [method, path, headers.authorization, body]),
    ).toEqual([
      ["GET", "/api/v1/admin/session", "Bearer token-1", ""],
      ["DELETE", "/api/v1/admin/session", "Bearer token-2", ""],
      ["GET", "/api/v1/admin/api-keys?status=active&limit=100", "Bearer token-3", ""],
      ["POST", "/api/v1/admin/api-keys", "Bearer token-4", '{"name":"Production"}'],
      ["PATCH", "/api/v1/admin/api-keys/key%2F1%3F", "Bearer token-5", '{"name":null}'],
      ["POST", "/api/v1/admin/api-keys/key_1/revoke", "Bearer token-6", '{"reason":"Leaked"}'],
      ["POST", "/api/v1/admin/api-keys/key_1/revoke", "Bearer token-7", "{}"],
    ]);
  });

  it("a list: its cursor and its validator", async (t) => {
    const { server, api } = await connect(t, json(200, page, { etag: 'W/"7"' }), answer(304, { etag: 'W/"7"' }));
    const first = await api.listKeys(token, { status: "revoked", cursor: "a b&c" });
    expect(first).toEqual({
      ok: true,
      value: { keys: [read], nextCursor: null, limits: page.limits, etag: 'W/"7"' },
    });
    const second = await api.listKeys(token, { status: "revoked", etag: 'W/"7"' });
    expect(second).toEqual({ ok: true, value: "unchanged" });
    expect(server.requests[0]?.path).toBe("/api/v1/admin/api-keys?status=revoked&limit=100&cursor=a+b%26c");
    expect(server.requests[1]?.headers).toMatchObject({ "if-none-match": 'W/"7"' });
  });
});

describe("answers that are read", () => {
  it("further members are dropped, a missing revokedBy is null", async (t) => {
    const row = { ...withoutRevokedBy, surprise: "canary" };
    const { api } = await connect(t, json(200, { ...page, data: [row], surprise: 1 }));
    expect(await api.listKeys(token, { status: "active" })).toEqual({
      ok: true,
      value: { keys: [read], nextCursor: null, limits: page.limits, etag: null },
    });
  });

  it("signing out of a session that has ended is signing out", async (t) => {
    const { api } = await connect(t, problem(401, "session-expired"));
    expect(await api.closeSession(token)).toEqual({ ok: true, value: null });
  });

  it("a 304 that was not asked for is an error", async (t) => {
    const { api } = await connect(t, answer(304, {}));
    expect(await api.listKeys(token, { status: "active" })).toMatchObject({ ok: false });
  });
});

describe("answers that break the schema", () => {
  const rows: [name: string, body: unknown, where: string][] = [
    ["no object", [], "it is not what was expected"],
    ["no data", { ...page, data: undefined }, "(data is missing"],
    ["a row without an id", { ...page, data: [apiKey, { ...apiKey, id: undefined }] }, "(data[1].id is missing"],
    ["an unknown status", { ...page, data: [{ ...apiKey, status: "canary" }] }, "(data[0].status is"],
    ["a local time", { ...page, data: [{ ...apiKey, createdAt: "2026-08-01T09:00:00+02:00" }] }, "(data[0].createdAt"],
    ["a creator without a name", { ...page, data: [{ ...apiKey, createdBy: { id: "a" } }] }, "(data[0].createdBy.name"],
    ["half a limit", { ...page, limits: { maxActive: 5 } }, "(limits.active"],
    ["no nextCursor", { ...page, nextCursor: undefined }, "(nextCursor"],
  ];
  it.for(rows)("%s: protocol, with the place and without the value", async ([_name, body, where], t) => {
    const { api, server } = await connect(t, json(200, body));
    const result = await api.listKeys(token, { status: "active" });
    expect(result).toMatchObject({
      ok: false,
      failure: { code: "protocol", message: expect.stringContaining(where) },
    });
    expect(JSON.stringify(result)).not.toContain("canary");
    expect(server.requests).toHaveLength(1);
  });

  it.for(["", "two words", "line\nbreak", "x".repeat(701)])("a token like %j is refused", async (bad, t) => {
    const { api } = await connect(t, json(201, { token: bad, ...session }));
    expect(await api.openSession({ email: "a", password: "b" })).toMatchObject({ failure: { code: "protocol" } });
  });
});

describe("answers that are no success", () => {
  const list = (code: string, behaviour: Behaviour, extra = {}): [string, Behaviour, object] => [
    code,
    behaviour,
    { code, ...extra },
  ];
  const html = (status: number) => answer(status, { "content-type": "text/html" }, "<h1>canary</h1>");
  it.for([
    list("session-expired", problem(401, "session-expired")),
    list("session-expired", problem(401, "something-new")),
    list("session-expired", json(401, { message: "Unauthorized" })),
    list("forbidden", problem(403, "forbidden")),
    list("forbidden", problem(403, "host-not-allowed")),
    // Only a call about one key can find that key gone.
    list("not-an-api", problem(404, "not-found")),
    list("not-an-api", json(404, { message: "Route GET:/api/v1 not found" })),
    list("not-an-api", html(404)),
    list("not-an-api", html(401)),
    list("not-an-api", html(200)),
    list("not-an-api", answer(200, {}, "")),
    list("not-an-api", answer(204, {})),
    // A success that is neither a page nor JSON: the server's own mistake, and its type says which.
    ...["text/plain", "application/xml", "text/json"].map((type) =>
      list("protocol", answer(200, { "content-type": `${type}; charset=utf-8` }, "canary"), {
        message: expect.stringContaining(`(it is ${type} instead of JSON)`),
      }),
    ),
    list("not-an-api", answer(200, { "content-type": "canary, an odd one" }, "canary")),
    list("server-error", problem(500, "internal")),
    list("server-error", html(500)),
    list("server-error", html(503)),
    list("protocol", problem(400, "invalid-cursor")),
    list("protocol", json(418, {})),
    // Only 401 ends a session, whatever the body says.
    list("protocol", problem(403, "session-expired")),
    list("protocol", answer(403, { "content-type": "application/json" }, "{")),
    list("rate-limited", problem(429, "rate-limited")),
    list("rate-limited", html(429)),
  ])("a list: %s", async ([_code, behaviour, failure], t) => {
    const { api } = await connect(t, behaviour);
    const result = await api.listKeys(token, { status: "active" });
    expect(result).toMatchObject({ ok: false, failure });
    expect(JSON.stringify(result)).not.toContain("canary");
  });

  it("a server error names its status", async (t) => {
    const { api } = await connect(t, html(500));
    expect(await api.readSession(token)).toMatchObject({ failure: { message: expect.stringContaining("500") } });
  });

  it.for([
    ["invalid-credentials", problem(401, "invalid-credentials")],
    ["invalid-credentials", json(401, {})],
    ["not-an-api", html(404)],
    ["not-an-api", json(404, {})],
    ["rate-limited", problem(429, "rate-limited", {}, { "retry-after": "7" })],
  ] as [string, Behaviour][])("sign-in: %s", async ([code, behaviour], t) => {
    const { api } = await connect(t, behaviour);
    expect(await api.openSession({ email: "a", password: "b" })).toMatchObject({ failure: { code } });
  });

  it.for([
    ["not-found", problem(404, "not-found")],
    ["not-found", problem(404, "gone-for-good")],
    ["not-an-api", json(404, {})],
    ["invalid-name", problem(422, "invalid-name")],
    ["invalid-name", json(422, {})],
    ["session-expired", problem(401, "session-expired")],
  ] as [string, Behaviour][])("rename: %s", async ([code, behaviour], t) => {
    const { api } = await connect(t, behaviour);
    expect(await api.renameKey(token, { keyId: "key_1", name: "x" })).toMatchObject({ failure: { code } });
  });

  it.for([
    ["invalid-reason", problem(422, "invalid-reason")],
    ["invalid-reason", json(422, {})],
    ["not-found", problem(404, "not-found")],
  ] as [string, Behaviour][])("revoke: %s", async ([code, behaviour], t) => {
    const { api } = await connect(t, behaviour);
    expect(await api.revokeKey(token, { keyId: "key_1", reason: "x" })).toMatchObject({ failure: { code } });
  });

  const date = "Mon, 23 Nov 2026 05:00:00 GMT";
  it.for([
    ["0", 1],
    ["1", 1],
    ["75", 75],
    ["99999999999", 3600],
    ["Mon, 23 Nov 2026 05:00:30 GMT", 30],
    ["Mon, 23 Nov 2026 04:00:00 GMT", 1],
    ["Tue, 24 Nov 2026 05:00:00 GMT", 3600],
    ["soon", undefined],
    ["-5", undefined],
    [null, undefined],
  ] as [string | null, number | undefined][])("Retry-After %s is %s seconds", async ([retryAfter, seconds], t) => {
    const headers = { date, ...(retryAfter === null ? {} : { "retry-after": retryAfter }) };
    const { api, server } = await connect(t, problem(429, "rate-limited", {}, headers));
    const result = await api.readSession(token);
    expect(result).toMatchObject({ failure: { code: "rate-limited" } });
    expect(result.ok ? null : result.failure.retryAfterSeconds).toBe(seconds);
    expect(server.requests).toHaveLength(1);
  });

  it("a date in Retry-After counts from now where the server does not say what time it has", async (t) => {
    const inAMinute = new Date(Date.now() + 60_000).toUTCString();
    const { api } = await connect(t, problem(429, "rate-limited", {}, { "retry-after": inAMinute }));
    const result = await api.readSession(token);
    // A header's date has whole seconds, and the test may stand still for a while.
    expect(result.ok ? 0 : result.failure.retryAfterSeconds).toBeGreaterThanOrEqual(1);
    expect(result.ok ? 99 : result.failure.retryAfterSeconds).toBeLessThanOrEqual(60);
  });
});

describe.concurrent("a create", { timeout: 30_000 }, () => {
  it("answers the key and its value", async (t) => {
    const { api, server } = await connect(t, created);
    expect(await api.createKey(token, create)).toEqual({ ok: true, value: { apiKey: read, value } });
    expect(server.requests[0]?.headers).toMatchObject({ "idempotency-key": create.idempotencyKey });
  });

  it("without a name sends none", async (t) => {
    const { api, server } = await connect(t, created);
    await api.createKey(token, { ...create, name: null });
    expect(server.requests[0]?.body).toBe("{}");
  });

  const lost: [string, Behaviour][] = [
    ["no answer", hang],
    ["a reset", reset],
    ["a closed connection", hangUp],
    ["an answer cut short", cutShort(201)],
    ["a gateway that heard nothing", json(504, {})],
    ["a gateway that heard nonsense", json(502, {})],
  ];
  it.for(lost)("%s, twice, then the key: the same Idempotency-Key gets it", async ([_name, behaviour], t) => {
    const { api, server } = await connect(t, behaviour, behaviour, created);
    expect(await api.createKey(token, create)).toMatchObject({ ok: true, value: { value } });
    expect(server.requests.map(({ headers, body }) => [headers["idempotency-key"], body])).toEqual(
      Array(3).fill([create.idempotencyKey, '{"name":"Production"}']),
    );
  });

  it.for(lost)("%s, three times: outcome-unknown", async ([_name, behaviour], t) => {
    const { api, server } = await connect(t, behaviour);
    expect(await api.createKey(token, create)).toMatchObject({ failure: { code: "outcome-unknown" } });
    expect(server.requests).toHaveLength(3);
  });

  const settled: [code: string, second: Behaviour][] = [
    ["key-limit-reached", problem(409, "key-limit-reached", { maxActive: 5, active: 5 })],
    ["already-created", problem(409, "already-created", { keyId: "key_1" })],
    ["invalid-name", problem(422, "invalid-name")],
  ];
  it.for(settled)("a reset, then %s: that settles it", async ([code, second], t) => {
    const { api, server } = await connect(t, reset, second);
    expect(await api.createKey(token, create)).toMatchObject({ failure: { code } });
    expect(server.requests).toHaveLength(2);
  });

  const open: [name: string, second: Behaviour][] = [
    ["429", problem(429, "rate-limited", {}, { "retry-after": "5" })],
    ["401", problem(401, "session-expired")],
    ["500", problem(500, "internal")],
    ["a log-in page", answer(200, { "content-type": "text/html" }, "<h1>Hotel Wi-Fi</h1>")],
    ["a redirect", answer(302, { location: "http://127.0.0.1:1/" })],
  ];
  it.for(open)("a reset, then %s: still unknown", async ([_name, second], t) => {
    const { api, server } = await connect(t, reset, second);
    expect(await api.createKey(token, create)).toMatchObject({ failure: { code: "outcome-unknown" } });
    expect(server.requests).toHaveLength(2);
  });

  it.for([
    ["without its value", json(201, { apiKey })],
    ["with a value that is none", json(201, { apiKey, key: "short" })],
    ["with metadata that cannot be read", json(201, { apiKey: { ...apiKey, id: 7 }, key: value })],
    ["in no JSON", answer(201, { "content-type": "application/json" }, "{")],
  ] as [string, Behaviour][])("a 201 %s: outcome-unknown, for a key may be there", async ([_name, behaviour], t) => {
    const { api, server } = await connect(t, behaviour);
    const result = await api.createKey(token, create);
    expect(result).toMatchObject({ failure: { code: "outcome-unknown" } });
    expect(JSON.stringify(result)).not.toContain("canary");
    expect(server.requests).toHaveLength(1);
  });

  it.for([
    ["key-limit-reached", problem(409, "key-limit-reached", { maxActive: 3, active: 3 })],
    ["rate-limited", problem(429, "rate-limited")],
    ["server-error", problem(500, "internal")],
    ["server-error", json(503, {})],
    ["internal", problem(422, "idempotency-mismatch")],
    ["redirected", answer(307, { location: "/" })],
    ["not-an-api", json(404, {})],
  ] as [string, Behaviour][])("%s at first: nothing was made, and that is said", async ([code, behaviour], t) => {
    const { api } = await connect(t, behaviour);
    expect(await api.createKey(token, create)).toMatchObject({ failure: { code } });
  });

  it("already-created tells which key it is, where the server does", async (t) => {
    const told = await connect(t, problem(409, "already-created", { keyId: "key_7" }));
    expect(await told.api.createKey(token, create)).toMatchObject({ failure: { keyId: "key_7" } });
    const untold = await connect(t, problem(409, "already-created", { keyId: 7 }));
    const answered = await untold.api.createKey(token, create);
    expect(answered).toMatchObject({ failure: { code: "already-created" } });
    expect(answered).not.toHaveProperty("failure.keyId");
  });

  it("key-limit-reached tells the limit", async (t) => {
    const { api } = await connect(t, problem(409, "key-limit-reached", { maxActive: 3, active: 3 }));
    expect(await api.createKey(token, create)).toMatchObject({ failure: { maxActive: 3 } });
  });

  it("never sent: connection-refused and unknown-host stay what they are", async (t) => {
    const servers = createServers(quick);
    t.onTestFinished(servers.close);
    const refused = servers.at(keyrackAt(`http://127.0.0.1:${await closedPort()}`));
    expect(await refused.createKey(token, create)).toMatchObject({ failure: { code: "connection-refused" } });
    const unknown = servers.at(keyrackAt("https://keyrack-test.invalid"));
    expect(await unknown.createKey(token, create)).toMatchObject({ failure: { code: "unknown-host" } });
  });
});

describe.concurrent("changes are sent once, whatever happens", { timeout: 30_000 }, () => {
  const all = async (behaviour: Behaviour, t: TestContext) => {
    const { api, server } = await connect(t, behaviour);
    const changes = await Promise.all([
      api.revokeKey(token, { keyId: "key_1", reason: null }),
      api.renameKey(token, { keyId: "key_1", name: "x" }),
    ]);
    const others = await Promise.all([api.openSession({ email: "a", password: "b" }), api.closeSession(token)]);
    expect(server.requests).toHaveLength(4);
    return { changes, others };
  };

  it.for([
    ["no answer", "timeout", hang],
    ["a reset", "connection-lost", reset],
    ["a gateway that heard nothing", "server-error", json(504, {})],
  ] as [string, string, Behaviour][])("%s: a change may have been made, and that is said", async ([, code, bad], t) => {
    const { changes, others } = await all(bad, t);
    expect(changes).toMatchObject([
      {
        failure: { code: "change-unconfirmed", message: expect.stringMatching(/whether the key was revoked\. .*safe/) },
      },
      {
        failure: { code: "change-unconfirmed", message: expect.stringMatching(/whether the key was renamed\. .*safe/) },
      },
    ]);
    expect(others).toMatchObject(Array(2).fill({ failure: { code } }));
  });

  it("503, which comes before anything is done: the change was not made", async (t) => {
    const { changes, others } = await all(json(503, {}), t);
    expect([...changes, ...others]).toMatchObject(Array(4).fill({ failure: { code: "server-error" } }));
  });

  it("never sent: the change was not made", async (t) => {
    const servers = createServers(quick);
    t.onTestFinished(servers.close);
    const refused = servers.at(keyrackAt(`http://127.0.0.1:${await closedPort()}`));
    expect(await refused.revokeKey(token, { keyId: "key_1", reason: null })).toMatchObject({
      failure: { code: "connection-refused" },
    });
  });
});
