/** Creating, renaming and revoking keys: what is sent, what becomes of it at the server, and what a lost answer comes to. */
import { expect, it, type TestContext } from "vitest";
import { cutShort, hang, json, reset } from "../../../support/fault-server.ts";
import { betterAuthWorld, codeOf, scripted, sentenceOf, type World, worked } from "./world.ts";

const wish = { name: "Production", expiresInDays: null, idempotencyKey: "the same each time" };

/** What was sent to a path, oldest first. */
function sentTo({ proxy }: World, path: string): unknown[] {
  return proxy.requests.filter((one) => one.path === `/api/auth${path}`).map(({ body }) => JSON.parse(body));
}

it("makes a key, and the server takes its value", async (t) => {
  const world = await betterAuthWorld(t, { apiKey: { defaultPrefix: "acme_" } });
  const { apiKey, value } = worked(await world.api.createKey(world.token, wish));
  expect(await world.server.verify(value)).toMatchObject({ valid: true, keyId: apiKey.id });
  expect(value.startsWith(apiKey.start)).toBe(true);
  expect(apiKey).toMatchObject({ name: "Production", status: "active", expiresAt: null, last4: null });
});

it("gives a key the end that was asked for", async (t) => {
  const world = await betterAuthWorld(t);
  const { apiKey } = worked(await world.api.createKey(world.token, { ...wish, expiresInDays: 30 }));
  const days = (Date.parse(apiKey.expiresAt ?? "") - Date.parse(apiKey.createdAt)) / 86_400_000;
  expect(days).toBeCloseTo(30, 3);
});

it("sends a name and an end, an id and a change, and nothing that is the server's own", async (t) => {
  const world = await betterAuthWorld(t);
  const { api, token } = world;
  const { apiKey } = worked(await api.createKey(token, { ...wish, expiresInDays: 2 }));
  worked(await api.createKey(token, { ...wish, name: null }));
  worked(await api.renameKey(token, { keyId: apiKey.id, name: "Staging" }));
  worked(await api.revokeKey(token, { keyId: apiKey.id, reason: "leaked" }));
  worked(await api.closeSession(token));
  expect(sentTo(world, "/api-key/create")).toEqual([{ name: "Production", expiresIn: 172_800 }, {}]);
  expect(sentTo(world, "/api-key/update")).toEqual([
    { keyId: apiKey.id, name: "Staging" },
    { keyId: apiKey.id, enabled: false },
  ]);
  expect(sentTo(world, "/sign-out")).toEqual([{}]);
  const posts = world.proxy.requests.filter(({ method }) => method === "POST");
  expect(posts).toHaveLength(5);
  for (const { body, headers } of posts) {
    expect(body).not.toMatch(/remaining|rateLimit|refill|permissions|metadata|prefix|userId|reason|idempotency/i);
    expect(headers).not.toHaveProperty("idempotency-key");
    expect(headers).not.toHaveProperty("x-api-key");
  }
});

it("says what the plugin does not take of a name or an end", async (t) => {
  const { api, token } = await betterAuthWorld(t, {
    apiKey: {
      requireName: true,
      minimumNameLength: 3,
      maximumNameLength: 8,
      keyExpiration: { minExpiresIn: 2, maxExpiresIn: 30 },
    },
  });
  const create = (name: string | null, expiresInDays: number | null) =>
    api.createKey(token, { ...wish, name, expiresInDays });
  for (const [result, code, words] of [
    [await create(null, null), "invalid-name", "wants every key to have one"],
    [await create("ab", null), "invalid-name", "shorter or longer"],
    [await create("abcdefghi", null), "invalid-name", "shorter or longer"],
    [await create("abc", 1), "invalid-expiry", "too soon"],
    [await create("abc", 31), "invalid-expiry", "too far off"],
  ] as const) {
    expect(codeOf(result)).toBe(code);
    expect(sentenceOf(result)).toContain(words);
    expect(sentenceOf(result)).toContain("nothing was changed".slice(1));
  }
  const { apiKey } = worked(await create("abc", 2));
  expect(codeOf(await api.renameKey(token, { keyId: apiKey.id, name: "ab" }))).toBe("invalid-name");
  const fixed = await betterAuthWorld(t, { apiKey: { keyExpiration: { disableCustomExpiresTime: true } } });
  const refused = await fixed.api.createKey(fixed.token, { ...wish, expiresInDays: 7 });
  expect(codeOf(refused)).toBe("invalid-expiry");
  expect(sentenceOf(refused)).toContain("decides by itself");
});

