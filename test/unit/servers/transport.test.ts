/** The transport against real servers that refuse, hang, break off, lie about themselves or answer nonsense. */
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { beforeAll, describe, expect, it, type TestContext } from "vitest";
import type { Call } from "../../../src-main/servers/call.ts";
import type { TransportOptions } from "../../../src-main/servers/limits.ts";
import { createTransport, type Transport } from "../../../src-main/servers/transport.ts";
import {
  answer,
  type Behaviour,
  closedPort,
  cutShort,
  type FaultServer,
  garbage,
  hang,
  hangUp,
  json,
  reset,
  startFaultServer,
  startSilentServer,
  trickleBody,
  trickleHeaders,
} from "../../support/fault-server.ts";
import { type Identity, makeAuthority, makeIdentity } from "../../support/tls-certificates.ts";

const quick = { connectTimeoutMs: 500, headersTimeoutMs: 500, bodyTimeoutMs: 1_000, retryDelaysMs: [1, 1] };
const get: Call = { method: "GET", path: "/api/v1/admin/session", token: "krs_canary_token", repeatable: true };
const post: Call = { method: "POST", path: "/api/v1/admin/sessions", body: { password: "canary" }, repeatable: false };

async function serve(t: TestContext, behaviours: Behaviour[], tls?: Identity): Promise<FaultServer> {
  const server = await startFaultServer(behaviours, tls);
  t.onTestFinished(server.close);
  return server;
}

function transportTo(t: TestContext, origin: string, options: TransportOptions = {}): Transport {
  const transport = createTransport(origin, { ...quick, ...options });
  t.onTestFinished(transport.close);
  return transport;
}

/** The outcome in short: a status or a failure code. */
async function sent(transport: Transport, call: Call): Promise<string | number> {
  const outcome = await transport.send(call);
  expect(JSON.stringify(outcome)).not.toContain("canary");
  return "answer" in outcome ? outcome.answer.status : outcome.failure.code;
}

// undici's time-outs are no finer than about a second, whatever was asked for; so these tests wait side by side.
describe.concurrent("what goes wrong on the way, and how often it is tried", { timeout: 30_000 }, () => {
  const faults: [name: string, behaviour: Behaviour, code: string | number, tries: number][] = [
    ["no answer", hang, "timeout", 3],
    ["headers that never end", trickleHeaders, "timeout", 3],
    ["a body that never ends", trickleBody, "timeout", 3],
    ["a reset before the answer", reset, "connection-lost", 3],
    ["an orderly close before the answer", hangUp, "connection-lost", 3],
    ["a body cut short", cutShort(), "connection-lost", 3],
    ["bytes that are no HTTP", garbage, "not-an-api", 1],
    ["a body of 9 MB", json(200, "x".repeat(9 * 1024 * 1024)), "protocol", 1],
    ["502", json(502, {}), 502, 3],
    ["503", json(503, {}), 503, 3],
    ["504", json(504, {}), 504, 3],
    ["503 that names a time", json(503, {}, { "retry-after": "1" }), 503, 1],
    ["500", json(500, {}), 500, 1],
    ["429", json(429, {}, { "retry-after": "1" }), 429, 1],
    ["401", json(401, {}), 401, 1],
    ["200", json(200, {}), 200, 1],
  ];

  it.for(faults)("a GET and %s", async ([_name, behaviour, code, tries], t) => {
    const server = await serve(t, [behaviour]);
    expect(await sent(transportTo(t, server.origin), get)).toBe(code);
    expect(server.requests).toHaveLength(tries);
  });

  it.for(faults)("a POST and %s: one try", async ([_name, behaviour, code], t) => {
    const server = await serve(t, [behaviour]);
    expect(await sent(transportTo(t, server.origin), post)).toBe(code);
    expect(server.requests).toHaveLength(1);
  });

  const passing: [name: string, behaviour: Behaviour][] = [
    ["a reset", reset],
    ["no answer", hang],
    ["a body cut short", cutShort()],
    ["503", json(503, {})],
  ];
  it.for(passing)("a GET goes through after %s, twice", async ([_name, behaviour], t) => {
    const server = await serve(t, [behaviour, behaviour, json(200, { fine: true })]);
    expect(await sent(transportTo(t, server.origin), get)).toBe(200);
    expect(server.requests).toHaveLength(3);
  });

  it("starts no further try when the time for tries is over", async (t) => {
    const server = await serve(t, [hang]);
    expect(await sent(transportTo(t, server.origin, { retryWithinMs: 100 }), get)).toBe("timeout");
    expect(server.requests).toHaveLength(1);
  });

  it("stops trying when it is closed", async (t) => {
    const server = await serve(t, [reset]);
    const transport = transportTo(t, server.origin, { retryDelaysMs: [60_000] });
    const outcome = transport.send(get);
    await t.expect.poll(() => server.requests.length).toBe(1);
    await transport.close();
    expect(await outcome).toMatchObject({ failure: { code: "connection-lost" } });
    expect(server.requests).toHaveLength(1);
  });

  it("gives up what is under way when it is closed", async (t) => {
    const server = await serve(t, [hang]);
    const transport = transportTo(t, server.origin, { headersTimeoutMs: 60_000 });
    const outcome = transport.send(get);
    await t.expect.poll(() => server.requests.length).toBe(1);
    await transport.close();
    expect(await outcome).toMatchObject({ failure: { code: "connection-lost" } });
  });
});

