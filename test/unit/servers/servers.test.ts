/** The registry of servers: clients by endpoint, the kinds on offer, and where a kind has its API at an address. */
import { describe, expect, it, type TestContext } from "vitest";
import { succeeded } from "../../../src-main/failures.ts";
import type { Address, ManagementApi } from "../../../src-main/ports.ts";
import type { ServerAdapter } from "../../../src-main/servers/adapter.ts";
import { adapters } from "../../../src-main/servers/adapters.ts";
import { createServers } from "../../../src-main/servers/servers.ts";
import type { Transport } from "../../../src-main/servers/transport.ts";
import { ServerOffer, ServerPlace } from "../../../src-preload/contract/server.ts";
import { keyrackAt } from "../../support/endpoints.ts";
import { json, startFaultServer } from "../../support/fault-server.ts";

const quick = { connectTimeoutMs: 500, headersTimeoutMs: 500, bodyTimeoutMs: 1_000, retryDelaysMs: [1, 1] };
const token = "krs_canary_token";

/** An adapter whose clients tell nothing but that they were opened, with which transport and where. */
function adapter(change: Partial<ServerAdapter>) {
  const opened: { transport: Transport; basePath: string }[] = [];
  const made: ServerAdapter = {
    kind: "fixed",
    label: "Fixed",
    signIn: ["password"],
    basePath: "/api/fixed",
    movable: false,
    recognise: async () => succeeded(false),
    open(transport, basePath) {
      opened.push({ transport, basePath });
      return {} as ManagementApi;
    },
    ...change,
  };
  return { made, opened };
}

const at = (path: string | null): Address => ({ origin: "https://a.example", host: "a.example", path });

describe("the registry", () => {
  it("has kinds that differ, with everything the contract asks of an offer", () => {
    const kinds = adapters.map(({ kind }) => kind);
    expect(new Set(kinds).size).toBe(kinds.length);
    for (const { kind, basePath } of adapters)
      expect(ServerPlace.parse({ kind, basePath })).toEqual({ kind, basePath });
    const { offers } = createServers();
    expect(offers.map((offer) => ServerOffer.parse(offer))).toEqual(offers);
    expect(offers.map(({ kind }) => kind)).toEqual(kinds);
    for (const { label, signIn } of offers) {
      expect(label).not.toBe("");
      expect(signIn.length).toBeGreaterThan(0);
    }
  });

  it("offers copies, so that no window changes what an adapter says", () => {
    createServers().offers[0]?.signIn.push("token");
    expect(createServers().offers[0]?.signIn).toEqual(adapters[0]?.signIn);
  });
});

