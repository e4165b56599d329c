/** Calls through real proxies: which way they take, what is told when none leads on, and that nothing is sent twice. */
import { afterAll, beforeAll, describe, expect, it, type TestContext, vi } from "vitest";
import { failed, succeeded } from "../../../src-main/failures.ts";
import type { WayToServers } from "../../../src-main/ports.ts";
import type { Call } from "../../../src-main/servers/call.ts";
import type { TransportOptions } from "../../../src-main/servers/limits.ts";
import { createRoutes } from "../../../src-main/servers/routes.ts";
import { createTransport } from "../../../src-main/servers/transport.ts";
import { trustWith } from "../../../src-main/servers/trust.ts";
import type { ProxyChoice } from "../../../src-preload/contract/transport.ts";
import { type ConnectProxyOptions, startConnectProxy } from "../../support/connect-proxy.ts";
import { closedPort, type FaultServer, hangUp, json, startFaultServer } from "../../support/fault-server.ts";
import { startSocksProxy } from "../../support/socks-proxy.ts";
import { type Identity, makeAuthority, makeIdentity } from "../../support/tls-certificates.ts";

const name = "api.keyrack.test";
const origin = `https://${name}`;
const quick: TransportOptions = { connectTimeoutMs: 500, headersTimeoutMs: 500, retryDelaysMs: [1, 1] };
const get: Call = { method: "GET", path: "/api/v1/admin/session", token: "krs_canary_token", repeatable: true };
const post: Call = { method: "POST", path: "/api/v1/admin/sessions", body: { password: "canary" }, repeatable: false };
const user = { username: "ada", password: "Schlüssel:42" };

let authority: Identity;
let server: FaultServer;
const behaviours = [json(200, { fine: true })];

beforeAll(async () => {
  authority = await makeAuthority("A company");
  server = await startFaultServer(behaviours, await makeIdentity({ authority, host: name }));
});
afterAll(() => server.close());

const portOf = ({ origin: at }: { origin: string }) => Number(new URL(at).port);
const hosts = () => ({ [name]: portOf(server) });

async function proxy(t: TestContext, options: Partial<ConnectProxyOptions> = {}) {
  const started = await startConnectProxy({ hosts: hosts(), ...options });
  t.onTestFinished(started.close);
  return started;
}

/** A transport that takes the ways that the system's answer, or a choice, leads to. */
function transportBy(
  t: TestContext,
  way: string | ProxyChoice,
  options: TransportOptions & {
    password?: Awaited<ReturnType<WayToServers["proxyPassword"]>>;
    trusted?: string[];
  } = {},
) {
  const { password = succeeded(user.password), trusted = [authority.cert], ...limits } = options;
  const chosen: WayToServers = {
    proxy: () => (typeof way === "string" ? { mode: "system" } : way),
    proxyPassword: async () => password,
    resolver: { resolve: async () => (typeof way === "string" ? way : ""), forget: vi.fn() },
    authoritiesFile: () => null,
    authoritiesRead() {},
  };
  const routes = createRoutes(chosen);
  const transport = createTransport(origin, { ...quick, ...limits }, { routes, trust: async () => trustWith(trusted) });
  t.onTestFinished(transport.close);
  return transport;
}

const manual = (address: string, username: string | null = null): ProxyChoice => ({
  mode: "manual",
  address,
  username,
});
const failureOf = async (sending: ReturnType<ReturnType<typeof createTransport>["send"]>) => {
  const outcome = await sending;
  expect(JSON.stringify(outcome)).not.toMatch(/canary|Schl/);
  expect(outcome.lost).toBe(false);
  return "failure" in outcome ? outcome.failure : outcome.answer.status;
};