describe("where no connection is made", () => {
  it("nothing listens: connection-refused, and nothing was sent", async (t) => {
    const origin = `http://127.0.0.1:${await closedPort()}`;
    expect(await transportTo(t, origin).send(post)).toMatchObject({
      failure: { code: "connection-refused", message: expect.stringContaining(new URL(origin).host) },
      lost: false,
    });
  });

  it("nothing listens on any of a host's addresses: connection-refused", async (t) => {
    // localhost has an IPv4 and, on most machines, an IPv6 address; Node then reports an AggregateError.
    const transport = transportTo(t, `http://localhost:${await closedPort()}`);
    expect(await transport.send(get)).toMatchObject({ failure: { code: "connection-refused" }, lost: false });
  });

  it("no such host: unknown-host, named without the port", async (t) => {
    // RFC 6761, 6.4: `.invalid` never resolves.
    const outcome = await transportTo(t, "https://keyrack-test.invalid:8443").send(get);
    expect(outcome).toMatchObject({ failure: { code: "unknown-host" }, lost: false });
    expect(outcome).toMatchObject({ failure: { message: expect.stringContaining("keyrack-test.invalid,") } });
  });

  it("a TLS handshake that is never answered: timeout", async (t) => {
    const silent = await startSilentServer();
    t.onTestFinished(silent.close);
    const transport = transportTo(t, `https://127.0.0.1:${silent.port}`);
    expect(await transport.send(post)).toMatchObject({ failure: { code: "timeout" }, lost: false });
  });
});

describe("certificates", () => {
  let authority: Identity;
  let stranger: Identity;
  beforeAll(async () => {
    [authority, stranger] = await Promise.all([makeAuthority("Ours"), makeAuthority("Theirs")]);
  });

  const bad: [name: string, make: () => Promise<Identity>, reason: string][] = [
    ["self-signed", () => makeIdentity({}), "self-signed"],
    ["from an unknown authority", () => makeIdentity({ authority: stranger }), "authority this computer does not know"],
    ["expired", () => makeIdentity({ authority, validFrom: -3, validUntil: -2 }), "has expired"],
    ["not yet valid", () => makeIdentity({ authority, validFrom: 2, validUntil: 3 }), "not valid yet"],
    ["for another host", () => makeIdentity({ authority, host: "api.example.com" }), "belongs to another host"],
  ];
  it.for(bad)("%s: refused with the reason, once, and nothing is sent", async ([_name, make, reason], t) => {
    const server = await serve(t, [json(200, {})], await make());
    const outcome = await transportTo(t, server.origin, { connect: { ca: authority.cert } }).send(get);
    expect(outcome).toMatchObject({ failure: { code: "certificate" }, lost: false });
    expect(outcome).toMatchObject({ failure: { message: expect.stringContaining(`127.0.0.1 could not prove`) } });
    expect(outcome).toMatchObject({ failure: { message: expect.stringContaining(reason) } });
    expect(server.requests).toHaveLength(0);
    expect(server.connections()).toBe(1);
  });

  it("good: accepted, and connections are kept", async (t) => {
    const server = await serve(t, [json(200, {})], await makeIdentity({ authority }));
    const transport = transportTo(t, server.origin, { connect: { ca: authority.cert } });
    for (let call = 0; call < 10; call++) expect(await sent(transport, get)).toBe(200);
    // The second one is undici's: it has not yet seen the first become free when the next call comes at once.
    expect(server.connections()).toBeLessThanOrEqual(2);
  });

  it("a server that speaks plain http on an https address: certificate", async (t) => {
    const server = createServer().listen(0, "127.0.0.1");
    t.onTestFinished(() => void server.close());
    await once(server, "listening");
    const outcome = await transportTo(t, `https://127.0.0.1:${(server.address() as AddressInfo).port}`).send(get);
    expect(outcome).toMatchObject({ failure: { code: "certificate" }, lost: false });
    expect(outcome).toMatchObject({ failure: { message: expect.stringContaining("does not speak https") } });
  });
});

