/** Reading keys: pages, what the server does not bring up by itself, what counts as working, and what rows must look like. */
import { expect, it } from "vitest";
import type { KeyPage, ListQuery } from "../../../../src-main/ports.ts";
import { json } from "../../../support/fault-server.ts";
import { betterAuthWorld, codeOf, scripted, sentenceOf, type World, worked } from "./world.ts";

async function list({ api, token }: Pick<World, "api" | "token">, status: ListQuery["status"]): Promise<KeyPage> {
  const page = worked(await api.listKeys(token, { status }));
  if (page === "unchanged") throw new Error("Nothing to compare with was sent.");
  return page;
}

const row = {
  id: "k1",
  configId: "default",
  name: "Production",
  start: "acme_x",
  prefix: "acme_",
  referenceId: "u1",
  enabled: true,
  createdAt: "2026-08-01T09:00:00.000Z",
  updatedAt: "2026-08-02T09:00:00.000Z",
  lastRequest: "2026-08-03T09:00:00.000Z",
  expiresAt: null,
  metadata: { team: "canary-metadata" },
  permissions: { files: ["read"] },
};

it("reduces a key to what Keyrack looks at", async (t) => {
  const { api } = await scripted(t, json(200, { apiKeys: [row], total: 1 }));
  expect(await list({ api, token: "abc" }, "active")).toEqual({
    keys: [
      {
        id: "k1",
        name: "Production",
        start: "acme_x",
        last4: null,
        status: "active",
        createdAt: "2026-08-01T09:00:00.000Z",
        createdBy: null,
        lastUsedAt: "2026-08-03T09:00:00.000Z",
        expiresAt: null,
        revokedAt: null,
        revokedBy: null,
        revocationReason: null,
        rotation: null,
        remembered: false,
      },
    ],
    nextCursor: null,
    limits: null,
    etag: null,
  });
});

it("takes a key without start, name, last use and end, and moments with an offset", async (t) => {
  const { id, createdAt } = row;
  const bare = { id, createdAt, updatedAt: "2026-08-02T11:00:00.000+02:00", enabled: false };
  const { api } = await scripted(t, json(200, { apiKeys: [bare], total: 1 }));
  const { keys } = await list({ api, token: "abc" }, "revoked");
  expect(keys).toMatchObject([
    { start: "", name: null, lastUsedAt: null, expiresAt: null, revokedAt: "2026-08-02T09:00:00.000Z" },
  ]);
});

it("says where a row is malformed, without repeating it", async (t) => {
  for (const [change, where] of [
    [{ createdAt: "canary-yesterday" }, "apiKeys[0].createdAt"],
    [{ expiresAt: 17 }, "apiKeys[0].expiresAt"],
    [{ id: "" }, "apiKeys[0].id"],
    [{ enabled: "canary" }, "apiKeys[0].enabled"],
  ] as const) {
    const { api } = await scripted(t, json(200, { apiKeys: [{ ...row, ...change }], total: 1 }));
    const refused = await api.listKeys("abc", { status: "active" });
    expect(codeOf(refused)).toBe("protocol");
    expect(sentenceOf(refused)).toContain(where);
    expect(sentenceOf(refused)).not.toContain("canary");
  }
});

it("asks for page after page until it has all, the newest first", async (t) => {
  const world = await betterAuthWorld(t, { findManyLimit: 10_000 });
  await world.server.seedKeys(1_203);
  const { keys, partial } = await list(world, "active");
  expect(keys.map(({ name }) => name)).toEqual(Array.from({ length: 1_203 }, (_, at) => `Key ${1_203 - at}`));
  expect(partial).toBeUndefined();
  const offsets = world.proxy.requests
    .map(({ path }) => new URL(path, "http://x").searchParams)
    .filter((query) => query.get("sortBy") === "enabled")
    .map((query) => query.get("offset"));
  expect(offsets).toEqual(["0", "500", "1000"]);
});