describe("one proxy", () => {
  it("is asked for the server by its name, and kept alive", async (t) => {
    const { address, asked, authorizations } = await proxy(t);
    const transport = transportBy(t, manual(address));
    for (let calls = 0; calls < 5; calls += 1)
      expect(await transport.send(get)).toMatchObject({ answer: { status: 200 } });
    // undici may open a second one for a call that follows at once.
    expect(asked.length).toBeLessThanOrEqual(2);
    expect(new Set(asked)).toEqual(new Set([`${name}:443`]));
    expect(new Set(authorizations)).toEqual(new Set([undefined]));
  });

  it("gets the name and port of a server elsewhere than at 443", async (t) => {
    const { host, asked } = await proxy(t);
    const routes = createRoutes({
      proxy: () => manual(`http://${host}`),
      proxyPassword: async () => succeeded(""),
      resolver: { resolve: async () => "", forget() {} },
      authoritiesFile: () => null,
      authoritiesRead() {},
    });
    const trust = async () => trustWith([authority.cert]);
    const transport = createTransport(`${origin}:8443`, quick, { routes, trust });
    t.onTestFinished(transport.close);
    expect(await transport.send(get)).toMatchObject({ answer: { status: 200 } });
    expect(asked).toEqual([`${name}:8443`]);
  });

  it("over TLS", async (t) => {
    const { address, asked } = await proxy(t, { tls: await makeIdentity({ authority }) });
    expect(await transportBy(t, manual(address)).send(get)).toMatchObject({ answer: { status: 200 } });
    expect(asked).toEqual([`${name}:443`]);
  });

  it("over TLS, and from nobody known: that is said of the proxy", async (t) => {
    const { address, host } = await proxy(t, { tls: await makeIdentity({}) });
    expect(await failureOf(transportBy(t, manual(address)).send(get))).toEqual({
      code: "proxy-unreachable",
      message: expect.stringMatching(
        new RegExp(`^The proxy ${host} did not pass the request on: its certificate is self-signed`),
      ),
    });
  });

  it("gets its credentials, and the server never sees them", async (t) => {
    const { address, authorizations } = await proxy(t, { credentials: user });
    server.requests.length = 0;
    expect(await transportBy(t, manual(address, user.username)).send(get)).toMatchObject({ answer: { status: 200 } });
    expect(authorizations).toHaveLength(1);
    expect(server.requests.at(-1)?.headers).not.toHaveProperty("proxy-authorization");
  });

  it.for([
    ["none are given", null, succeeded("unused"), "it asks for a user name and password"],
    ["others are given", "ada", succeeded("wrong"), "it did not take the user name and password it was given"],
  ] as const)("asks for credentials and %s", async ([, username, password, reason], t) => {
    const { address, host, asked } = await proxy(t, { credentials: user });
    const failure = await failureOf(transportBy(t, manual(address, username), { password }).send(get));
    expect(failure).toMatchObject({ code: "proxy-credentials" });
    expect(failure).toMatchObject({
      message: expect.stringContaining(`The proxy ${host} did not let the request pass: ${reason}`),
    });
    expect(asked, "asking again would look like guessing").toHaveLength(1);
  });

  it("says that credentials are wrong in tinyproxy's way", async (t) => {
    const { address } = await proxy(t, { status: 401 });
    const failure = await failureOf(transportBy(t, manual(address, "ada")).send(get));
    expect(failure).toMatchObject({ code: "proxy-credentials", message: expect.stringContaining("did not take") });
  });

  it("asks for credentials of another kind", async (t) => {
    const { address } = await proxy(t, { credentials: user, authenticate: "Negotiate" });
    const transport = transportBy(t, manual(address, "ada"), { password: succeeded("wrong") });
    expect(await failureOf(transport.send(get))).toMatchObject({
      code: "proxy-credentials",
      message: expect.stringContaining("(Negotiate)"),
    });
  });

  it("is not even asked while its password cannot be had", async (t) => {
    const { address, connections } = await proxy(t, { credentials: user });
    const password = failed("proxy-credentials", { reason: "the keychain is locked" });
    expect(await failureOf(transportBy(t, manual(address, "ada"), { password }).send(get))).toMatchObject({
      code: "proxy-credentials",
    });
    expect(connections()).toBe(0);
  });

  it.for([403, 502, 503])("answers %i: who refused, and what", async (status, t) => {
    const { address, host } = await proxy(t, { status });
    expect(await failureOf(transportBy(t, manual(address)).send(post))).toEqual({
      code: "proxy-unreachable",
      message: expect.stringContaining(`The proxy ${host} did not pass the request on (it answered ${status})`),
    });
  });

  it("does not answer", async (t) => {
    const { address, host } = await proxy(t, { silent: true });
    const failure = await failureOf(transportBy(t, manual(address)).send(post));
    expect(failure).toMatchObject({
      code: "proxy-unreachable",
      message: expect.stringContaining(`${host} did not pass the request on: it did not answer in time`),
    });
  });

  it("is not there", async (t) => {
    const port = await closedPort();
    const failure = await failureOf(transportBy(t, manual(`http://127.0.0.1:${port}`)).send(post));
    expect(failure).toMatchObject({
      code: "proxy-unreachable",
      message: expect.stringContaining(`127.0.0.1:${port} did not pass the request on: nothing answers there`),
    });
  });

  it("the server's certificate is checked behind it too", async (t) => {
    const { address } = await proxy(t);
    const failure = await failureOf(transportBy(t, manual(address), { trusted: [] }).send(get));
    expect(failure).toMatchObject({
      code: "certificate",
      message: expect.stringContaining(`${name} could not prove who it is`),
    });
    expect(failure).toMatchObject({
      message: expect.stringContaining("issued by an authority this computer does not know"),
    });
  });
});