describe("a client", () => {
  it("is one for each endpoint: origin, kind and base path", () => {
    const one = adapter({ kind: "one" });
    const other = adapter({ kind: "other", movable: true });
    const servers = createServers(quick, undefined, [one.made, other.made]);
    const endpoint = { origin: "https://a.example", kind: "one", basePath: "/api" };
    const client = servers.at(endpoint);
    expect(servers.at({ ...endpoint })).toBe(client);
    expect(servers.at({ ...endpoint, origin: "https://b.example" })).not.toBe(client);
    expect(servers.at({ ...endpoint, kind: "other" })).not.toBe(client);
    expect(servers.at({ ...endpoint, basePath: "/auth" })).not.toBe(client);
    expect(one.opened.map(({ basePath }) => basePath)).toEqual(["/api", "/api", "/auth"]);
    // Whatever stands there, the connections to an origin are the same.
    expect(one.opened[0]?.transport).toBe(other.opened[0]?.transport);
    expect(one.opened[0]?.transport).not.toBe(one.opened[1]?.transport);
  });

  it("of a closed registry is opened anew", async () => {
    const { made, opened } = adapter({});
    const servers = createServers(quick, undefined, [made]);
    const endpoint = { origin: "https://a.example", kind: "fixed", basePath: "" };
    servers.at(endpoint);
    await servers.close();
    servers.at(endpoint);
    expect(opened).toHaveLength(2);
    expect(opened[0]?.transport).not.toBe(opened[1]?.transport);
  });

  it("of a kind that nobody knows refuses everything, and sends nothing", async (t) => {
    const server = await startFaultServer([json(200, {})]);
    const servers = createServers(quick);
    t.onTestFinished(async () => {
      await servers.close();
      await server.close();
    });
    const api = servers.at({ ...keyrackAt(server.origin), kind: "from-the-future" });
    const refused = { ok: false, failure: { code: "unsupported", message: expect.stringContaining(server.host) } };
    for (const answered of await everyCall(api)) expect(answered).toMatchObject(refused);
    expect(await api.tryKey({ value: "canary", keyId: "k" }, { call: "self" })).toMatchObject({
      status: null,
      verdict: { kind: "other", failure: { code: "unsupported" } },
    });
    expect(server.connections()).toBe(0);
  });

  it("sends nothing in clear to another computer, even if the settings file says so", async () => {
    const api = createServers(quick).at(keyrackAt("http://api.example.com"));
    for (const answered of await everyCall(api))
      expect(answered).toMatchObject({ failure: { code: "insecure-address" } });
  });

  function everyCall(api: ManagementApi): Promise<unknown[]> {
    return Promise.all([
      api.openSession({ email: "a", password: "b" }),
      api.openSession({ token }),
      api.readSession(token),
      api.closeSession(token),
      api.listKeys(token, { status: "active" }),
      api.createKey(token, { name: null, expiresInDays: null, idempotencyKey: "i" }),
      api.rotateKey(token, { keyId: "k", graceSeconds: 1, idempotencyKey: "i" }),
      api.renameKey(token, { keyId: "k", name: null }),
      api.verifyKey("canary"),
      api.revokeKey(token, { keyId: "k", reason: null }),
      api.readAudit(token, { cursor: null, keyId: null }),
      api.listen(token, { after: null, signal: new AbortController().signal, onOpen() {}, onEvent() {} }),
    ]);
  }
});

describe("the place of a kind at an address", () => {
  const { place } = createServers(quick, undefined, [
    adapter({ kind: "fixed", basePath: "/api/fixed" }).made,
    adapter({ kind: "movable", basePath: "/api/auth", movable: true }).made,
  ]);

  it.each([
    ["fixed", null, "/api/fixed"],
    ["fixed", "/api/fixed", "/api/fixed"],
    ["movable", null, "/api/auth"],
    ["movable", "/api/auth", "/api/auth"],
    ["movable", "/auth", "/auth"],
  ])("%s at %s is %s", (kind, path, basePath) => {
    expect(place(at(path), kind)).toEqual({ ok: true, value: { kind, basePath } });
  });

  it("is none where the path cannot be its", () => {
    expect(place(at("/elsewhere"), "fixed")).toMatchObject({ failure: { code: "invalid-address" } });
  });

  it("is none for a kind that nobody knows", () => {
    expect(place(at(null), "from-the-future")).toMatchObject({ failure: { code: "unsupported" } });
  });
});

describe("an address as typed", () => {
  it("is resolved to origin and path, and what stands there is asked for at that path", async (t: TestContext) => {
    const asked: string[] = [];
    const { made } = adapter({
      kind: "movable",
      movable: true,
      recognise: async (_transport, basePath) => {
        asked.push(basePath);
        return succeeded(true);
      },
    });
    const servers = createServers(quick, undefined, [made]);
    t.onTestFinished(servers.close);
    const resolved = servers.resolve("localhost:8080/api/auth/");
    expect(resolved).toEqual({
      ok: true,
      value: { origin: "http://localhost:8080", host: "localhost:8080", path: "/api/auth" },
    });
    if (!resolved.ok) return;
    expect(await servers.look(resolved.value)).toEqual(succeeded({ kind: "movable", basePath: "/api/auth" }));
    expect(asked).toEqual(["/api/auth"]);
  });
});
