/** Rotating a key, by the server and by hand: the pair, its end, and every way it can go wrong; never a value lost on the way. */
import { describe, expect, test } from "vitest";
import { failed } from "../../../src-main/failures.ts";
import type { ManagementApi } from "../../../src-main/ports.ts";
import { createState } from "../../../src-main/state.ts";
import { keepListInCache } from "../../../src-main/use-cases/cached-list.ts";
import { cancelRotation } from "../../../src-main/use-cases/cancel-rotation.ts";
import { connect } from "../../../src-main/use-cases/connect.ts";
import { currentAttention } from "../../../src-main/use-cases/keep-attention.ts";
import { refreshKeys } from "../../../src-main/use-cases/list-keys.ts";
import { lookForLostKeys } from "../../../src-main/use-cases/lost-creates.ts";
import { replaceLostKey } from "../../../src-main/use-cases/lost-key.ts";
import { dismissNewKey, revealNewKey } from "../../../src-main/use-cases/new-key.ts";
import { removeConnection } from "../../../src-main/use-cases/remove-connection.ts";
import { revokeKey } from "../../../src-main/use-cases/revoke-key.ts";
import { rotateKey } from "../../../src-main/use-cases/rotate-key.ts";
import { keyrackCapabilities } from "../../support/capabilities.ts";
import { fakeWorld, sampleKey } from "../../support/fake-ports.ts";

const credentials = { address: "https://api.example.com", email: "ada@example.com", password: "right" };
const day = 86_400;

async function signedIn({ capabilities = keyrackCapabilities("rotate"), keys = 1 } = {}) {
  const world = fakeWorld();
  const { server, context } = world;
  server.capabilities = capabilities;
  server.keys = Array.from({ length: keys }, (_, index) => sampleKey({ id: `key_${keys - index}` }));
  await connect(context, credentials);
  const state = () => context.state.getState();
  const connectionId = state().activeConnectionId as string;
  const rotate = (keyId = "key_1", graceSeconds = day) => rotateKey(context, { keyId, graceSeconds });
  const ids = (list: "active" | "retiring") => state().keys[list].map(({ id }) => id);
  return { ...world, state, connectionId, rotate, ids };
}

const byHand = { capabilities: keyrackCapabilities() };

