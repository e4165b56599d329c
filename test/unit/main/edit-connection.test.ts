/** Editing a connection: names and colours at once, a new address only once a session is open there, and no token ever elsewhere. */
import { describe, expect, test } from "vitest";
import { failed, succeeded } from "../../../src-main/failures.ts";
import { sessionAccount } from "../../../src-main/session-entry.ts";
import { activateConnection } from "../../../src-main/use-cases/activate-connection.ts";
import { connect } from "../../../src-main/use-cases/connect.ts";
import { editConnection } from "../../../src-main/use-cases/edit-connection.ts";
import { restoreSession } from "../../../src-main/use-cases/restore-session.ts";
import { signIn } from "../../../src-main/use-cases/sign-in.ts";
import { signOut } from "../../../src-main/use-cases/sign-out.ts";
import { useLocalWorkspace } from "../../../src-main/use-cases/use-local-workspace.ts";
import type { FailureCode } from "../../../src-preload/contract/failure.ts";
import { sampleKey, sampleSession } from "../../support/fake-ports.ts";
import { gate, production, rightAt, staging, worldOfServers } from "../../support/two-servers.ts";

const elsewhere = "https://new.example.com";
const looks = { name: "Production", colour: "rose" as const };

/** Signed in at the production server, with one key on screen. */
async function signedIn() {
  const world = worldOfServers();
  world.at(production).keys = [sampleKey()];
  await connect(world.context, rightAt(production));
  const { id } = world.connectionAt(production);
  const edit = (moveTo: ReturnType<typeof rightAt> | null, connectionId = id) =>
    editConnection(world.context, { connectionId, ...looks, moveTo });
  return { ...world, id, edit };
}

describe("name and colour", () => {
  test("change at once and are saved, and nobody is asked", async () => {
    const { edit, state, context, at } = await signedIn();
    at(production).calls = [];
    expect(await edit(null)).toMatchObject({ ok: true });
    expect(state().connections).toMatchObject([{ ...looks, origin: production }]);
    expect(context.settings.current().connections).toEqual(state().connections);
    expect(at(production).calls).toEqual([]);
  });

  test("the Local workspace has them too, but no other address", async () => {
    const { edit, state, context } = await signedIn();
    await useLocalWorkspace(context);
    const local = state().activeConnectionId ?? "";
    expect(await edit(rightAt(elsewhere), local)).toMatchObject({ failure: { code: "invalid-input" } });
    expect(await edit(null, local)).toMatchObject({ ok: true });
    expect(state().connections.find(({ id }) => id === local)).toMatchObject({ ...looks, kind: "local" });
  });

  test("of a connection that is gone cannot be changed", async () => {
    const { edit } = await signedIn();
    const answer = await edit(null, "0b8fbc0e-6f0c-4b8c-9d5d-3d9a7a3f1c11");
    expect(answer).toMatchObject({ failure: { code: "unknown-connection" } });
  });
});

describe("a new address that works", () => {
  test("takes the connection along: new token, same list, and the old session is closed", async () => {
    const { edit, state, at, id, context, secretStore } = await signedIn();
    at(elsewhere).keys = [sampleKey({ name: "The same server" })];
    expect(await edit(rightAt(elsewhere))).toMatchObject({ ok: true });
    expect(state()).toMatchObject({
      activeConnectionId: id,
      connections: [{ id, ...looks, origin: elsewhere, sessionStored: true }],
      session: { status: "signed-in", keptIn: "keychain" },
      keys: { status: "ready", active: [{ name: "The same server" }] },
    });
    expect(context.held.tokens.get(id)).toBe(at(elsewhere).token);
    expect(secretStore.entries.get(sessionAccount(id))).toContain(at(elsewhere).token);
    expect(at(production).calls).toContain("closeSession");
  });

  test("an old server that is away stops nothing", async () => {
    const { edit, state, at } = await signedIn();
    at(production).fail("timeout");
    expect(await edit(rightAt(elsewhere))).toMatchObject({ ok: true });
    expect(state().connections[0]?.origin).toBe(elsewhere);
  });

  test("a connection that is not on screen moves with the token from the keychain, and stays in the background", async () => {
    const { edit, state, at, id, context, secretStore } = await signedIn();
    await connect(context, rightAt(staging));
    const onScreen = state().activeConnectionId;
    const shown = state().keys;
    context.held.tokens.clear();
    expect(await edit(rightAt(elsewhere), id)).toMatchObject({ ok: true });
    expect(at(production).calls).toContain("closeSession");
    expect(state()).toMatchObject({ activeConnectionId: onScreen, session: { status: "signed-in" } });
    expect(state().keys).toBe(shown);
    expect(secretStore.entries.get(sessionAccount(id))).toContain(at(elsewhere).token);
    context.held.tokens.clear();
    await activateConnection(context, { connectionId: id });
    expect(state().session.status).toBe("signed-in");
  });

  test("a keychain that refuses keeps the new session in memory, and the old entry is good for nothing", async () => {
    const { edit, state, at, id, context, secretStore } = await signedIn();
    secretStore.state = "locked";
    expect(await edit(rightAt(elsewhere))).toMatchObject({ ok: true });
    expect(state().session).toMatchObject({ status: "signed-in", keptIn: "memory" });
    expect(secretStore.entries.get(sessionAccount(id)), "still the old one").toContain(at(production).token);
    // As after a restart.
    secretStore.state = "ok";
    context.held.tokens.clear();
    at(elsewhere).calls = [];
    await restoreSession(context);
    expect(at(elsewhere).calls, "the old token is not tried there").toEqual([]);
    expect(state().session).toEqual({ status: "signed-out", reason: "not-yet" });
  });

  test("somebody who was signed out is signed in afterwards", async () => {
    const { edit, state, context } = await signedIn();
    await signOut(context, { forgetKept: true });
    await edit(rightAt(elsewhere));
    expect(state().session.status).toBe("signed-in");
  });

  test("is shown as online although the old one was out of reach", async () => {
    const { edit, state, at, context } = await signedIn();
    at(production).fail("connection-refused");
    await restoreSession(context);
    expect(state().session.status).toBe("unreachable");
    await edit(rightAt(elsewhere));
    expect(state()).toMatchObject({ session: { status: "signed-in" }, network: { status: "online", failure: null } });
  });
});

