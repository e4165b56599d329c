/** What the model test has found: something else happens while an answer is on its way, or before a key is kept. */
import { expect, test } from "vitest";
import { failed } from "../../../src-main/failures.ts";
import { connect } from "../../../src-main/use-cases/connect.ts";
import { endSession } from "../../../src-main/use-cases/end-session.ts";
import { generateKey } from "../../../src-main/use-cases/generate-key.ts";
import { keepNewKey } from "../../../src-main/use-cases/keep-key.ts";
import { refreshKeys } from "../../../src-main/use-cases/list-keys.ts";
import { revokeKey } from "../../../src-main/use-cases/revoke-key.ts";
import { signIn } from "../../../src-main/use-cases/sign-in.ts";
import { signOut } from "../../../src-main/use-cases/sign-out.ts";
import { fakeWorld, sampleKey, sampleSession } from "../../support/fake-ports.ts";

const credentials = { email: "ada@example.com", password: "right" };

async function signedInWorld() {
  const world = fakeWorld();
  world.server.keys = [sampleKey()];
  await connect(world.context, { address: "https://api.example.com", ...credentials });
  const state = () => world.context.state.getState();
  return { ...world, state };
}

/** Holds the next answer of a method of the server's back until `release`. */
function holdBack<T extends object>(server: T, name: keyof T): { release(): void } {
  const original = (server[name] as (...input: unknown[]) => Promise<unknown>).bind(server);
  let release = () => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  let held = false;
  Object.assign(server, {
    async [name](...input: unknown[]) {
      const answer = await original(...input);
      if (held) return answer;
      held = true;
      await released;
      return answer;
    },
  });
  return { release };
}

test("a key that comes after the person has signed out is shown, but stands in no list", async () => {
  const { context, server, state } = await signedInWorld();
  const { release } = holdBack(server, "createKey");
  const generating = generateKey(context, { name: "Staging", expiresInDays: null });
  await Promise.resolve();
  await signOut(context, { forgetKept: false });
  release();
  expect(await generating).toMatchObject({ ok: true });
  expect(state().newKey?.apiKey.name).toBe("Staging");
  expect(state().keys.active).toEqual([]);
});

test("a key that is kept after its session has ended stays when another account signs in", async () => {
  const { context, server, state } = await signedInWorld();
  context.state.setState(({ preferences }) => ({ preferences: { ...preferences, keepNewKeys: false } }));
  const generated = await generateKey(context, { name: "Staging", expiresInDays: null });
  if (!generated.ok) throw new Error("not generated");
  const keyId = generated.value.id;
  await endSession(context, state().activeConnectionId ?? "", "ended");
  expect(await keepNewKey(context, { keyId })).toMatchObject({ ok: true });

  const other = { ...sampleSession, account: { ...sampleSession.account, id: "acc_2" } };
  Object.assign(server, { openSession: async () => ({ ok: true, value: { token: server.token, session: other } }) });
  server.keys = [];
  await signIn(context, credentials);
  expect(state().keys.active).toEqual([]);
  expect(state().kept).toMatchObject([{ keyId, accountId: "acc_1" }]);
});

test("a list from before a revocation whose answer was lost does not bring the key back", async () => {
  const { context, server, state } = await signedInWorld();
  const { release } = holdBack(server, "listKeys");
  const listing = refreshKeys(context);
  const original = server.revokeKey.bind(server);
  Object.assign(server, {
    async revokeKey(...input: Parameters<typeof original>) {
      await original(...input);
      return failed("change-unconfirmed", { host: "api.example.com", reason: "revoked" });
    },
  });
  expect(await revokeKey(context, { keyId: "key_1", reason: null })).toMatchObject({ ok: true });
  expect(state().keys.active).toEqual([]);
  release();
  await listing;
  expect(state().keys).toMatchObject({ status: "ready", active: [] });
});

test("a key that is revoked while its session ends is no longer among the active ones", async () => {
  const { context, server, state } = await signedInWorld();
  const { release } = holdBack(server, "revokeKey");
  const revoking = revokeKey(context, { keyId: "key_1", reason: null });
  await Promise.resolve();
  await endSession(context, state().activeConnectionId ?? "", "ended");
  release();
  expect(await revoking).toMatchObject({ ok: true });
  expect(state().keys.active).toEqual([]);
  expect(state().revoked.rows).toMatchObject([{ id: "key_1" }]);
});

test("where a key of somebody else's brings a create to be sent again, and that makes one, both are named", async () => {
  const { context, server, state } = await signedInWorld();
  const make = server.createKey.bind(server);
  let sendings = 0;
  Object.assign(server, {
    async createKey(token: string, input: { name: string | null; expiresInDays: number | null }) {
      sendings += 1;
      // The first one never arrives, and the other admin is quicker; the answer to the second is lost.
      await make(token, input);
      return failed("outcome-unknown");
    },
  });
  const generated = await generateKey(context, { name: "Staging", expiresInDays: null });
  expect(sendings).toBe(2);
  expect(generated).toMatchObject({ ok: false, failure: { code: "outcome-unknown" } });
  if (!generated.ok) expect(generated.failure.message).toContain("cannot tell which key");
  expect(state().keys.active.filter(({ name }) => name === "Staging")).toHaveLength(2);
});

test("a list that comes after its session has ended is dropped, and nobody waits for it any more", async () => {
  const { context, server, state } = await signedInWorld();
  const before = state().keys;
  const { release } = holdBack(server, "listKeys");
  const listing = refreshKeys(context);
  await Promise.resolve();
  await endSession(context, state().activeConnectionId ?? "", "ended");
  release();
  await listing;
  expect(state().keys).toEqual(before);
});

test("a key that somebody revokes between the answers about the two lists is shown once, as revoked", async () => {
  const { context, server, state } = await signedInWorld();
  const list = server.listKeys.bind(server);
  Object.assign(server, {
    listKeys(...[token, query]: Parameters<typeof list>) {
      // The active keys have been looked up by now.
      if (query.status === "revoked") server.keys = [sampleKey({ status: "revoked" })];
      return list(token, query);
    },
  });
  await refreshKeys(context);
  expect(state().revoked.rows).toMatchObject([{ id: "key_1" }]);
  expect(state().keys).toMatchObject({ active: [], limits: { active: 0 } });
});