it("cannot take a name away, and says so without asking", async (t) => {
  const { proxy, api, token } = await betterAuthWorld(t);
  const refused = await api.renameKey(token, { keyId: "k1", name: null });
  expect(codeOf(refused)).toBe("invalid-name");
  expect(sentenceOf(refused)).toContain("cannot take a name away");
  expect(proxy.requests).toEqual([]);
});

it("sends a create once, and says so where nobody knows what became of it", async (t) => {
  for (const behave of [reset, hang, cutShort(), json(200, { hello: "world" }), json(502, {})]) {
    const world = await betterAuthWorld(t);
    world.proxy.add({ path: /create/, behave });
    expect(codeOf(await world.api.createKey(world.token, wish))).toBe("outcome-unknown");
    expect(sentTo(world, "/api-key/create")).toHaveLength(1);
  }
});

it("sends a change once, and says so where nobody knows what became of it", async (t) => {
  const world = await betterAuthWorld(t);
  const { id } = await world.server.createKey();
  world.proxy.add({ path: /update|delete/, behave: reset });
  expect(codeOf(await world.api.renameKey(world.token, { keyId: id, name: "New" }))).toBe("change-unconfirmed");
  expect(codeOf(await world.api.revokeKey(world.token, { keyId: id, reason: null }))).toBe("change-unconfirmed");
  expect(sentTo(world, "/api-key/update")).toHaveLength(2);
  expect(sentTo(world, "/api-key/delete")).toHaveLength(0);
});

it("disables a key: the server turns its value down, and the first date stays", async (t) => {
  const world = await betterAuthWorld(t);
  const { api, token, server } = world;
  const { id, key } = await server.createKey({ name: "Production" });
  const begun = Date.now();
  const revoked = worked(await api.revokeKey(token, { keyId: id, reason: "leaked" }));
  expect(revoked).toMatchObject({
    id,
    name: "Production",
    status: "revoked",
    revocationReason: "leaked",
    remembered: false,
  });
  expect(Date.parse(revoked.revokedAt ?? "")).toBeGreaterThanOrEqual(begun);
  expect(await server.verify(key)).toMatchObject({ valid: false, error: { code: "KEY_DISABLED" } });
  const [row] = await server.keys();
  expect(worked(await api.revokeKey(token, { keyId: id, reason: "again" }))).toMatchObject({ status: "revoked" });
  expect(await server.keys()).toEqual([row]);
  expect(sentTo(world, "/api-key/update")).toHaveLength(1);
});

/** Servers that do not let their keys be disabled. */
const stubborn: Record<string, (t: TestContext) => Promise<World>> = {
  "does not offer it": (t) => betterAuthWorld(t, { disabledPaths: ["/api-key/update"] }),
  "forbids it": async (t) => {
    const world = await betterAuthWorld(t);
    world.proxy.add({ path: /update/, behave: json(403, { code: "KEYS_ARE_FOREVER", message: "Keys are forever" }) });
    return world;
  },
  "calls it a fault": async (t) => {
    const world = await betterAuthWorld(t);
    world.proxy.add({ path: /update/, behave: json(400, { code: "SERVER_ONLY_PROPERTY", message: "No" }) });
    return world;
  },
  "leaves it enabled": async (t) => {
    const world = await betterAuthWorld(t);
    world.proxy.add({
      path: /update/,
      behave: async (socket, request, serve) => {
        const { keyId } = JSON.parse(request.body);
        await serve();
        await world.server.changeKey(keyId, { enabled: true });
        const [row] = await world.server.keys();
        json(200, row)(socket, request);
      },
    });
    return world;
  },
};

for (const [how, start] of Object.entries(stubborn)) {
  it(`deletes a key where the server ${how}`, async (t) => {
    const world = await start(t);
    const { id, key } = await world.server.createKey({ name: "Production" });
    const revoked = worked(await world.api.revokeKey(world.token, { keyId: id, reason: "leaked" }));
    expect(revoked).toMatchObject({ id, name: "Production", status: "revoked", revocationReason: "leaked" });
    expect(revoked.start).toBe(key.slice(0, 6));
    expect(await world.server.keys()).toEqual([]);
    expect(sentTo(world, "/api-key/delete")).toEqual([{ keyId: id }]);
  });
}