it("begins anew when a key comes or goes between two pages", async (t) => {
  const world = await betterAuthWorld(t, { findManyLimit: 10_000 });
  await world.server.seedKeys(900);
  world.proxy.add({
    path: /offset=500/,
    times: 1,
    behave: async (socket, _request, serve) => {
      // The last row of the first page: all others move up by one, the 501st into the page that has been read.
      await world.server.deleteKey("seeded-900");
      await world.server.deleteKey("seeded-1");
      const { status, headers, body } = await serve();
      socket.write(
        `HTTP/1.1 ${status} OK\r\ncontent-type: ${headers["content-type"]}\r\ncontent-length: ${body.length}\r\n\r\n`,
      );
      socket.write(body);
    },
  });
  const { keys } = await list(world, "active");
  expect(new Set(keys.map(({ id }) => id)).size).toBe(898);
});

it("finds all keys of a server that brings up a hundred rows at once, from both ends", async (t) => {
  const world = await betterAuthWorld(t);
  await world.server.seedKeys(150);
  const { keys, partial } = await list(world, "active");
  expect(keys.map(({ name }) => name)).toEqual(Array.from({ length: 150 }, (_, at) => `Key ${150 - at}`));
  expect(partial).toBeUndefined();
});

it("finds the few that work among hundreds that do not", async (t) => {
  const world = await betterAuthWorld(t);
  await world.server.seedKeys(400);
  for (const { id } of await world.server.keys()) {
    if (id !== "seeded-200" && id !== "seeded-3") await world.server.changeKey(id, { enabled: false });
  }
  const { keys, partial } = await list(world, "active");
  expect(keys.map(({ id }) => id)).toEqual(["seeded-200", "seeded-3"]);
  expect(partial).toBeUndefined();
  // In one request: the server puts them first.
  expect(world.proxy.requests).toHaveLength(1);
});

it("says that a list is partial where the server keeps the middle of it to itself", async (t) => {
  const world = await betterAuthWorld(t);
  await world.server.seedKeys(350);
  const { keys, partial } = await list(world, "active");
  expect(partial).toBe(true);
  expect(keys.length).toBeGreaterThanOrEqual(200);
  expect(keys[0]?.name).toBe("Key 350");
  expect(keys.at(-1)?.name).toBe("Key 1");
});

it("takes disabled keys for revoked, and expired ones for neither", async (t) => {
  const world = await betterAuthWorld(t);
  const { id: working } = await world.server.createKey({ name: "Working" });
  const { id: disabled } = await world.server.createKey({ name: "Disabled" });
  const { id: expired } = await world.server.createKey({ name: "Expired", expiresIn: 86_400 });
  await world.server.changeKey(disabled, { enabled: false, updatedAt: "2026-01-02T03:04:05.000Z" });
  await world.server.changeKey(expired, { expiresAt: new Date(Date.now() - 2_000).toISOString() });
  expect((await list(world, "active")).keys.map(({ id }) => id)).toEqual([working]);
  const revoked = await list(world, "revoked");
  expect(revoked.keys).toMatchObject([{ id: disabled, status: "revoked", revokedAt: "2026-01-02T03:04:05.000Z" }]);
  expect(revoked.nextCursor).toBeNull();
  const asked = world.proxy.requests.length;
  expect(await list(world, "retiring")).toEqual({ keys: [], nextCursor: null, limits: null, etag: null });
  expect(world.proxy.requests).toHaveLength(asked);
});

it("takes the server's clock for what has expired", async (t) => {
  const expiresAt = "2020-01-01T00:00:00.000Z";
  const before = { date: "Tue, 31 Dec 2019 23:59:59 GMT" };
  const { api } = await scripted(t, json(200, { apiKeys: [{ ...row, expiresAt }], total: 1 }, before));
  expect((await list({ api, token: "abc" }, "active")).keys).toHaveLength(1);
});

it("shows nobody else's keys", async (t) => {
  const world = await betterAuthWorld(t);
  await world.server.addUser({ email: "other@example.com", password: "another password", name: "Other" });
  await world.server.createKey({ name: "Theirs", owner: "other@example.com" });
  const { id } = await world.server.createKey({ name: "Ours" });
  expect((await list(world, "active")).keys.map((key) => key.id)).toEqual([id]);
});
