/** Servers that keep no revoked keys: what is revoked, expires or is deleted there is remembered here, and nothing that works. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { failed, succeeded } from "../../../src-main/failures.ts";
import { activateConnection } from "../../../src-main/use-cases/activate-connection.ts";
import { keepListInCache } from "../../../src-main/use-cases/cached-list.ts";
import { connect } from "../../../src-main/use-cases/connect.ts";
import { generateKey } from "../../../src-main/use-cases/generate-key.ts";
import { keepKey } from "../../../src-main/use-cases/keep-key.ts";
import { refreshKeys } from "../../../src-main/use-cases/list-keys.ts";
import { dismissNewKey } from "../../../src-main/use-cases/new-key.ts";
import { readAllRevoked, readMoreRevoked } from "../../../src-main/use-cases/read-revoked.ts";
import { rememberAbilities } from "../../../src-main/use-cases/remember-abilities.ts";
import { laidOver } from "../../../src-main/use-cases/remember-revoked.ts";
import { removeConnection } from "../../../src-main/use-cases/remove-connection.ts";
import { restoreSession } from "../../../src-main/use-cases/restore-session.ts";
import { revokeKey } from "../../../src-main/use-cases/revoke-key.ts";
import { signIn } from "../../../src-main/use-cases/sign-in.ts";
import { signOut } from "../../../src-main/use-cases/sign-out.ts";
import type { ApiKey } from "../../../src-preload/contract/keys.ts";
import { keyrackCapabilities, withoutHistory } from "../../support/capabilities.ts";
import { type FakeServer, sampleKey } from "../../support/fake-ports.ts";
import { gate, production, rightAt, staging, worldOfServers } from "../../support/two-servers.ts";

const now = "2026-11-23T10:00:00.000Z";

/** Signed in to a server that keeps no revoked keys and has these active ones. */
async function remembering(keys: ApiKey[] = [key(1), key(2), key(3)]) {
  const world = worldOfServers();
  const { context, revokedMemory } = world;
  const server = world.at(production);
  server.capabilities = withoutHistory;
  server.keys = keys;
  rememberAbilities(context);
  keepListInCache(context);
  await connect(context, rightAt(production));
  const { id: connectionId } = world.connectionAt(production);
  const memory = () => revokedMemory.read(connectionId, "acc_1");
  const rows = () => world.state().revoked.rows;
  const activeIds = () => world.state().keys.active.map(({ id }) => id);
  return { ...world, server, connectionId, memory, rows, activeIds };
}

function key(number: number, change: Partial<ApiKey> = {}): ApiKey {
  return sampleKey({ id: `key_${number}`, name: `Key ${number}`, last4: null, createdBy: null, ...change });
}

/** Somebody deletes it past Keyrack. */
function deleteThere(server: FakeServer, keyId: string): void {
  server.keys = server.keys.filter(({ id }) => id !== keyId);
}