it("deletes nothing while the server is in trouble, or has had enough, or the session is over", async (t) => {
  for (const [status, code] of [
    [401, "session-expired"],
    [429, "rate-limited"],
    [500, "server-error"],
    [502, "change-unconfirmed"],
  ] as const) {
    const world = await betterAuthWorld(t);
    const { id } = await world.server.createKey();
    world.proxy.add({ path: /update/, behave: json(status, { code: "UNAUTHORIZED", message: "No" }) });
    expect(codeOf(await world.api.revokeKey(world.token, { keyId: id, reason: null }))).toBe(code);
    expect(await world.server.keys()).toMatchObject([{ id, enabled: true }]);
    expect(sentTo(world, "/api-key/delete")).toEqual([]);
  }
});

it("says so where keys can neither be disabled nor deleted", async (t) => {
  const world = await betterAuthWorld(t, { disabledPaths: ["/api-key/update", "/api-key/delete"] });
  const { id } = await world.server.createKey();
  expect(codeOf(await world.api.revokeKey(world.token, { keyId: id, reason: null }))).toBe("unsupported");
});

it("takes a key that goes while it is being revoked for revoked, and one that was gone before for gone", async (t) => {
  const world = await betterAuthWorld(t);
  const { id } = await world.server.createKey({ name: "Production" });
  world.proxy.add({
    path: /update/,
    times: 1,
    behave: async (socket, request, serve) => {
      await world.server.deleteKey(id);
      const { status, body } = await serve();
      json(status, JSON.parse(body.toString()))(socket, request);
    },
  });
  const revoked = worked(await world.api.revokeKey(world.token, { keyId: id, reason: null }));
  expect(revoked).toMatchObject({ name: "Production", status: "revoked" });
  expect(codeOf(await world.api.revokeKey(world.token, { keyId: id, reason: null }))).toBe("not-found");
  expect(codeOf(await world.api.renameKey(world.token, { keyId: id, name: "New" }))).toBe("not-found");
});

it("finds keys of another configuration than the default one", async (t) => {
  const world = await betterAuthWorld(t, {
    apiKey: [{ configId: "default" }, { configId: "partners", defaultPrefix: "partner_" }],
  });
  const { id, key } = await world.server.createKey({ name: "Partner", configId: "partners" });
  const { keys } = worked(await world.api.listKeys(world.token, { status: "active" })) as { keys: { id: string }[] };
  expect(keys.map((one) => one.id)).toEqual([id]);
  expect(worked(await world.api.renameKey(world.token, { keyId: id, name: "Renamed" })).name).toBe("Renamed");
  const revoked = worked(await world.api.revokeKey(world.token, { keyId: id, reason: null }));
  expect(revoked).toMatchObject({ name: "Renamed", status: "revoked", start: "partne" });
  expect((await world.server.verify(key)).valid).toBe(false);
  expect(sentTo(world, "/api-key/update")).toEqual([
    { keyId: id, name: "Renamed" },
    { keyId: id, configId: "partners", name: "Renamed" },
    { keyId: id, configId: "partners", enabled: false },
  ]);
});

it("says that the api-key plugin is missing, under a session that was saved", async (t) => {
  const { api, token } = await betterAuthWorld(t, { apiKey: false });
  for (const result of [
    await api.listKeys(token, { status: "active" }),
    await api.createKey(token, wish),
    await api.revokeKey(token, { keyId: "k1", reason: null }),
  ]) {
    expect(codeOf(result)).toBe("plugin-missing");
    expect(sentenceOf(result)).toContain("api-key plugin");
  }
});

it("offers nothing that Better Auth does not", async (t) => {
  const { server, api } = await scripted(t, hang);
  expect(codeOf(await api.rotateKey("abc", { keyId: "k1", graceSeconds: 1, idempotencyKey: "x" }))).toBe("unsupported");
  expect(codeOf(await api.verifyKey("abc"))).toBe("unsupported");
  expect(codeOf(await api.readAudit("abc", { cursor: null, keyId: null }))).toBe("unsupported");
  const listening = { after: null, signal: AbortSignal.abort(), onOpen: () => {}, onEvent: () => {} };
  expect(codeOf(await api.listen("abc", listening))).toBe("unsupported");
  const tried = await api.tryKey({ value: "abc", keyId: "k1" }, { call: "self" });
  expect(tried).toMatchObject({ status: null, verdict: { kind: "other", failure: { code: "unsupported" } } });
  expect(server.requests).toEqual([]);
});