describe("by the server", () => {
  test("the successor waits as any new key does, and the old one retires beside it", async () => {
    const { context, state, rotate, ids, server } = await signedIn();
    const made = await rotate();
    expect(made).toMatchObject({ ok: true, value: { id: "key_2", name: "Production API" } });
    expect(state().newKey).toMatchObject({ apiKey: { id: "key_2" }, copied: false });
    expect(await revealNewKey(context, { keyId: "key_2" })).toMatchObject({ ok: true });
    expect([ids("active"), ids("retiring")]).toEqual([["key_2"], ["key_1"]]);
    expect(state().keys.limits).toEqual({ maxActive: 5, active: 1 });
    expect(server.rotations).toMatchObject([{ keyId: "key_1", graceSeconds: day }]);
    expect(JSON.stringify(state())).not.toContain("secret_value");
    expect(state().rotations).toEqual([]);
  });

  test("at five of five there is room: the old key does not count", async () => {
    const { rotate, ids } = await signedIn({ keys: 5 });
    expect(await rotate("key_3")).toMatchObject({ ok: true });
    expect(ids("active")).toHaveLength(5);
    expect(ids("retiring")).toEqual(["key_3"]);
  });

  test("the list brings retiring keys, and they are there offline", async () => {
    const { context, rotate, ids, state, cache, connectionId, server } = await signedIn();
    keepListInCache(context);
    await rotate();
    server.calls = [];
    await refreshKeys(context);
    expect(server.calls).toEqual(["listKeys active", "listKeys revoked", "listKeys retiring"]);
    expect(ids("retiring")).toEqual(["key_1"]);
    expect(cache.read(connectionId)?.retiring).toMatchObject([{ id: "key_1", rotation: { replacedBy: "key_2" } }]);
    expect(state().keys.status).toBe("ready");
  });

  test("a kept value stays while its key retires, is marked, and goes when the key does", async () => {
    const { context, rotate, state, server, secretStore } = await signedIn();
    const kept = () => state().kept.map(({ keyId, retiring }) => [keyId, retiring]);
    await context.settings.update({});
    await rotate();
    await dismissNewKey(context, { keyId: "key_2" });
    expect(kept()).toEqual([["key_2", undefined]]);
    // The successor is rotated in its turn, once the first key is gone.
    await revokeKey(context, { keyId: "key_1", reason: null });
    await rotate("key_2");
    await refreshKeys(context);
    expect(kept()).toEqual([
      ["key_2", true],
      ["key_3", undefined],
    ]);
    Object.assign(server.keys.find(({ id }) => id === "key_2") ?? {}, {
      status: "revoked",
      revokedAt: "2026-11-24T10:00:00.000Z",
    });
    await refreshKeys(context);
    expect(kept()).toEqual([["key_3", undefined]]);
    expect([...secretStore.entries.keys()].filter((account) => account.includes("key_2"))).toEqual([]);
  });

  test("a key whose rotation somebody cancels between two answers does not vanish", async () => {
    const { context, rotate, ids, server } = await signedIn({ keys: 2 });
    await rotate("key_1");
    await dismissNewKey(context, { keyId: "key_3" });
    await refreshKeys(context);
    let reads = 0;
    server.beforeList = () => {
      reads += 1;
      const key = server.keys.find(({ id }) => id === "key_1");
      if (reads === 2 && key) Object.assign(key, { status: "active", rotation: null });
    };
    await refreshKeys(context);
    expect([ids("active").toSorted(), ids("retiring")]).toEqual([["key_1", "key_2", "key_3"], []]);
    // One that is really gone is looked for once, not for ever.
    server.beforeList = () => {};
    server.keys = server.keys.filter(({ id }) => id !== "key_2");
    server.calls = [];
    await refreshKeys(context);
    expect(ids("active").toSorted()).toEqual(["key_1", "key_3"]);
    expect(server.calls.filter((call) => call === "listKeys active")).toHaveLength(2);
  });

  test("a rotation that somebody cancels between two answers costs no kept value", async () => {
    const { context, rotate, state, server } = await signedIn();
    await rotate();
    await dismissNewKey(context, { keyId: "key_2" });
    await revokeKey(context, { keyId: "key_1", reason: null });
    await rotate("key_2");
    await refreshKeys(context);
    let reads = 0;
    // Active again, but only after the active keys were read and before the retiring ones are.
    server.beforeList = () => {
      reads += 1;
      const key = server.keys.find(({ id }) => id === "key_2");
      if (reads === 2 && key) Object.assign(key, { status: "active", rotation: null });
    };
    await refreshKeys(context);
    server.beforeList = () => {};
    expect(state().kept.map(({ keyId }) => keyId)).toContain("key_2");
    await refreshKeys(context);
    expect(state().kept.find(({ keyId }) => keyId === "key_2")).toMatchObject({ name: "Production API" });
  });

  test.each([-1, 2_592_001, 0.5, Number.NaN])(
    "a grace period of %d is refused before anything is sent",
    async (seconds) => {
      const { rotate, server, state } = await signedIn();
      expect(await rotate("key_1", seconds)).toMatchObject({ failure: { code: "invalid-grace" } });
      expect(server.calls).not.toContain("rotateKey");
      expect(state().newKey).toBeNull();
    },
  );

  test("a key that somebody has revoked: said, read back, nothing half done", async () => {
    const { rotate, server, state, ids } = await signedIn();
    Object.assign(server.keys[0] ?? {}, { status: "revoked", revokedAt: "2026-11-23T10:00:00.000Z" });
    expect(await rotate()).toMatchObject({
      failure: { code: "not-rotatable", message: expect.stringContaining("revoked") },
    });
    expect([ids("active"), state().revoked.rows.length, state().newKey]).toEqual([[], 1, null]);
    server.calls = [];
    // The list knows by now, so the server need not be asked to do it.
    expect(await rotate()).toMatchObject({ failure: { code: "not-rotatable" } });
    expect(server.calls).not.toContain("rotateKey");
  });

  test("while another key waits to be copied there is no successor", async () => {
    const { rotate, server } = await signedIn({ keys: 2 });
    await rotate("key_1");
    expect(await rotate("key_2")).toMatchObject({ failure: { code: "copy-first" } });
    expect(server.rotations).toHaveLength(1);
  });

  test("several at a time", async () => {
    const { context, rotate, ids } = await signedIn({ keys: 2 });
    await rotate("key_1");
    await dismissNewKey(context, { keyId: "key_3" });
    await rotate("key_2");
    await dismissNewKey(context, { keyId: "key_4" });
    expect([ids("active"), ids("retiring")]).toEqual([
      ["key_4", "key_3"],
      ["key_2", "key_1"],
    ]);
  });
});