describe("revoked here", () => {
  test("with the person's reason, which the server does not take: shown at once, in the memory, after a refresh", async () => {
    const { context, server, memory, rows, activeIds } = await remembering();
    const answer = await revokeKey(context, { keyId: "key_2", reason: "Leaked" });
    const record = { id: "key_2", status: "revoked", revokedAt: now, revocationReason: "Leaked", remembered: true };
    expect(answer).toMatchObject({ ok: true, value: record });
    expect(
      server.keys.map(({ id }) => id),
      "the server has dropped it",
    ).toEqual(["key_1", "key_3"]);
    expect(rows()).toMatchObject([record]);
    expect(await memory()).toMatchObject([record]);
    await refreshKeys(context);
    expect(rows()).toMatchObject([record]);
    expect(activeIds()).toEqual(["key_1", "key_3"]);
  });

  test("and the answer is lost: reading back shows it, and the reason is the person's all the same", async () => {
    const { context, server, memory, rows } = await remembering();
    const revoke = server.revokeKey.bind(server);
    server.revokeKey = async (...input) => {
      await revoke(...input);
      return failed("change-unconfirmed");
    };
    expect(await revokeKey(context, { keyId: "key_2", reason: "Leaked" })).toMatchObject({ ok: true });
    expect(await memory()).toMatchObject([{ id: "key_2", revocationReason: "Leaked" }]);
    expect(rows()).toMatchObject([{ id: "key_2", revocationReason: "Leaked", remembered: true }]);
    await revokeKey(context, { keyId: "key_1", reason: null });
    expect((await memory()).find(({ id }) => id === "key_1")).toMatchObject({ revocationReason: null });
  });

  test.each([
    ["Leaked", "Leaked"],
    [null, "Deleted on the server"],
  ])("and it is not there any more, reason %j: it is revoked all the same", async (reason, remembered) => {
    const { context, server, memory, rows } = await remembering();
    deleteThere(server, "key_2");
    expect(await revokeKey(context, { keyId: "key_2", reason })).toMatchObject({ ok: true });
    expect(await memory()).toMatchObject([{ id: "key_2", revocationReason: remembered }]);
    expect(rows()).toMatchObject([{ id: "key_2", revocationReason: remembered }]);
  });

  test("and it is not there any more, nor does the list come: remembered, and its value forgotten", async () => {
    const { context, server, memory, rows, activeIds, state, connectionId } = await remembering();
    await keepKey(context, { connectionId, apiKey: key(2), value: "krk_9fK2_key_2_value" });
    deleteThere(server, "key_2");
    server.listKeys = async () => failed("connection-lost");
    expect(await revokeKey(context, { keyId: "key_2", reason: "Leaked" })).toMatchObject({ ok: true });
    expect(await memory()).toMatchObject([{ id: "key_2", revocationReason: "Leaked" }]);
    expect(rows()).toMatchObject([{ id: "key_2" }]);
    expect(activeIds()).toEqual(["key_1", "key_3"]);
    expect(state().kept).toEqual([]);
  });

  test("while a list without it is on its way: the person's reason stands", async () => {
    const { context, server, memory, rows } = await remembering();
    const [revoked, listed] = [gate(), gate()];
    const revoke = server.revokeKey.bind(server);
    server.revokeKey = async (...input) => {
      const answer = await revoke(...input);
      await revoked.opened;
      return answer;
    };
    const revoking = revokeKey(context, { keyId: "key_2", reason: "Leaked" });
    server.beforeList = () => listed.opened;
    const refreshing = refreshKeys(context);
    listed.open();
    await refreshing;
    expect(await memory()).toMatchObject([{ id: "key_2", revocationReason: "Deleted on the server" }]);
    revoked.open();
    await revoking;
    expect(await memory()).toMatchObject([{ id: "key_2", revocationReason: "Leaked" }]);
    expect(rows()).toMatchObject([{ id: "key_2", revocationReason: "Leaked" }]);
  });

  test("after the person has switched: remembered for the connection it belongs to", async () => {
    const { context, server, memory, revokedMemory, rows } = await remembering();
    const answered = gate();
    const revoke = server.revokeKey.bind(server);
    server.revokeKey = async (...input) => {
      await answered.opened;
      return revoke(...input);
    };
    const revoking = revokeKey(context, { keyId: "key_2", reason: "Leaked" });
    await connect(context, rightAt(staging));
    answered.open();
    await revoking;
    expect(await memory()).toMatchObject([{ id: "key_2", revocationReason: "Leaked" }]);
    expect(revokedMemory.records.size).toBe(1);
    expect(rows()).toEqual([]);
  });

  test("on a server that remembers by itself: nothing is remembered here", async () => {
    const { context, server, revokedMemory, rows } = await remembering();
    server.capabilities = keyrackCapabilities();
    await signIn(context, rightAt(production));
    await revokeKey(context, { keyId: "key_2", reason: "Leaked" });
    deleteThere(server, "key_1");
    await refreshKeys(context);
    expect(revokedMemory.records.size).toBe(0);
    expect(rows()).toMatchObject([{ id: "key_2", remembered: false }]);
  });
});