describe("several ways", () => {
  it("the first one that leads anywhere is taken, and taken first from then on", async (t) => {
    const dead = await closedPort();
    const second = await proxy(t);
    const third = await proxy(t);
    const transport = transportBy(t, `PROXY 127.0.0.1:${dead}; PROXY ${second.host}; PROXY ${third.host}`);
    expect(await transport.send(post)).toMatchObject({ answer: { status: 200 } });
    expect(await transport.send(get)).toMatchObject({ answer: { status: 200 } });
    expect(second.asked.length).toBeGreaterThanOrEqual(1);
    expect(third.connections()).toBe(0);
  });

  it("a proxy that never answers is passed over as well", async (t) => {
    const silent = await proxy(t, { silent: true });
    const second = await proxy(t);
    const transport = transportBy(t, `PROXY ${silent.host}; PROXY ${second.host}`);
    expect(await transport.send(post)).toMatchObject({ answer: { status: 200 } });
  });

  it("a proxy's no is an answer: nobody goes round it", async (t) => {
    const strict = await proxy(t, { status: 403 });
    const second = await proxy(t);
    const failure = await failureOf(transportBy(t, `PROXY ${strict.host}; PROXY ${second.host}`).send(post));
    expect(failure).toMatchObject({ code: "proxy-unreachable" });
    expect(second.connections()).toBe(0);
  });

  it("what was sent by one way is not sent by another, whatever became of it", async (t) => {
    const breaking = await startFaultServer([hangUp], await makeIdentity({ authority, host: name }));
    t.onTestFinished(breaking.close);
    const first = await proxy(t, { hosts: { [name]: portOf(breaking) } });
    const second = await proxy(t);
    const transport = transportBy(t, `PROXY ${first.host}; PROXY ${second.host}`);
    expect(await transport.send(post)).toMatchObject({ failure: { code: "connection-lost" }, lost: true });
    expect(breaking.requests).toHaveLength(1);
    expect(second.connections()).toBe(0);
  });

  it("DIRECT is taken when its turn comes", async (t) => {
    const dead = await closedPort();
    const lookup = (_host: string, options: { all?: boolean }, done: (...found: unknown[]) => void) =>
      options.all ? done(null, [{ address: "127.0.0.1", family: 4 }]) : done(null, "127.0.0.1", 4);
    const routes = createRoutes({
      proxy: () => ({ mode: "system" }),
      proxyPassword: async () => succeeded(""),
      resolver: { resolve: async () => `PROXY 127.0.0.1:${dead}; DIRECT`, forget() {} },
      authoritiesFile: () => null,
      authoritiesRead() {},
    });
    const transport = createTransport(
      `${origin}:${portOf(server)}`,
      { ...quick, connect: { lookup: lookup as never } },
      { routes, trust: async () => trustWith([authority.cert]) },
    );
    t.onTestFinished(transport.close);
    expect(await transport.send(post)).toMatchObject({ answer: { status: 200 } });
  });

  it("when all are dead the first is told of", async (t) => {
    const [first, second] = [await closedPort(), await closedPort()];
    const failure = await failureOf(transportBy(t, `PROXY 127.0.0.1:${first}; PROXY 127.0.0.1:${second}`).send(post));
    expect(failure).toMatchObject({
      code: "proxy-unreachable",
      message: expect.stringContaining(`127.0.0.1:${first}`),
    });
  });

  it("after the way has changed, connections are made anew and calls under way are not cut", async (t) => {
    const { address, asked } = await proxy(t);
    const transport = transportBy(t, manual(address));
    const underWay = transport.send(get);
    transport.renew();
    expect(await underWay).toMatchObject({ answer: { status: 200 } });
    await transport.send(get);
    transport.renew();
    await transport.send(get);
    expect(asked.length).toBeGreaterThanOrEqual(2);
  });
});

describe("SOCKS", () => {
  it.for([
    ["SOCKS5", 5],
    ["SOCKS", 4],
  ] as const)("%s", async ([word, version], t) => {
    const socks = await startSocksProxy(hosts());
    t.onTestFinished(socks.close);
    const transport = transportBy(t, `${word} ${socks.host}`);
    expect(await transport.send(get)).toMatchObject({ answer: { status: 200 } });
    expect(await transport.send(get)).toMatchObject({ answer: { status: 200 } });
    expect(new Set(socks.asked)).toEqual(new Set([`${version} ${name}:443`]));
  });

  it.for(["SOCKS5", "SOCKS"])("%s that knows no such server", async (word, t) => {
    const socks = await startSocksProxy({});
    t.onTestFinished(socks.close);
    expect(await failureOf(transportBy(t, `${word} ${socks.host}`).send(post))).toMatchObject({
      code: "proxy-unreachable",
      message: expect.stringContaining(`${socks.host} did not pass the request on: it would not connect to the server`),
    });
  });

  it("that wants a password", async (t) => {
    const socks = await startSocksProxy(hosts(), { wantsPassword: true });
    t.onTestFinished(socks.close);
    expect(await failureOf(transportBy(t, `SOCKS5 ${socks.host}`).send(post))).toMatchObject({
      code: "proxy-credentials",
    });
  });

  it("that is not there, and the proxy after it", async (t) => {
    const { host } = await proxy(t);
    const transport = transportBy(t, `SOCKS5 127.0.0.1:${await closedPort()}; PROXY ${host}`);
    expect(await transport.send(post)).toMatchObject({ answer: { status: 200 } });
  });
});