describe("an answer that is lost", () => {
  /** Makes the server rotate and lose its answer, `times` times; the same Idempotency-Key gets the first answer again. */
  async function losing(times: number) {
    const world = await signedIn();
    lookForLostKeys(world.context);
    const rotate = world.server.rotateKey.bind(world.server);
    const answers = new Map<string, ReturnType<ManagementApi["rotateKey"]>>();
    const sent: string[] = [];
    Object.assign(world.server, {
      rotateKey: async (...[token, input]: Parameters<ManagementApi["rotateKey"]>) => {
        sent.push(input.idempotencyKey);
        const known = answers.get(input.idempotencyKey) ?? rotate(token, input);
        answers.set(input.idempotencyKey, known);
        await known;
        return sent.length <= times ? failed("outcome-unknown") : known;
      },
    });
    return { ...world, sent };
  }

  test("is had after all: the list shows the successor, and asking again brings its value", async () => {
    const { rotate, sent, state, ids } = await losing(1);
    expect(await rotate()).toMatchObject({ ok: true, value: { id: "key_2" } });
    expect(new Set(sent).size).toBe(1);
    expect(state().newKey?.apiKey.id).toBe("key_2");
    expect([ids("active"), ids("retiring")]).toEqual([["key_2"], ["key_1"]]);
  });

  test("for good, and somebody renamed the key meanwhile: the successor has the new name and is found all the same", async () => {
    const { rotate, state, server } = await losing(2);
    Object.assign(server.keys[0] ?? {}, { name: "Renamed elsewhere" });
    expect(await rotate()).toMatchObject({ failure: { code: "already-created", keyId: "key_2" } });
    expect(state().lostKey).toMatchObject({ status: "created", name: "Renamed elsewhere", apiKey: { id: "key_2" } });
  });

  test("and not made: asking again is the same wish, also under the key's new name", async () => {
    const { context, rotate, sent, server } = await losing(0);
    const real = server.rotateKey.bind(server);
    const keys: string[] = [];
    server.rotateKey = async (token, input) => {
      keys.push(input.idempotencyKey);
      return keys.length === 1 ? failed("outcome-unknown") : real(token, input);
    };
    expect(await rotate()).toMatchObject({ failure: { code: "outcome-unknown" } });
    Object.assign(server.keys[0] ?? {}, { name: "Renamed elsewhere" });
    await refreshKeys(context);
    expect(await rotate()).toMatchObject({ ok: true, value: { name: "Renamed elsewhere" } });
    expect([new Set(keys).size, sent.length]).toEqual([1, 1]);
  });

  test("for good: said exactly, and replacing it rotates the same key again", async () => {
    const { context, rotate, state, ids, sent } = await losing(2);
    expect(await rotate()).toMatchObject({ failure: { code: "already-created", keyId: "key_2" } });
    expect(state().lostKey).toMatchObject({ status: "created", apiKey: { id: "key_2" } });
    expect(await replaceLostKey(context, { lostKeyId: state().lostKey?.id ?? "" })).toMatchObject({
      ok: true,
      value: { id: "key_3" },
    });
    expect([ids("active"), ids("retiring")]).toEqual([["key_3"], ["key_1"]]);
    expect(sent).toHaveLength(3);
  });
});

describe("its end", () => {
  test("revoking the old key at once leaves the successor", async () => {
    const { context, rotate, ids } = await signedIn();
    await rotate();
    expect(await revokeKey(context, { keyId: "key_1", reason: "Rotated" })).toMatchObject({ ok: true });
    expect([ids("active"), ids("retiring")]).toEqual([["key_2"], []]);
  });

  test("cancelling revokes the successor, forgets its value, and the old key is active again", async () => {
    const { context, rotate, ids, state } = await signedIn();
    await rotate();
    await dismissNewKey(context, { keyId: "key_2" });
    expect(await cancelRotation(context, { keyId: "key_2" })).toEqual({ ok: true, value: null });
    expect([ids("active"), ids("retiring")]).toEqual([["key_1"], []]);
    expect(state().revoked.rows).toMatchObject([{ id: "key_2", revocationReason: "Rotation cancelled" }]);
    expect(state().kept).toEqual([]);
    expect(state().keys.limits?.active).toBe(1);
  });

  test("cancelling is refused once the old key has ended: nothing that works would be left", async () => {
    const { context, rotate, server, ids } = await signedIn();
    await rotate();
    Object.assign(server.keys[1] ?? {}, {
      status: "revoked",
      revokedAt: "2026-11-23T10:00:00.000Z",
      revocationReason: "rotated",
    });
    expect(await cancelRotation(context, { keyId: "key_2" })).toMatchObject({ failure: { code: "not-rotatable" } });
    expect(server.calls).not.toContain("revokeKey");
    expect(ids("active")).toEqual(["key_2"]);
  });
});