describe("gone from the server between two lists", () => {
  test("deleted there: remembered with the time it was noticed, and its kept value is forgotten", async () => {
    const { context, server, connectionId, memory, rows, state } = await remembering();
    await keepKey(context, { connectionId, apiKey: key(2), value: "krk_9fK2_key_2_value" });
    deleteThere(server, "key_2");
    await refreshKeys(context);
    const record = { id: "key_2", revokedAt: now, revocationReason: "Deleted on the server", remembered: true };
    expect(rows()).toMatchObject([record]);
    expect(await memory()).toMatchObject([record]);
    expect(state().kept).toEqual([]);
    expect(state().notices.map(({ message }) => message)).toEqual([
      "“Key 2” (krk_9fK2…) is no longer active, so its value was forgotten on this computer.",
    ]);
  });

  test.each([
    ["2026-11-23T09:30:00.000Z", "2026-11-23T09:30:00.000Z", "Expired"],
    ["2026-11-23T10:30:00.000Z", now, "Deleted on the server"],
  ])("with its end at %s: at %s, %s", async (expiresAt, revokedAt, revocationReason) => {
    const { context, server, rows } = await remembering([key(1), key(2, { expiresAt })]);
    deleteThere(server, "key_2");
    await refreshKeys(context);
    expect(rows()).toMatchObject([{ id: "key_2", revokedAt, revocationReason }]);
  });

  test("while Keyrack was not running: the cached list knows of it", async () => {
    const { context, server, memory, rows, connectionId } = await remembering();
    await connect(context, rightAt(staging));
    deleteThere(server, "key_2");
    await activateConnection(context, { connectionId });
    expect(await memory()).toMatchObject([{ id: "key_2", revocationReason: "Deleted on the server" }]);
    expect(rows()).toMatchObject([{ id: "key_2" }]);
  });

  test("in none of the first answers, but in the second ones: a list that was read in parts missed it, and it works", async () => {
    const { context, server, memory, activeIds, state, connectionId } = await remembering();
    await keepKey(context, { connectionId, apiKey: key(2), value: "krk_9fK2_key_2_value" });
    const list = server.listKeys.bind(server);
    let misses = 1;
    server.listKeys = async (token, query) => {
      const page = await list(token, query);
      if (query.status !== "active" || misses-- <= 0 || !page.ok) return page;
      return succeeded({ ...page.value, keys: page.value.keys.filter(({ id }) => id !== "key_2") });
    };
    await refreshKeys(context);
    expect(activeIds()).toEqual(["key_1", "key_2", "key_3"]);
    expect(await memory()).toEqual([]);
    expect(state().kept).toMatchObject([{ keyId: "key_2" }]);
  });

  test("a key that was made while the list was on its way is not taken for one that is gone", async () => {
    const { context, server, memory, activeIds } = await remembering();
    const answered = gate();
    let lists = 0;
    // The lists are there before the key is; they arrive after it.
    server.beforeList = () => (++lists <= 2 ? answered.opened : undefined);
    const refreshing = refreshKeys(context);
    const made = await generateKey(context, { name: "New", expiresInDays: null });
    answered.open();
    await refreshing;
    expect(made).toMatchObject({ ok: true, value: { id: "key_4" } });
    expect(activeIds()).toContain("key_4");
    expect(await memory()).toEqual([]);
  });

  test("a list that fails, or breaks off after its first page, says nothing about anything", async () => {
    const { context, server, memory, activeIds } = await remembering();
    server.pageSize = 1;
    deleteThere(server, "key_2");
    const list = server.listKeys.bind(server);
    let pages = 0;
    server.listKeys = async (token, query) =>
      query.status === "active" && ++pages > 1 ? failed("connection-lost") : list(token, query);
    expect(await refreshKeys(context)).toMatchObject({ ok: false });
    expect(activeIds()).toEqual(["key_1", "key_2", "key_3"]);
    expect(await memory()).toEqual([]);
  });

  test("another account's list says nothing about this one's keys", async () => {
    const { context, server, revokedMemory, rows } = await remembering();
    const open = server.openSession.bind(server);
    server.openSession = async (credentials) => {
      const opened = await open(credentials);
      if (!opened.ok) return opened;
      const account = { id: "acc_2", name: "Marta", email: "marta@example.com" };
      return succeeded({ ...opened.value, session: { ...opened.value.session, account } });
    };
    server.keys = [key(7)];
    await signIn(context, { email: "marta@example.com", password: "right" });
    expect(rows()).toEqual([]);
    expect(revokedMemory.records.size).toBe(0);
  });
});