describe("redirects", () => {
  it.for([301, 302, 303, 307, 308])("%i is not followed", async (status, t) => {
    const elsewhere = await serve(t, [json(200, {})]);
    const server = await serve(t, [answer(status, { location: `${elsewhere.origin}/api/v1/admin/session` })]);
    const transport = transportTo(t, server.origin);
    expect(await sent(transport, get)).toBe("redirected");
    expect(await sent(transport, post)).toBe("redirected");
    expect(server.requests).toHaveLength(2);
    expect(elsewhere.connections()).toBe(0);
  });
});

describe("bodies", () => {
  async function bodyOf(t: TestContext, behaviour: Behaviour) {
    const outcome = await transportTo(t, (await serve(t, [behaviour])).origin).send(get);
    return "answer" in outcome ? outcome.answer.body : outcome.failure;
  }

  it.for<[string, boolean]>([
    ["application/json", false],
    ["Application/JSON;charset=utf-8", false],
    ["application/json ; v=1", false],
    ["application/problem+json", true],
  ])("%s is read", async ([type, problem], t) => {
    const behaviour = answer(200, { "content-type": type }, '{"name":"Schlüssel"}');
    expect(await bodyOf(t, behaviour)).toEqual({ kind: "json", value: { name: "Schlüssel" }, problem });
  });

  it.for(["text/html", "text/json", "application/jsonp", "application/json-seq", "application/ld+json", ""])(
    "%j is not",
    async (type, t) => {
      const behaviour = answer(200, type ? { "content-type": type } : {}, "<!doctype html><title>Log in</title>");
      expect(await bodyOf(t, behaviour)).toMatchObject({ kind: "other" });
    },
  );

  const noUtf8: Behaviour = (socket) => {
    socket.write("HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 4\r\n\r\n");
    socket.write(Buffer.from([0x22, 0xc3, 0x28, 0x22]));
  };
  const jsonType = { "content-type": "application/json" };
  const broken: [name: string, behaviour: Behaviour][] = [
    ["JSON that ends early", answer(200, jsonType, '{"data": [')],
    ["an empty body", answer(200, jsonType)],
    ["text that is no UTF-8", noUtf8],
    ["gzip, although not asked for", answer(200, { ...jsonType, "content-encoding": "gzip" }, "\u001f\u008b")],
  ];
  it.for(broken)("%s is broken", async ([_name, behaviour], t) => {
    expect(await bodyOf(t, behaviour)).toMatchObject({ kind: "broken" });
  });

  it("asks for no compression", async (t) => {
    const server = await serve(t, [json(200, {})]);
    await transportTo(t, server.origin).send(get);
    expect(server.requests[0]?.headers).toMatchObject({ "accept-encoding": "identity" });
  });

  it("a chunked body of more than 8 MB is left unread", async (t) => {
    const chunk = `100000\r\n${"x".repeat(0x100000)}\r\n`;
    const behaviour: Behaviour = (socket) => {
      socket.write("HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\n");
      for (let count = 0; count < 9; count++) socket.write(chunk);
    };
    expect(await bodyOf(t, behaviour)).toMatchObject({ code: "protocol" });
  });
});
