/** Several connections side by side: adding, switching and removing one leaves the others as they are. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { connectionItems } from "../../../src-main/desktop/connection-items.ts";
import { failure } from "../../../src-main/failures.ts";
import { sessionAccount } from "../../../src-main/session-entry.ts";
import { activateConnection } from "../../../src-main/use-cases/activate-connection.ts";
import { connect } from "../../../src-main/use-cases/connect.ts";
import { freshColour } from "../../../src-main/use-cases/connection-colour.ts";
import { refreshKeys } from "../../../src-main/use-cases/list-keys.ts";
import { removeConnection } from "../../../src-main/use-cases/remove-connection.ts";
import { restoreSession } from "../../../src-main/use-cases/restore-session.ts";
import { signIn } from "../../../src-main/use-cases/sign-in.ts";
import { useLocalWorkspace } from "../../../src-main/use-cases/use-local-workspace.ts";
import { type Connection, ConnectionColour } from "../../../src-preload/contract/connection.ts";
import { sampleKey, sampleSession } from "../../support/fake-ports.ts";
import { gate, production, rightAt, staging, worldOfServers } from "../../support/two-servers.ts";

/** Signed in at both servers, with staging on screen. */
async function both() {
  const world = worldOfServers();
  const { context, at, connectionAt } = world;
  at(production).keys = [sampleKey({ id: "key_p", name: "Of production" })];
  at(staging).keys = [sampleKey({ id: "key_s", name: "Of staging" })];
  await connect(context, { ...rightAt(production), name: "Production" });
  await connect(context, rightAt(staging));
  const [first, second] = [connectionAt(production).id, connectionAt(staging).id];
  const show = (connectionId: string) => activateConnection(context, { connectionId });
  return { ...world, first, second, show };
}

describe("adding", () => {
  test("a connection is called as wished, else by its host, and has a colour of its own", async () => {
    const { state } = await both();
    expect(state().connections).toMatchObject([
      { name: "Production", colour: "graphite" },
      { name: "staging.example.com", colour: "blue" },
    ]);
  });

  test("a known one with another name is renamed; without one it keeps its own", async () => {
    const { context, state } = await both();
    await connect(context, rightAt(production));
    expect(state().connections[0]?.name).toBe("Production");
    await connect(context, { ...rightAt(production), name: "Live" });
    expect(state().connections.map(({ name }) => name)).toEqual(["Live", "staging.example.com"]);
  });

  test("a colour is used twice only when all are in use, and then the one used least", () => {
    const colour = fc.constantFrom(...ConnectionColour.options);
    fc.assert(
      fc.property(fc.array(colour, { maxLength: 30 }), (used) => {
        const uses = (wanted: string) => used.filter((one) => one === wanted).length;
        const fresh = freshColour(used.map((one) => ({ colour: one }) as Connection));
        expect(uses(fresh)).toBe(Math.min(...ConnectionColour.options.map(uses)));
      }),
    );
  });
});

