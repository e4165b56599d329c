/** The client's calls for servers that can do more: a rotation and what its answers come to, and the stream of events. */
import type { Socket } from "node:net";
import { describe, expect, it, type TestContext, vi } from "vitest";
import type { Listening } from "../../../src-main/ports.ts";
import { createServers } from "../../../src-main/servers/servers.ts";
import { keyrackAt } from "../../support/endpoints.ts";
import { answer, type Behaviour, json, problem, reset, startFaultServer } from "../../support/fault-server.ts";

const quick = {
  connectTimeoutMs: 500,
  headersTimeoutMs: 500,
  bodyTimeoutMs: 300,
  silenceTimeoutMs: 1_000,
  retryDelaysMs: [1, 1],
};
const token = "krs_canary_token";
const value = "krk_canary_0123456789ABCDEFGHIJKLMNOPQRSTUV";
const onWire = {
  id: "key_2",
  name: "Production",
  start: "krk_9fK2",
  last4: "x7Qd",
  status: "active",
  createdAt: "2026-08-01T09:00:00.000Z",
  createdBy: { id: "acc_1", name: "Ada" },
  lastUsedAt: null,
  expiresAt: null,
  revokedAt: null,
  revocationReason: null,
  replaces: "key_1",
  replacedBy: null,
  graceSeconds: null,
  graceEndsAt: null,
};
const replaced = {
  ...onWire,
  id: "key_1",
  status: "retiring",
  replaces: null,
  replacedBy: "key_2",
  graceSeconds: 3600,
};
const rotated = json(201, { apiKey: onWire, key: value, predecessor: replaced });
const wish = { keyId: "key/1", graceSeconds: 3600, idempotencyKey: "0b7e1c7e-idempotency" };

async function connect(t: TestContext, ...behaviours: Behaviour[]) {
  const server = await startFaultServer(behaviours);
  const servers = createServers(quick);
  t.onTestFinished(async () => {
    await servers.close();
    await server.close();
  });
  return { server, servers, api: servers.at(keyrackAt(server.origin)) };
}

describe("a rotation", () => {
  it("sends the grace period under an Idempotency-Key and answers both keys", async (t) => {
    const { api, server } = await connect(t, rotated);
    const made = await api.rotateKey(token, wish);
    expect(made).toMatchObject({
      ok: true,
      value: {
        value,
        apiKey: { id: "key_2", rotation: { replaces: "key_1", replacedBy: null } },
        predecessor: { id: "key_1", status: "retiring", rotation: { replacedBy: "key_2", graceSeconds: 3600 } },
      },
    });
    expect(server.requests[0]).toMatchObject({
      method: "POST",
      path: "/api/v1/admin/api-keys/key%2F1/rotate",
      body: '{"graceSeconds":3600}',
      headers: { authorization: `Bearer ${token}`, "idempotency-key": wish.idempotencyKey },
    });
  });

  it("whose answer is lost is asked for again with the same Idempotency-Key", async (t) => {
    const { api, server } = await connect(t, reset, rotated);
    expect(await api.rotateKey(token, wish)).toMatchObject({ ok: true, value: { value } });
    expect(new Set(server.requests.map(({ headers }) => headers["idempotency-key"])).size).toBe(1);
    expect(server.requests).toHaveLength(2);
  });

  it("whose answers stay lost, or cannot be read, may have been made", async (t) => {
    const { api } = await connect(t, reset);
    expect(await api.rotateKey(token, wish)).toMatchObject({ failure: { code: "outcome-unknown" } });
    const broken = await connect(t, json(201, { apiKey: onWire, key: value }));
    const unread = await broken.api.rotateKey(token, wish);
    expect(unread).toMatchObject({ failure: { code: "outcome-unknown" } });
    expect(JSON.stringify(unread)).not.toContain("canary");
  });

  it.for([
    ["not-rotatable", problem(409, "not-rotatable")],
    ["invalid-grace", problem(422, "invalid-grace")],
    ["invalid-grace", problem(422, "something-new")],
    ["not-found", problem(404, "not-found")],
    ["already-created", problem(409, "already-created", { keyId: "key_2" })],
  ] as [string, Behaviour][])("%s", async ([code, behaviour], t) => {
    const { api } = await connect(t, behaviour);
    expect(await api.rotateKey(token, wish)).toMatchObject({ failure: { code } });
  });
});

it("retiring keys are asked for by their status", async (t) => {
  const { api, server } = await connect(
    t,
    json(200, { data: [replaced], nextCursor: null, limits: { maxActive: 5, active: 1 } }),
  );
  expect(await api.listKeys(token, { status: "retiring" })).toMatchObject({
    value: { keys: [{ status: "retiring" }] },
  });
  expect(server.requests[0]?.path).toBe("/api/v1/admin/api-keys?status=retiring&limit=100");
});

/** A stream that a test writes into; `first` comes with its headers. */
function streaming(first = "retry: 1000\n\n") {
  const sockets: Socket[] = [];
  const behaviour: Behaviour = (socket) => {
    sockets.push(socket);
    socket.write(
      `HTTP/1.1 200 OK\r\ncontent-type: text/event-stream; charset=utf-8\r\nconnection: close\r\n\r\n${first}`,
    );
  };
  return { behaviour, write: (text: string | Buffer) => sockets.at(-1)?.write(text), end: () => sockets.at(-1)?.end() };
}

function listener(part: Partial<Listening> = {}) {
  const heard: [type: string, id: string | null][] = [];
  const onOpen = vi.fn();
  const ending = new AbortController();
  const listening: Listening = {
    after: null,
    signal: ending.signal,
    onOpen,
    onEvent: ({ type }, id) => void heard.push([type, id]),
    ...part,
  };
  return { listening, heard, onOpen, ending };
}