describe("by hand, where the server cannot", () => {
  test("a key of the same name is generated, and the pair survives a restart", async () => {
    const { context, rotate, state, settings, connectionId, server } = await signedIn(byHand);
    expect(await rotate()).toMatchObject({ ok: true, value: { name: "Production API" } });
    const pair = { connectionId, oldKeyId: "key_1", newKeyId: "key_2", startedAt: "2026-11-23T10:00:00.000Z" };
    expect(state().rotations).toEqual([pair]);
    expect(server.calls).not.toContain("rotateKey");
    expect(server.calls).not.toContain("listKeys retiring");
    expect(createState(state().about, settings.current(), [], false).getState().rotations).toEqual([pair]);
    await refreshKeys(context);
    expect(state().rotations).toEqual([pair]);
  });

  test("two keys of one name are no matter for attention while the one replaces the other", async () => {
    const { context, rotate, server } = await signedIn(byHand);
    const kinds = () => currentAttention(context).map(({ kind, keyId }) => [kind, keyId]);
    expect(kinds()).toContainEqual(["old", "key_1"]);
    await rotate();
    expect(kinds().filter(([kind, keyId]) => kind === "same-name" || keyId === "key_1")).toEqual([]);
    server.keys = server.keys.filter(({ id }) => id !== "key_2");
    await refreshKeys(context);
    expect(kinds()).toContainEqual(["old", "key_1"]);
  });

  test("at five of five it says what to do", async () => {
    const { rotate, server, state } = await signedIn({ ...byHand, keys: 5 });
    server.failNext = [];
    const create = server.createKey.bind(server);
    Object.assign(server, {
      createKey: async (...input: Parameters<typeof create>) =>
        server.keys.length < 5 ? create(...input) : failed("key-limit-reached", { maxActive: 5 }),
    });
    expect(await rotate("key_3")).toMatchObject({
      failure: { code: "key-limit-reached", message: expect.stringMatching(/revoke a key .* then rotate this one/) },
    });
    expect(state().rotations).toEqual([]);
  });

  test.each(["key_1", "key_2"])("%s takes part in a rotation already", async (keyId) => {
    const { context, rotate } = await signedIn(byHand);
    await rotate();
    await dismissNewKey(context, { keyId: "key_2" });
    expect(await rotate(keyId)).toMatchObject({ failure: { code: "not-rotatable" } });
  });

  test.each(["key_1", "key_2"])("the pair ends when %s is revoked here, or elsewhere", async (keyId) => {
    const here = await signedIn(byHand);
    await here.rotate();
    await revokeKey(here.context, { keyId, reason: null });
    expect([here.state().rotations, here.settings.current().rotations]).toEqual([[], []]);

    const elsewhere = await signedIn(byHand);
    await elsewhere.rotate();
    Object.assign(elsewhere.server.keys.find(({ id }) => id === keyId) ?? {}, { status: "revoked" });
    await refreshKeys(elsewhere.context);
    expect(elsewhere.state().rotations).toEqual([]);
  });

  test("cancelling revokes the new key and forgets the pair", async () => {
    const { context, rotate, state, ids } = await signedIn(byHand);
    await rotate();
    expect(await cancelRotation(context, { keyId: "key_2" })).toEqual({ ok: true, value: null });
    expect([state().rotations, ids("active")]).toEqual([[], ["key_1"]]);
    // The old key is no successor.
    expect(await cancelRotation(context, { keyId: "key_1" })).toMatchObject({ failure: { code: "not-rotatable" } });
  });

  test("a connection that is removed takes its pairs along", async () => {
    const { context, rotate, settings, connectionId } = await signedIn(byHand);
    await rotate();
    await dismissNewKey(context, { keyId: "key_2" });
    expect(await removeConnection(context, { connectionId })).toMatchObject({ ok: true });
    expect(settings.current().rotations).toEqual([]);
  });
});