describe("switching", () => {
  test("brings the other's session and keys, and a token goes to its own server alone", async () => {
    const { state, at, first, show } = await both();
    at(production).calls = [];
    await show(first);
    expect(state()).toMatchObject({
      activeConnectionId: first,
      session: { status: "signed-in" },
      keys: { status: "ready", active: [{ name: "Of production" }] },
    });
    expect(at(production).calls).toContain("readSession");
    expect(state().network.status).toBe("online");
  });

  test("waits while a new key is not copied; so do adding and removing", async () => {
    const { context, state, first, second, show } = await both();
    context.held.newValue = { connectionId: second, keyId: "key_s", value: "krk_value" };
    const refused = { ok: false, failure: { code: "copy-first" } };
    expect(await show(first)).toMatchObject(refused);
    expect(await connect(context, rightAt("https://third.example.com"))).toMatchObject(refused);
    expect(await useLocalWorkspace(context)).toMatchObject(refused);
    expect(await removeConnection(context, { connectionId: second })).toMatchObject(refused);
    expect(state()).toMatchObject({ activeConnectionId: second, session: { status: "signed-in" } });
    expect(state().connections).toHaveLength(2);
  });

  test("the last of several in one breath stands", async () => {
    const { state, first, second, show } = await both();
    await Promise.all([show(first), show(second), show(first)]);
    expect(state()).toMatchObject({
      activeConnectionId: first,
      session: { status: "signed-in" },
      keys: { active: [{ name: "Of production" }] },
    });
  });

  test("an answer for the one left behind says nothing about the one on screen", async () => {
    const { context, state, at, cache, first, second, show } = await both();
    const { opened, open } = gate();
    const server = at(production);
    const readSession = server.readSession.bind(server);
    server.readSession = async (token) => {
      await opened;
      server.fail("connection-refused");
      return readSession(token);
    };
    const other = { ...sampleSession, account: { ...sampleSession.account, id: "acc_other" } };
    cache.lists.set(second, {
      ...{ session: other, retiring: [], active: at(staging).keys, revoked: [], moreRevoked: false },
      ...{ limits: { maxActive: 5, active: 1 }, asOf: "2026-11-23T09:00:00.000Z" },
    });
    const late = show(first);
    at(staging).fail("timeout");
    await show(second);
    open();
    await late;
    expect(state()).toMatchObject({
      activeConnectionId: second,
      session: { status: "unreachable", failure: { code: "timeout" } },
      network: { status: "offline", failure: { code: "timeout" } },
      keys: { active: [{ name: "Of staging" }] },
    });
    expect(context.held.listAccountId).toBe("acc_other");
  });

  test.each(["fails", "works"] as const)(
    "a reading of the list left behind that %s later does not touch the next list",
    async (outcome) => {
      const { context, state, at, first, show, second } = await both();
      await show(first);
      await show(second);
      const { opened, open } = gate();
      at(staging).beforeList = () => opened;
      const late = refreshKeys(context);
      if (outcome === "fails") at(staging).failNext = [failure("server-error"), failure("server-error")];
      await show(first);
      const shown = state().keys;
      open();
      expect(await late).toMatchObject({ ok: outcome === "works" });
      expect(state().keys).toBe(shown);
      expect(shown).toMatchObject({ status: "ready", active: [{ name: "Of production" }] });
    },
  );

  test("a sign-in that is answered after the switch is kept for later and leaves the one on screen alone", async () => {
    const { context, state, at, secretStore, first, second, show } = await both();
    const { opened, open } = gate();
    const server = at(staging);
    const openSession = server.openSession.bind(server);
    server.openSession = async (credentials) => {
      await opened;
      return openSession(credentials);
    };
    const late = signIn(context, { email: "ada@example.com", password: "right" });
    const { opened: checked, open: check } = gate();
    const readSession = at(production).readSession.bind(at(production));
    at(production).readSession = async (token) => {
      await checked;
      return readSession(token);
    };
    server.token = "krs_newer";
    const switching = show(first);
    open();
    expect(await late).toMatchObject({ ok: true });
    expect(state().session.status).toBe("restoring");
    check();
    await switching;
    expect(state()).toMatchObject({ activeConnectionId: first, session: { status: "signed-in" } });
    expect(secretStore.entries.get(sessionAccount(second))).toContain("krs_newer");
  });
});