describe("the stream of events", () => {
  it("is asked for with the token, and from where the last one ended", async (t) => {
    const { behaviour, end } = streaming();
    const { api, server } = await connect(t, behaviour);
    const { listening, onOpen } = listener({ after: "evt_41" });
    const over = api.listen(token, listening);
    await vi.waitFor(() => expect(onOpen).toHaveBeenCalledOnce());
    end();
    expect(await over).toEqual({ ok: true, value: null });
    expect(server.requests[0]).toMatchObject({
      method: "GET",
      path: "/api/v1/admin/events",
      headers: { authorization: `Bearer ${token}`, accept: "text/event-stream", "last-event-id": "evt_41" },
    });
  });

  it("is heard whatever the pieces are, comments aside", async (t) => {
    const { behaviour, write } = streaming();
    const { api } = await connect(t, behaviour);
    const { listening, heard, onOpen } = listener();
    void api.listen(token, listening);
    await vi.waitFor(() => expect(onOpen).toHaveBeenCalled());
    const text = Buffer.from(
      ': hello\n\nevent: key.renamed\nid: evt_1\ndata: {"name":"Zürich"}\n\nid: two words\r\ndata: x\r\n\r\n',
    );
    for (const byte of text) {
      write(Buffer.from([byte]));
      await new Promise((resolve) => setImmediate(resolve));
    }
    await vi.waitFor(() =>
      expect(heard).toEqual([
        ["key.renamed", "evt_1"],
        // Not fit to be sent back in a header.
        ["message", null],
      ]),
    );
  });

  it("lasts longer than any body may, while there are signs of life, and ends without them", async (t) => {
    const { behaviour, write } = streaming();
    const { api } = await connect(t, behaviour);
    const { listening, onOpen } = listener();
    const over = api.listen(token, listening);
    await vi.waitFor(() => expect(onOpen).toHaveBeenCalled());
    let lastSign = 0;
    const life = setInterval(() => {
      lastSign = performance.now();
      write(": life\n\n");
    }, 100);
    const first = await Promise.race([over, new Promise((resolve) => setTimeout(resolve, 1_300, "still on"))]);
    clearInterval(life);
    expect(first).toBe("still on");
    expect(await over).toMatchObject({ failure: { code: "timeout" } });
    // Timers count whole milliseconds.
    expect(performance.now() - lastSign).toBeGreaterThan(quick.silenceTimeoutMs - 2);
  });

  it("has not begun before something comes through: a proxy may hold all but the headers back", async (t) => {
    const { behaviour } = streaming("");
    const { api } = await connect(t, behaviour);
    const { listening, onOpen } = listener();
    expect(await api.listen(token, listening)).toMatchObject({ failure: { code: "timeout" } });
    expect(onOpen).not.toHaveBeenCalled();
  });

  it("that ends before anything came has lost its connection", async (t) => {
    const { behaviour, end } = streaming("");
    const { api, server } = await connect(t, behaviour);
    const over = api.listen(token, listener().listening);
    await vi.waitFor(() => expect(server.requests).toHaveLength(1));
    end();
    expect(await over).toMatchObject({ failure: { code: "connection-lost" } });
  });

  it("ends at once when nobody wants it any more, and when the way may be another one", async (t) => {
    const { behaviour } = streaming();
    const { api, servers } = await connect(t, behaviour);
    const { listening, ending, onOpen } = listener();
    const unwanted = api.listen(token, listening);
    await vi.waitFor(() => expect(onOpen).toHaveBeenCalled());
    ending.abort();
    expect(await unwanted).toMatchObject({ ok: false });

    const other = listener();
    const renewed = api.listen(token, other.listening);
    await vi.waitFor(() => expect(other.onOpen).toHaveBeenCalled());
    servers.forgetProxies();
    expect(await renewed).toMatchObject({ failure: { code: "connection-lost" } });
  });

  it("that is cut in the middle of a piece has lost its connection", async (t) => {
    const chunked: Behaviour = (socket) => {
      socket.write("HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ntransfer-encoding: chunked\r\n\r\n");
      socket.end("10\r\n: half a");
    };
    const { api } = await connect(t, chunked);
    expect(await api.listen(token, listener().listening)).toMatchObject({ failure: { code: "connection-lost" } });
  });

  it("an event without end is not collected for ever", async (t) => {
    const { behaviour, write } = streaming();
    const { api } = await connect(t, behaviour);
    const { listening, onOpen, heard } = listener();
    const over = api.listen(token, listening);
    await vi.waitFor(() => expect(onOpen).toHaveBeenCalled());
    write(`data: ${"x".repeat(300_000)}`);
    expect(await over).toMatchObject({ failure: { code: "protocol" } });
    expect(heard).toEqual([]);
  });

  it.for([
    ["not-an-api", json(200, {})],
    ["not-an-api", answer(200, { "content-type": "text/html" }, "<h1>canary</h1>")],
    ["not-an-api", answer(200, { "content-type": "text/event-stream", "content-encoding": "gzip" }, "x")],
    ["not-an-api", problem(404, "not-found")],
    ["session-expired", problem(401, "session-expired")],
    ["server-error", json(503, {})],
    ["connection-lost", reset],
  ] as [string, Behaviour][])("%s, once: nothing is repeated here", async ([code, behaviour], t) => {
    const { api, server } = await connect(t, behaviour);
    const { listening, onOpen } = listener();
    expect(await api.listen(token, listening)).toMatchObject({ failure: { code } });
    expect(onOpen).not.toHaveBeenCalled();
    expect(server.requests).toHaveLength(1);
  });
});
