/** What systems and scripts say about proxies, read and put in order. */
import { describe, expect, it, vi } from "vitest";
import { failed, succeeded } from "../../../src-main/failures.ts";
import type { WayToServers } from "../../../src-main/ports.ts";
import { parseProxyAddress, proxyHost } from "../../../src-main/servers/proxy-address.ts";
import { type Route, readProxyAnswer, routeKey } from "../../../src-main/servers/route.ts";
import { createRoutes } from "../../../src-main/servers/routes.ts";
import type { ProxyChoice } from "../../../src-preload/contract/transport.ts";

describe("an answer about proxies", () => {
  const keys = (answer: string) => readProxyAnswer(answer).routes.map(routeKey);

  it.for([
    ["DIRECT", ["direct"]],
    ["", ["direct"]],
    ["PROXY proxy.example.com:3128", ["http://proxy.example.com:3128"]],
    ["PROXY a:1;PROXY b:2;DIRECT", ["http://a:1", "http://b:2", "direct"]],
    [" proxy a:1 ; direct ", ["http://a:1", "direct"]],
    ["HTTPS a:443; HTTP b", ["https://a", "http://b"]],
    ["SOCKS5 a:1080; SOCKS b:1080", ["socks5://a:1080", "socks4://b:1080"]],
    ["PROXY [fd00::1]:3128", ["http://[fd00::1]:3128"]],
    ["PROXY a:1; PROXY a:1; DIRECT", ["http://a:1", "direct"]],
  ] as const)("%s", ([answer, expected]) => {
    expect(keys(answer)).toEqual(expected);
    expect(readProxyAnswer(answer).skipped).toEqual([]);
  });

  it.for(["QUIC a:443", "PROXY", "PROXY a:1/x", "PROXY user@a:1", "PROXY a:1 b", "PROXY a:99999", "DIRECT a:1"])(
    "%s cannot be used, and what stands beside it can",
    (entry) => {
      expect(readProxyAnswer(`${entry}; PROXY b:2`)).toMatchObject({
        routes: [{ address: "http://b:2" }],
        skipped: [entry],
      });
    },
  );
});

describe("a proxy's address as it is typed", () => {
  it.for([
    ["http://proxy.example.com:8080", "http://proxy.example.com:8080"],
    [" https://Proxy.Example.com:8443/ ", "https://proxy.example.com:8443"],
    ["proxy:3128", "http://proxy:3128"],
    ["10.0.0.1:3128", "http://10.0.0.1:3128"],
    ["[fd00::1]:3128", "http://[fd00::1]:3128"],
    ["http://proxy:80", "http://proxy"],
  ] as const)("%s", ([typed, address]) => {
    expect(parseProxyAddress(typed)).toEqual(succeeded(address));
  });

  it.for([
    "",
    "socks5://a:1080",
    "http://user:secret@a:1",
    "user@a:1",
    "http://a:1/path",
    "http://a:1?q",
    "a:0",
    "a:99999",
    "a b",
  ])("%s is none", (typed) => {
    expect(parseProxyAddress(typed)).toEqual(failed("invalid-proxy"));
  });

  it.for([
    ["http://proxy", "proxy:80"],
    ["https://proxy", "proxy:443"],
    ["socks5://proxy", "proxy:1080"],
    ["http://proxy:3128", "proxy:3128"],
  ] as const)("%s is told with its port", ([address, host]) => {
    expect(proxyHost(address)).toBe(host);
  });
});

