/** List, generate, copy, rename and revoke, against fakes of the ports. */
import { describe, expect, test } from "vitest";
import { connect } from "../../../src-main/use-cases/connect.ts";
import { generateKey } from "../../../src-main/use-cases/generate-key.ts";
import { refreshKeys } from "../../../src-main/use-cases/list-keys.ts";
import { copyNewKey, dismissNewKey, revealNewKey } from "../../../src-main/use-cases/new-key.ts";
import { renameKey } from "../../../src-main/use-cases/rename-key.ts";
import { revokeKey } from "../../../src-main/use-cases/revoke-key.ts";
import { fakeWorld, sampleKey } from "../../support/fake-ports.ts";

async function signedIn() {
  const world = fakeWorld();
  world.server.keys = [sampleKey()];
  await connect(world.context, { address: "https://api.example.com", email: "ada@example.com", password: "right" });
  return world;
}

describe("generating", () => {
  test("holds the value in main and puts only metadata into the state", async () => {
    const { context } = await signedIn();
    const made = await generateKey(context, { name: "Staging", expiresInDays: null });
    if (!made.ok) throw new Error(made.failure.message);
    const state = context.state.getState();
    expect(state.newKey).toMatchObject({ apiKey: { name: "Staging" }, copied: false });
    expect(state.keys.active[0]?.id).toBe(made.value.id);
    expect(state.keys.limits).toEqual({ maxActive: 5, active: 2 });
    expect(JSON.stringify(state)).not.toContain("secret_value");
    expect(await revealNewKey(context, { keyId: made.value.id })).toMatchObject({
      ok: true,
      value: { value: expect.stringContaining("secret_value") },
    });
  });

  test("waits while an earlier key is not copied", async () => {
    const { context, server } = await signedIn();
    await generateKey(context, { name: "First", expiresInDays: null });
    expect(await generateKey(context, { name: "Second", expiresInDays: null })).toMatchObject({
      ok: false,
      failure: { code: "copy-first" },
    });
    expect(server.keys).toHaveLength(2);
  });

  test("reads the list back when the limit is reached: somebody else has made keys", async () => {
    const { context, server } = await signedIn();
    server.keys.unshift(sampleKey({ id: "key_made_meanwhile" }));
    server.fail("key-limit-reached");
    expect(await generateKey(context, { name: null, expiresInDays: null })).toMatchObject({
      failure: { code: "key-limit-reached" },
    });
    expect(context.state.getState().keys.active.map(({ id }) => id)).toContain("key_made_meanwhile");
    expect(context.state.getState().newKey).toBeNull();
  });

  test("two at once: the second waits, and is told that the first comes first", async () => {
    const { context, server } = await signedIn();
    const both = await Promise.all([
      generateKey(context, { name: "A", expiresInDays: null }),
      generateKey(context, { name: "B", expiresInDays: null }),
    ]);
    expect(both).toMatchObject([{ ok: true }, { ok: false, failure: { code: "copy-first" } }]);
    expect(server.keys).toHaveLength(2);
  });
});

describe("copying the new key", () => {
  test("counts only when the clipboard holds it", async () => {
    const { context, clipboard } = await signedIn();
    const made = await generateKey(context, { name: null, expiresInDays: null });
    if (!made.ok) throw new Error(made.failure.message);
    const keyId = made.value.id;
    const write = clipboard.write;
    clipboard.write = async () => {};
    expect(await copyNewKey(context, { keyId })).toMatchObject({ ok: false, failure: { code: "clipboard-refused" } });
    expect(context.state.getState().newKey?.copied).toBe(false);
    clipboard.write = async () => {
      throw new Error("no clipboard");
    };
    expect(await copyNewKey(context, { keyId })).toMatchObject({ ok: false, failure: { code: "clipboard-refused" } });
    clipboard.write = write;
    expect(await copyNewKey(context, { keyId })).toMatchObject({ ok: true });
    expect(context.state.getState().newKey?.copied).toBe(true);
    expect(clipboard.text).toContain("secret_value");
  });

  test("after Done the value is gone", async () => {
    const { context } = await signedIn();
    const made = await generateKey(context, { name: null, expiresInDays: null });
    if (!made.ok) throw new Error(made.failure.message);
    const keyId = made.value.id;
    await dismissNewKey(context, { keyId: "another" });
    expect(context.held.newValue).not.toBeNull();
    await dismissNewKey(context, { keyId });
    expect(await revealNewKey(context, { keyId })).toMatchObject({ ok: false, failure: { code: "key-not-held" } });
    expect(await copyNewKey(context, { keyId })).toMatchObject({ ok: false, failure: { code: "key-not-held" } });
    expect(context.state.getState().newKey).toBeNull();
  });
});

describe("revoking and renaming", () => {
  test("move and change the row at once", async () => {
    const { context } = await signedIn();
    await renameKey(context, { keyId: "key_1", name: "Billing" });
    expect(context.state.getState().keys.active[0]?.name).toBe("Billing");
    await revokeKey(context, { keyId: "key_1", reason: "lost" });
    const { keys, revoked } = context.state.getState();
    expect(keys.active).toEqual([]);
    expect(revoked.rows).toMatchObject([{ id: "key_1", revocationReason: "lost" }]);
    expect(keys.limits?.active).toBe(0);
  });

  test("a session that ends in the middle keeps the list on screen", async () => {
    const { context, server, secretStore } = await signedIn();
    server.token = "krs_ended_elsewhere";
    expect(await revokeKey(context, { keyId: "key_1", reason: null })).toMatchObject({
      ok: false,
      failure: { code: "session-expired" },
    });
    const state = context.state.getState();
    expect(state.session).toEqual({ status: "signed-out", reason: "ended" });
    expect(state.keys.active).toHaveLength(1);
    expect(secretStore.entries.size).toBe(0);
  });

  test("a network error keeps list and session, and says offline", async () => {
    const { context, server, secretStore } = await signedIn();
    server.fail("connection-lost");
    expect(await revokeKey(context, { keyId: "key_1", reason: null })).toMatchObject({ ok: false });
    const state = context.state.getState();
    expect(state.session.status).toBe("signed-in");
    expect(state.network).toMatchObject({ status: "offline", failure: { code: "connection-lost" } });
    expect(state.keys.active).toHaveLength(1);
    expect(secretStore.entries.size).toBe(1);
  });

  test("a key that is gone makes the list be read again", async () => {
    const { context, server } = await signedIn();
    server.keys = [];
    expect(await revokeKey(context, { keyId: "key_1", reason: null })).toMatchObject({
      ok: false,
      failure: { code: "not-found" },
    });
    expect(context.state.getState().keys.active).toEqual([]);
  });
});

describe("refreshing", () => {
  test("does not let an answer from before a change undo it", async () => {
    const { context, server } = await signedIn();
    let interfered = false;
    server.beforeList = async () => {
      if (interfered) return;
      interfered = true;
      await revokeKey(context, { keyId: "key_1", reason: null });
    };
    await refreshKeys(context);
    const { keys, revoked } = context.state.getState();
    expect(keys.active).toEqual([]);
    expect(revoked.rows.map(({ id }) => id)).toEqual(["key_1"]);
  });

  test("a failure leaves the rows and says why", async () => {
    const { context, server } = await signedIn();
    server.fail("server-error");
    await refreshKeys(context);
    expect(context.state.getState().keys).toMatchObject({
      status: "failed",
      failure: { code: "server-error" },
      active: [{ id: "key_1" }],
    });
    await refreshKeys(context);
    expect(context.state.getState().keys).toMatchObject({ status: "ready", failure: null });
  });
});