describe("removing", () => {
  test("one that is not on screen closes its session with the token from the keychain, and leaves the rest", async () => {
    const { context, state, at, secretStore, cache, first, second } = await both();
    const { active, limits } = state().keys;
    cache.lists.set(first, {
      ...{ session: sampleSession, active, retiring: [], revoked: [], moreRevoked: false },
      ...{ limits: limits ?? { maxActive: 5, active: 1 }, asOf: "2026-11-23T10:00:00.000Z" },
    });
    context.held.tokens.delete(first);
    const shown = state().keys;
    expect(await removeConnection(context, { connectionId: first })).toMatchObject({ ok: true });
    expect(at(production).calls).toContain("closeSession");
    expect([...secretStore.entries.keys()]).toEqual([sessionAccount(second)]);
    expect(cache.lists.has(first)).toBe(false);
    expect(state()).toMatchObject({ activeConnectionId: second, session: { status: "signed-in" } });
    expect(state().keys).toBe(shown);
    expect(context.settings.current().connections.map(({ id }) => id)).toEqual([second]);
  });

  test("does not fail because the next one is out of reach", async () => {
    const { context, state, at, first, second } = await both();
    const { closeSession } = at(staging);
    at(staging).closeSession = async (token) => {
      at(production).fail("timeout");
      return closeSession.call(at(staging), token);
    };
    expect(await removeConnection(context, { connectionId: second })).toMatchObject({ ok: true });
    expect(state()).toMatchObject({ activeConnectionId: first, session: { status: "unreachable" } });
  });

  test.each(["locked", "denied"] as const)(
    "stays while the keychain is %s: its entry would never be found again",
    async (keychain) => {
      const { context, state, secretStore, first } = await both();
      secretStore.state = keychain;
      const answer = await removeConnection(context, { connectionId: first });
      expect(answer).toMatchObject({ failure: { code: `keychain-${keychain}` } });
      expect(state().connections).toHaveLength(2);
      secretStore.state = "ok";
      expect(await removeConnection(context, { connectionId: first })).toMatchObject({ ok: true });
      expect(secretStore.entries.has(sessionAccount(first))).toBe(false);
    },
  );

  test("goes on where there is no keychain any more", async () => {
    const { context, state, secretStore, first } = await both();
    secretStore.state = "unavailable";
    expect(await removeConnection(context, { connectionId: first })).toMatchObject({ ok: true });
    expect(state().connections).toHaveLength(1);
  });

  test("the Local workspace sends its token nowhere while its service was not used: something else may have the port", async () => {
    const { context, state, at, first } = await both();
    await useLocalWorkspace(context);
    const local = state().connections.find(({ kind }) => kind === "local");
    await activateConnection(context, { connectionId: first });
    context.held.tokens.delete(local?.id ?? "");
    at(local?.origin ?? "").calls = [];
    await removeConnection(context, { connectionId: local?.id ?? "" });
    expect(at(local?.origin ?? "").calls).toEqual([]);
  });
});

test("the Local workspace reads its keys after it had to open a new session", async () => {
  const { context, localService, at, state } = worldOfServers();
  const server = at("http://127.0.0.1:4100");
  localService.openSession = async () => ({ ok: true, value: { token: server.token, session: sampleSession } });
  await useLocalWorkspace(context);
  server.token = "krs_newer";
  server.keys = [sampleKey()];
  await restoreSession(context);
  expect(state()).toMatchObject({ session: { status: "signed-in" }, keys: { status: "ready", active: [{}] } });
});

describe("the menu", () => {
  const connections = (names: string[]) =>
    names.map((name, at) => ({ id: `id-${at}`, name, kind: "remote" }) as Connection);

  test("lists every connection in its order, the first nine with a shortcut, and ticks the one on screen", () => {
    fc.assert(
      fc.property(fc.array(fc.string({ maxLength: 8 }), { maxLength: 14 }), fc.nat(13), (names, active) => {
        const items = connectionItems({ connections: connections(names), activeConnectionId: `id-${active}` });
        expect(items.map(({ connectionId }) => connectionId)).toEqual(names.map((_, at) => `id-${at}`));
        expect(items.map(({ accelerator }) => accelerator)).toEqual(
          names.map((_, at) => (at < 9 ? `CmdOrCtrl+${at + 1}` : null)),
        );
        expect(items.flatMap(({ checked }, at) => (checked ? [at] : []))).toEqual(
          active < names.length ? [active] : [],
        );
      }),
    );
  });

  test("an ampersand in a name is no mnemonic", () => {
    const [item] = connectionItems({ connections: connections(["R & D"]), activeConnectionId: null });
    expect(item?.label).toBe("R && D");
  });
});