describe("the ways to a server", () => {
  const origin = "https://api.example.com";

  function routesFor(proxy: ProxyChoice, answer: () => Promise<string> = async () => "DIRECT") {
    const clock = { now: 0 };
    const chosen = {
      proxy: () => proxy,
      proxyPassword: vi.fn<WayToServers["proxyPassword"]>(async () => succeeded("secret")),
      resolver: { resolve: vi.fn((_origin: string) => answer()), forget: vi.fn() },
      authoritiesFile: () => null,
      authoritiesRead() {},
    };
    const routes = createRoutes(chosen, { now: () => clock.now, waitMs: 50 });
    const keys = async (to = origin) => {
      const answered = await routes.to(to);
      return answered.ok ? answered.value.map(routeKey) : answered.failure;
    };
    return { routes, keys, chosen, clock };
  }
  const system = { mode: "system" } as const;
  const route = (address: string): Route => ({ kind: "http", address, credentials: null });

  it.for([
    "http://127.0.0.1:4100",
    "http://127.8.9.1",
    "http://localhost:4100",
    "https://localhost",
    "http://[::1]:4100",
  ])("%s is on this computer, so nobody is asked", async (local) => {
    const { keys, chosen } = routesFor(system, async () => "PROXY a:1");
    expect(await keys(local)).toEqual(["direct"]);
    expect(chosen.resolver.resolve).not.toHaveBeenCalled();
    expect(await routesFor({ mode: "manual", address: "http://a:1", username: "ada" }).keys(local)).toEqual(["direct"]);
  });

  it("the system is asked once for each server, until it is to be forgotten", async () => {
    const { routes, keys, chosen } = routesFor(system, async () => "PROXY a:1; DIRECT");
    expect(await Promise.all([keys(), keys()])).toEqual([
      ["http://a:1", "direct"],
      ["http://a:1", "direct"],
    ]);
    expect(await keys()).toEqual(["http://a:1", "direct"]);
    expect(chosen.resolver.resolve.mock.calls).toEqual([[origin]]);
    await keys("https://other.example.com");
    expect(chosen.resolver.resolve).toHaveBeenCalledTimes(2);
    routes.forget();
    expect(chosen.resolver.forget).toHaveBeenCalledOnce();
    await keys();
    expect(chosen.resolver.resolve).toHaveBeenCalledTimes(3);
  });

  it("when no way led anywhere the system is asked again", async () => {
    const { routes, keys, chosen } = routesFor(system);
    await keys();
    routes.allLedNowhere(origin);
    await keys();
    expect(chosen.resolver.resolve).toHaveBeenCalledTimes(2);
  });

  it("a way that led nowhere comes last for five minutes", async () => {
    const { routes, keys, clock } = routesFor(system, async () => "PROXY dead:1; PROXY b:2; DIRECT");
    await keys();
    routes.ledNowhere(route("http://dead:1"));
    expect(await keys()).toEqual(["http://b:2", "direct", "http://dead:1"]);
    clock.now = 5 * 60_000 - 1;
    expect(await keys()).toEqual(["http://b:2", "direct", "http://dead:1"]);
    clock.now = 5 * 60_000;
    expect(await keys()).toEqual(["http://dead:1", "http://b:2", "direct"]);
  });

  it("is forgotten to have led nowhere with everything else", async () => {
    const { routes, keys } = routesFor(system, async () => "PROXY dead:1; DIRECT");
    routes.ledNowhere(route("http://dead:1"));
    routes.forget();
    expect(await keys()).toEqual(["http://dead:1", "direct"]);
  });

  it("a system that does not answer in time is told of, and waited for by the next call", async () => {
    let answer = (_text: string) => {};
    const { keys, chosen } = routesFor(system, () => new Promise((resolve) => (answer = resolve)));
    expect(await keys()).toMatchObject({
      code: "proxy-unreachable",
      message: expect.stringContaining("did not say which"),
    });
    answer("PROXY late:1");
    expect(await keys()).toEqual(["http://late:1"]);
    expect(chosen.resolver.resolve).toHaveBeenCalledOnce();
  });

  it("a system that cannot be asked is asked again", async () => {
    const answers = [Promise.reject(new Error("no")), Promise.resolve("DIRECT")];
    const { keys } = routesFor(system, () => answers.shift() ?? Promise.resolve(""));
    expect(await keys()).toMatchObject({ code: "proxy-unreachable" });
    expect(await keys()).toEqual(["direct"]);
  });

  it("proxies that nothing here speaks to are named", async () => {
    const { keys } = routesFor(system, async () => "QUIC a:443");
    expect(await keys()).toMatchObject({ code: "proxy-unreachable", message: expect.stringContaining("QUIC a:443") });
  });

  it("a manual proxy without a user name needs no password", async () => {
    const { routes, chosen } = routesFor({ mode: "manual", address: "https://proxy:8443", username: null });
    expect(await routes.to(origin)).toEqual(
      succeeded([{ kind: "https", address: "https://proxy:8443", credentials: null }]),
    );
    expect(chosen.proxyPassword).not.toHaveBeenCalled();
  });

  it("a manual proxy with one does, and nothing goes without it", async () => {
    const { routes, keys, chosen } = routesFor({ mode: "manual", address: "http://proxy:3128", username: "ada" });
    expect(await routes.to(origin)).toMatchObject({
      value: [{ credentials: { username: "ada", password: "secret" } }],
    });
    chosen.proxyPassword.mockResolvedValue(failed("proxy-credentials"));
    expect(await keys()).toMatchObject({ code: "proxy-credentials" });
  });

  it("an address in the settings file that is none is refused", async () => {
    const { keys } = routesFor({ mode: "manual", address: "socks5://proxy:1", username: null });
    expect(await keys()).toMatchObject({ code: "invalid-proxy" });
  });

  it("directly means directly", async () => {
    const { keys, chosen } = routesFor({ mode: "direct" }, async () => "PROXY a:1");
    expect(await keys()).toEqual(["direct"]);
    expect(chosen.resolver.resolve).not.toHaveBeenCalled();
  });
});
