/** The offline key list on a real disk: there and back, damaged in every way, written in bursts. */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createKeyListCache } from "../../../src-main/cache/key-list-cache.ts";
import type { CachedList } from "../../../src-main/ports.ts";
import { capabilitiesWith } from "../../support/capabilities.ts";
import { sampleKey, sampleSession } from "../../support/fake-ports.ts";

const id = "3b241101-e2bb-4255-8caf-4136c566a962";
const list: CachedList = {
  session: sampleSession,
  active: [sampleKey()],
  retiring: [],
  revoked: [sampleKey({ id: "key_2", status: "revoked", revokedAt: "2026-11-01T00:00:00.000Z" })],
  moreRevoked: false,
  limits: { maxActive: 5, active: 1 },
  asOf: "2026-11-23T10:00:00.000Z",
};

let folder: string;
const file = () => join(folder, `keys-${id}.json`);
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "keyrack-cache-"));
  vi.spyOn(process.stderr, "write").mockReturnValue(true);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe("a cached list", () => {
  it("comes back as it was, for this user's eyes alone", async () => {
    await createKeyListCache(folder).write(id, list);
    expect(createKeyListCache(folder).read(id)).toEqual(list);
    expect(statSync(file()).mode & 0o777).toBe(0o600);
    expect(readdirSync(folder)).toHaveLength(1);
  });

  it("is another one for another connection", async () => {
    await createKeyListCache(folder).write(id, list);
    expect(createKeyListCache(folder).read("9c5b94b1-35ad-49bb-b118-8e8fc24abf80")).toBeNull();
  });

  it("is gone after removal, also while writes are under way", async () => {
    const cache = createKeyListCache(folder);
    for (let count = 0; count < 50; count++) void cache.write(id, { ...list, moreRevoked: count % 2 === 0 });
    await cache.remove(id);
    await cache.flush();
    expect(readdirSync(folder)).toEqual([]);
  });

  it("is gone after removal with what a crash left of it, too", async () => {
    writeFileSync(`${file()}.tmp`, "half a li");
    await createKeyListCache(folder).remove(id);
    expect(readdirSync(folder)).toEqual([]);
  });

  it("is the last of a burst", async () => {
    const cache = createKeyListCache(folder);
    for (let active = 0; active < 50; active++) void cache.write(id, { ...list, limits: { maxActive: 50, active } });
    await cache.flush();
    expect(cache.read(id)?.limits?.active).toBe(49);
  });
});

it("a list written before there were other kinds of servers is read as it was", () => {
  // As that Keyrack wrote it: capabilities as words, no header, keys that are not said to be remembered.
  writeFileSync(
    file(),
    `{"version":1,"session":{"account":{"id":"acc_1","name":"Ada","email":"ada@example.com"},"organization":{"id":"org_1","name":"Example"},"warehouses":[{"id":"wh_rotterdam","name":"Rotterdam"}],"capabilities":["rename","revoke-reason","last-used","warehouses","verify","rotate","a-word-of-tomorrow"],"expiresAt":"2026-12-24T00:00:00.000Z"},"active":[{"id":"key_1","name":"Production API","start":"krk_9fK2","last4":"x7Qd","status":"active","createdAt":"2026-08-01T09:00:00.000Z","createdBy":{"id":"acc_1","name":"Ada"},"lastUsedAt":null,"expiresAt":null,"revokedAt":null,"revokedBy":null,"revocationReason":null,"rotation":null}],"retiring":[],"revoked":[{"id":"key_2","name":null,"start":"krk_Zt04","last4":"m1Lp","status":"revoked","createdAt":"2026-07-01T09:00:00.000Z","createdBy":{"id":"acc_1","name":"Ada"},"lastUsedAt":"2026-10-31T00:00:00.000Z","expiresAt":null,"revokedAt":"2026-11-01T00:00:00.000Z","revokedBy":{"id":"acc_1","name":"Ada"},"revocationReason":"Leaked","rotation":null}],"moreRevoked":true,"limits":{"maxActive":5,"active":1},"asOf":"2026-11-23T10:00:00.000Z"}`,
  );
  const revoked = sampleKey({
    ...{ id: "key_2", name: null, start: "krk_Zt04", last4: "m1Lp", status: "revoked" },
    ...{ createdAt: "2026-07-01T09:00:00.000Z", lastUsedAt: "2026-10-31T00:00:00.000Z" },
    ...{ revokedAt: "2026-11-01T00:00:00.000Z", revokedBy: { id: "acc_1", name: "Ada" }, revocationReason: "Leaked" },
  });
  const capabilities = capabilitiesWith(
    ...(["limit", "repeatableCreate", "history"] as const),
    ...(["rename", "reason", "lastUsed", "warehouses", "verify", "rotate"] as const),
  );
  expect(createKeyListCache(folder).read(id)).toEqual({
    ...list,
    session: { ...sampleSession, capabilities, keyHeader: { name: "Authorization", scheme: "ApiKey" } },
    revoked: [revoked],
    moreRevoked: true,
  });
});

describe("what cannot be read counts as absent, and the next write mends it", () => {
  it.each<[string, () => void]>([
    ["half a file", () => writeFileSync(file(), JSON.stringify({ version: 1, ...list }).slice(0, 200))],
    ["a newer version", () => writeFileSync(file(), JSON.stringify({ version: 2, ...list }))],
    ["a key of the wrong form", () => writeFileSync(file(), JSON.stringify({ version: 1, ...list, active: [{}] }))],
    ["a folder", () => mkdirSync(file())],
    ["a folder with something in it", () => mkdirSync(join(file(), "deeper"), { recursive: true })],
    ["a folder in the way of writing", () => mkdirSync(join(`${file()}.tmp`, "deeper"), { recursive: true })],
    ["a file far too large", () => writeFileSync(file(), " ".repeat(5 * 1024 * 1024))],
  ])("%s", async (_what, damage) => {
    damage();
    const cache = createKeyListCache(folder);
    expect(cache.read(id)).toBeNull();
    await cache.write(id, list);
    expect(cache.read(id)).toEqual(list);
  });

  it("any bytes at all", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
        writeFileSync(file(), text);
        expect(createKeyListCache(folder).read(id)).toBeNull();
      }),
    );
  });
});

it("a folder that cannot be written is no reason to stop", async () => {
  writeFileSync(join(folder, "blocked"), "");
  const cache = createKeyListCache(join(folder, "blocked", "deeper"));
  await cache.write(id, list);
  expect(cache.read(id)).toBeNull();
  expect(readFileSync(join(folder, "blocked"), "utf8")).toBe("");
});