describe("what is remembered", () => {
  test("and works again on the server is dropped, and may go again", async () => {
    const { context, server, memory, rows, activeIds } = await remembering();
    await revokeKey(context, { keyId: "key_2", reason: "Leaked" });
    server.keys = [...server.keys, key(2)];
    await refreshKeys(context);
    expect(activeIds()).toContain("key_2");
    expect(rows()).toEqual([]);
    expect(await memory()).toEqual([]);
    deleteThere(server, "key_2");
    await refreshKeys(context);
    expect(await memory()).toMatchObject([{ id: "key_2", revocationReason: "Deleted on the server" }]);
  });

  test("is laid over what the server still has of it; what only the server has stays its own, until it drops it", async () => {
    const { context, server, memory, rows } = await remembering();
    await revokeKey(context, { keyId: "key_2", reason: "Leaked" });
    const disabled = { status: "revoked", revokedAt: "2026-11-24T00:00:00.000Z" } as const;
    server.keys = [key(1), key(2, { ...disabled, name: "Renamed" }), key(3, disabled)];
    await refreshKeys(context);
    const third = { id: "key_3", revokedAt: disabled.revokedAt, remembered: false };
    const second = { id: "key_2", name: "Renamed", revokedAt: now, revocationReason: "Leaked", remembered: true };
    expect(rows(), "newest revocation first").toMatchObject([third, second]);
    server.keys = [key(1)];
    await refreshKeys(context);
    expect(rows()).toMatchObject([
      { ...third, remembered: true },
      { id: "key_2", revocationReason: "Leaked" },
    ]);
    expect((await memory()).map(({ id }) => id)).toEqual(["key_3", "key_2"]);
  });

  test("changes nothing on screen where the next list says the same", async () => {
    const { context, rows } = await remembering();
    await revokeKey(context, { keyId: "key_2", reason: "Leaked" });
    await refreshKeys(context);
    const before = rows();
    await refreshKeys(context);
    expect(rows()).toBe(before);
  });

  test("outlives signing out, and is there again when that account signs in", async () => {
    const { context, rows, memory } = await remembering();
    await revokeKey(context, { keyId: "key_2", reason: "Leaked" });
    await signOut(context, { forgetKept: true });
    expect(rows()).toEqual([]);
    expect(await memory()).toHaveLength(1);
    await signIn(context, rightAt(production));
    expect(rows()).toMatchObject([{ id: "key_2", revocationReason: "Leaked", remembered: true }]);
  });

  test("goes with its connection, and no late answer brings it back", async () => {
    const { context, server, revokedMemory, connectionId } = await remembering();
    await revokeKey(context, { keyId: "key_2", reason: "Leaked" });
    const answered = gate();
    const revoke = server.revokeKey.bind(server);
    server.revokeKey = async (...input) => {
      await answered.opened;
      return revoke(...input);
    };
    const revoking = revokeKey(context, { keyId: "key_1", reason: null });
    await removeConnection(context, { connectionId });
    answered.open();
    await revoking;
    expect(revokedMemory.records.size).toBe(0);
  });

  test("is on screen offline, and all of it where the cached list has the newest only", async () => {
    const { context, server, rows, state, connectionId, revokedMemory } = await remembering();
    await revokeKey(context, { keyId: "key_2", reason: "Leaked" });
    const old = Array.from({ length: 300 }, (_, index) =>
      key(1000 + index, { status: "revoked", revokedAt: new Date(Date.UTC(2026, 0, 1, 0, index)).toISOString() }),
    );
    await revokedMemory.remember(connectionId, "acc_1", old);
    await refreshKeys(context);
    expect(rows()).toHaveLength(301);
    await connect(context, rightAt(staging));
    server.readSession = async () => failed("connection-refused");
    await activateConnection(context, { connectionId });
    expect(state().session.status).toBe("unreachable");
    expect(rows()).toHaveLength(200);
    expect(rows()[0]).toMatchObject({ id: "key_2", remembered: true });
    expect(state().revoked.more).toBe(true);
    const calls = server.calls.length;
    expect(await readMoreRevoked(context)).toMatchObject({ ok: true });
    expect(rows()).toHaveLength(301);
    expect(state().revoked.more).toBe(false);
    expect(await readAllRevoked(context)).toMatchObject({ ok: true });
    expect(server.calls.length, "nobody was asked").toBe(calls);
  });

  test("is not forgotten where its list could not be read at first", async () => {
    const { context, server, rows, activeIds, connectionId } = await remembering();
    await revokeKey(context, { keyId: "key_2", reason: "Leaked" });
    await connect(context, rightAt(staging));
    server.fail("connection-refused");
    await activateConnection(context, { connectionId });
    deleteThere(server, "key_3");
    await restoreSession(context);
    expect(rows().map(({ id, revocationReason }) => [id, revocationReason])).toEqual([
      ["key_3", "Deleted on the server"],
      ["key_2", "Leaked"],
    ]);
    expect(activeIds()).toEqual(["key_1"]);
  });
});

