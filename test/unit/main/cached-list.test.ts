/** The offline list's rules: shown at once, kept in step, never another account's, gone after sign-out. */
import { expect, test } from "vitest";
import { noKeys } from "../../../src-main/state.ts";
import { keepListInCache, showCachedList } from "../../../src-main/use-cases/cached-list.ts";
import { connect } from "../../../src-main/use-cases/connect.ts";
import { generateKey } from "../../../src-main/use-cases/generate-key.ts";
import { restoreSession } from "../../../src-main/use-cases/restore-session.ts";
import { signOut } from "../../../src-main/use-cases/sign-out.ts";
import { fakeWorld, sampleKey, sampleSession } from "../../support/fake-ports.ts";

/** A world that has read its list once, was closed, and has the cached rows on screen again. */
async function restarted() {
  const world = fakeWorld();
  keepListInCache(world.context);
  world.server.keys = [sampleKey()];
  await connect(world.context, { address: "https://api.example.com", email: "ada@example.com", password: "right" });
  world.context.held.tokens.clear();
  world.context.held.listAccountId = null;
  world.context.state.setState({ keys: noKeys, session: { status: "restoring" } });
  showCachedList(world.context);
  return world;
}

test("cached rows are there before the keychain or the server is asked, with their age", async () => {
  const { context, server } = await restarted();
  server.calls = [];
  expect(context.state.getState().keys).toMatchObject({
    active: [{ id: "key_1" }],
    limits: { active: 1 },
    asOf: "2026-11-23T10:00:00.000Z",
  });
  expect(server.calls).toEqual([]);
});

test("without a network they stay, and the state says why", async () => {
  const { context, server } = await restarted();
  server.fail("connection-refused");
  await restoreSession(context);
  const state = context.state.getState();
  expect(state.session.status).toBe("unreachable");
  expect(state.network.status).toBe("offline");
  expect(state.keys.active).toHaveLength(1);
});

test("a change on screen is in the cache", async () => {
  const { context, cache } = await restarted();
  await restoreSession(context);
  await generateKey(context, { name: "Staging", expiresInDays: null });
  const id = context.state.getState().activeConnectionId ?? "";
  expect(cache.read(id)?.active.map(({ name }) => name)).toEqual(["Staging", "Production API"]);
  expect(JSON.stringify([...cache.lists.values()])).not.toContain("secret_value");
});

test("another account does not see them", async () => {
  const { context, server } = await restarted();
  server.readSession = async () => ({
    ok: true,
    value: { ...sampleSession, account: { id: "acc_2", name: "Eve", email: "eve@example.com" } },
  });
  server.keys = [];
  server.fail("timeout");
  await restoreSession(context);
  expect(context.state.getState().keys.active).toEqual([]);
});

test("signing out removes them", async () => {
  const { context, cache } = await restarted();
  await restoreSession(context);
  await signOut(context, { forgetKept: true });
  expect(cache.lists.size).toBe(0);
});