describe("a new address that does not work changes nothing", () => {
  const untouched = async (world: Awaited<ReturnType<typeof signedIn>>, run: () => Promise<unknown>) => {
    const before = [world.state(), [...world.secretStore.entries], [...world.context.held.tokens]];
    const saved = world.context.settings.current();
    world.at(production).calls = [];
    const answer = await run();
    expect([world.state(), [...world.secretStore.entries], [...world.context.held.tokens]]).toEqual(before);
    expect(world.context.settings.current()).toEqual(saved);
    expect(world.at(production).calls, "the old session goes on").toEqual([]);
    return answer;
  };

  test.each<FailureCode>([
    "unknown-host",
    "connection-refused",
    "timeout",
    "certificate",
    "not-an-api",
    "invalid-credentials",
    "rate-limited",
    "server-error",
  ])("%s", async (code) => {
    const world = await signedIn();
    world.at(elsewhere).fail(code);
    expect(await untouched(world, () => world.edit(rightAt(elsewhere)))).toMatchObject({ failure: { code } });
  });

  test("what is no address, or http to another computer", async () => {
    const world = await signedIn();
    world.context.servers.resolve = () => failed("insecure-address");
    const answer = await untouched(world, () => world.edit(rightAt(elsewhere)));
    expect(answer).toMatchObject({ failure: { code: "insecure-address" } });
  });

  test("an account with keys of its own; the session opened for it is closed again", async () => {
    const world = await signedIn();
    const other = { ...sampleSession, account: { ...sampleSession.account, id: "acc_2" } };
    world.at(elsewhere).openSession = async () => succeeded({ token: world.at(elsewhere).token, session: other });
    const answer = await untouched(world, () => world.edit(rightAt(elsewhere)));
    expect(answer).toMatchObject({ failure: { code: "other-account" } });
    expect(world.at(elsewhere).calls).toEqual(["closeSession"]);
  });

  test("another account is told from the cached list too, where there is no session", async () => {
    const world = await signedIn();
    const { context, id, cache, state } = world;
    const { active, limits } = state().keys;
    cache.lists.set(id, {
      ...{ session: sampleSession, active, retiring: [], revoked: [], moreRevoked: false },
      ...{ limits: limits ?? { maxActive: 5, active: 1 }, asOf: "2026-11-23T10:00:00.000Z" },
    });
    await connect(context, rightAt(staging));
    const other = { ...sampleSession, account: { ...sampleSession.account, id: "acc_2" } };
    world.at(elsewhere).openSession = async () => succeeded({ token: "krs_other", session: other });
    expect(await world.edit(rightAt(elsewhere), id)).toMatchObject({ failure: { code: "other-account" } });
  });

  test("an address and e-mail that another connection has", async () => {
    const world = await signedIn();
    await connect(world.context, { ...rightAt(staging), name: "Staging" });
    const answer = await untouched(world, () => world.edit(rightAt(staging)));
    expect(answer).toMatchObject({
      failure: { code: "known-connection", message: expect.stringContaining("“Staging”") },
    });
  });
});

describe("no token reaches another address than its own", () => {
  test("a check at the old address that is answered after the move", async () => {
    const { edit, state, at, id, context } = await signedIn();
    const { opened, open } = gate();
    const old = at(production);
    const readSession = old.readSession.bind(old);
    old.readSession = async (token) => {
      await opened;
      return readSession(token);
    };
    const late = restoreSession(context);
    await edit(rightAt(elsewhere));
    open();
    await late;
    expect(context.held.tokens.get(id)).toBe(at(elsewhere).token);
    expect(state().session.status).toBe("signed-in");
  });

  test("a sign-in at the old address that is answered after the move", async () => {
    const { edit, at, id, context, secretStore } = await signedIn();
    const { opened, open } = gate();
    const old = at(production);
    const openSession = old.openSession.bind(old);
    old.openSession = async (credentials) => {
      await opened;
      return openSession(credentials);
    };
    const late = signIn(context, { email: "ada@example.com", password: "right" });
    await edit(rightAt(elsewhere));
    old.calls = [];
    open();
    expect(await late).toMatchObject({ failure: { code: "unknown-connection" } });
    expect(old.calls).toEqual(["openSession", "closeSession"]);
    expect(context.held.tokens.get(id)).toBe(at(elsewhere).token);
    expect(secretStore.entries.get(sessionAccount(id))).toContain(at(elsewhere).token);
  });

  test("an address changed by hand in the settings file", async () => {
    const { state, at, context } = await signedIn();
    const moved = state().connections.map((connection) => ({ ...connection, origin: elsewhere }));
    context.state.setState({ connections: moved });
    context.held.tokens.clear();
    await restoreSession(context);
    expect(at(elsewhere).calls).toEqual([]);
    expect(state().session.status).toBe("signed-out");
  });
});