test("whatever happens to keys, each stands in one list and none is lost", async () => {
  type Step = "revoke" | "delete there" | "disable there" | "enable there" | "refresh" | "generate" | "sign in again";
  const names = ["revoke", "delete there", "disable there", "enable there", "refresh", "generate", "sign in again"];
  const step = fc.record({ does: fc.constantFrom(...(names as Step[])), which: fc.nat(7) });
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 14 }), async (steps) => {
      const { context, server, rows, activeIds, state } = await remembering();
      const seen = new Set<string>();
      for (const { does, which } of steps) {
        const keyId = server.keys[which % Math.max(1, server.keys.length)]?.id ?? "";
        const there = server.keys.find(({ id }) => id === keyId);
        if (does === "revoke" && there?.status === "active") await revokeKey(context, { keyId, reason: null });
        else if (does === "delete there") deleteThere(server, keyId);
        else if (does === "disable there" && there) Object.assign(there, { status: "revoked", revokedAt: now });
        else if (does === "enable there" && there) Object.assign(there, { status: "active", revokedAt: null });
        else if (does === "sign in again") await signIn(context, rightAt(production));
        else if (does === "generate") {
          const made = await generateKey(context, { name: null, expiresInDays: null });
          if (made.ok) await dismissNewKey(context, { keyId: made.value.id });
        } else await refreshKeys(context);
        for (const id of [...activeIds(), ...rows().map((row) => row.id)]) seen.add(id);
      }
      await refreshKeys(context);
      const working = server.keys.filter(({ status }) => status === "active").map(({ id }) => id);
      expect(activeIds().sort()).toEqual(working.sort());
      const listed = [...activeIds(), ...rows().map(({ id }) => id)];
      expect(new Set(listed).size, "none stands twice").toBe(listed.length);
      for (const id of seen) expect(listed).toContain(id);
      expect(state().revoked.rows.every(({ status }) => status === "revoked")).toBe(true);
    }),
    { numRuns: 120 },
  );
});

test("remembered rows over the server's: each once, newest first, and the server's own names", () => {
  const over = laidOver(
    [key(1, { revokedAt: null, status: "revoked" }), key(2, { revokedAt: now, status: "revoked", name: "There" })],
    [
      key(2, { revokedAt: "2026-11-20T00:00:00.000Z", revocationReason: "Leaked", name: "Here" }),
      key(3, { revokedAt: now }),
    ],
  );
  expect(over.map(({ id, name, remembered }) => [id, name, remembered])).toEqual([
    ["key_3", "Key 3", true],
    ["key_2", "There", true],
    ["key_1", "Key 1", false],
  ]);
});
