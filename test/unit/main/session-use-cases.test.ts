/** Sign in, restore, sign out and expiry, against fakes of the ports. */
import { describe, expect, test } from "vitest";
import { connect } from "../../../src-main/use-cases/connect.ts";
import { removeConnection } from "../../../src-main/use-cases/remove-connection.ts";
import { restoreSession } from "../../../src-main/use-cases/restore-session.ts";
import { signIn } from "../../../src-main/use-cases/sign-in.ts";
import { signOut } from "../../../src-main/use-cases/sign-out.ts";
import { useLocalWorkspace } from "../../../src-main/use-cases/use-local-workspace.ts";
import { fakeWorld, sampleKey } from "../../support/fake-ports.ts";

const address = "https://api.example.com";
const credentials = { address, email: "ada@example.com", password: "right" };

/** A world that has signed in and then lost its memory, as after a restart of the program. */
async function restarted() {
  const world = fakeWorld();
  await connect(world.context, credentials);
  world.context.held.tokens.clear();
  world.server.calls = [];
  return world;
}

describe("connecting", () => {
  test("signs in, keeps the token in the keychain alone and reads the keys", async () => {
    const { context, server, secretStore } = fakeWorld();
    server.keys = [sampleKey()];
    expect(await connect(context, credentials)).toEqual({ ok: true, value: null });
    const state = context.state.getState();
    expect(state.session).toMatchObject({ status: "signed-in", keptIn: "keychain" });
    expect(state.keys.active).toHaveLength(1);
    expect([...secretStore.entries.values()].join()).toContain(server.token);
    expect(JSON.stringify([state, context.settings.current()])).not.toContain(server.token);
  });

  test("saves nothing when the password is wrong", async () => {
    const { context, secretStore } = fakeWorld();
    const result = await connect(context, { ...credentials, password: "wrong" });
    expect(result).toMatchObject({ ok: false, failure: { code: "invalid-credentials" } });
    expect(context.state.getState().connections).toEqual([]);
    expect(context.settings.current().connections).toEqual([]);
    expect(secretStore.entries.size).toBe(0);
  });

  test("to a known address signs that connection in again", async () => {
    const { context } = fakeWorld();
    await connect(context, credentials);
    await connect(context, credentials);
    expect(context.state.getState().connections).toHaveLength(1);
  });

  test.each(["locked", "denied", "unavailable"] as const)(
    "with a keychain that is %s lasts for this run and says so",
    async (state) => {
      const { context, secretStore } = fakeWorld();
      secretStore.state = state;
      await connect(context, credentials);
      expect(context.state.getState().session).toMatchObject({ status: "signed-in", keptIn: "memory" });
      expect(context.state.getState().keychain).toMatchObject({
        status: state,
        help: expect.stringContaining("keychain"),
      });
      expect(context.state.getState().connections[0]?.sessionStored).toBe(false);
    },
  );
});

describe("restoring", () => {
  test("takes the token from the keychain", async () => {
    const { context } = await restarted();
    await restoreSession(context);
    expect(context.state.getState().session).toMatchObject({ status: "signed-in", keptIn: "keychain" });
  });

  test.each(["locked", "denied", "unavailable"] as const)(
    "leaves everything alone when the keychain is %s",
    async (state) => {
      const { context, secretStore } = await restarted();
      secretStore.state = state;
      await restoreSession(context);
      expect(context.state.getState().session).toMatchObject({
        status: "locked",
        failure: { code: `keychain-${state}` },
      });
      expect(context.state.getState().connections[0]?.sessionStored).toBe(true);
      secretStore.state = "ok";
      await restoreSession(context);
      expect(context.state.getState().session.status).toBe("signed-in");
    },
  );

  test("does not take a dismissed prompt for an absent entry", async () => {
    const { context, secretStore } = await restarted();
    secretStore.entries.clear();
    await restoreSession(context);
    expect(context.state.getState().session).toMatchObject({ status: "locked", failure: { code: "keychain-denied" } });
  });

  test("keeps the entry while the server is out of reach", async () => {
    const { context, server, secretStore } = await restarted();
    server.fail("connection-refused");
    await restoreSession(context);
    expect(context.state.getState().session).toMatchObject({
      status: "unreachable",
      failure: { code: "connection-refused" },
    });
    expect(context.state.getState().network.status).toBe("offline");
    expect(secretStore.entries.size).toBe(1);
    await restoreSession(context);
    expect(context.state.getState().session.status).toBe("signed-in");
    expect(context.state.getState().network.status).toBe("online");
  });

  test("removes the entry on the server's 401 and only then", async () => {
    const { context, server, secretStore } = await restarted();
    server.token = "krs_other";
    await restoreSession(context);
    expect(context.state.getState().session).toEqual({ status: "signed-out", reason: "ended" });
    expect(secretStore.entries.size).toBe(0);
    expect(context.state.getState().connections[0]?.sessionStored).toBe(false);
  });

  test("an unreadable entry asks for a sign-in and is not removed before", async () => {
    const { context, secretStore } = await restarted();
    const [account] = secretStore.entries.keys();
    secretStore.entries.set(account ?? "", "{garbage");
    await restoreSession(context);
    expect(context.state.getState().session.status).toBe("signed-out");
    expect(secretStore.entries.get(account ?? "")).toBe("{garbage");
  });

  test("an answer that comes after a switch of connection is dropped", async () => {
    const { context, server } = await restarted();
    let finish = () => {};
    const gate = new Promise<void>((resolve) => {
      finish = resolve;
    });
    const readSession = server.readSession.bind(server);
    server.readSession = async (token) => {
      await gate;
      return readSession(token);
    };
    const late = restoreSession(context);
    // The Local workspace has no token yet, so it opens a session without asking the gated readSession.
    await useLocalWorkspace(context);
    finish();
    await late;
    expect(
      context.state.getState().connections.find(({ id }) => id === context.state.getState().activeConnectionId)?.kind,
    ).toBe("local");
    expect(context.state.getState().session.status).toBe("signed-in");
  });
});

test("a session in memory goes into the keychain once that is unlocked and asked again", async () => {
  const { context, secretStore, server } = fakeWorld();
  secretStore.state = "locked";
  await connect(context, credentials);
  expect(context.state.getState().session).toMatchObject({ keptIn: "memory" });
  secretStore.state = "ok";
  await restoreSession(context);
  expect(context.state.getState().session).toMatchObject({ status: "signed-in", keptIn: "keychain" });
  expect(context.state.getState().keychain).toEqual({ status: "ok", help: null });
  expect([...secretStore.entries.values()].join()).toContain(server.token);
});

describe("the Local workspace", () => {
  test("needs no password and one click, and is made once", async () => {
    const { context } = fakeWorld();
    await useLocalWorkspace(context);
    await useLocalWorkspace(context);
    const state = context.state.getState();
    expect(state.connections).toMatchObject([{ kind: "local", origin: "http://127.0.0.1:4100", sessionStored: true }]);
    expect(state.session.status).toBe("signed-in");
    expect(context.settings.current().localPort).toBe(4100);
  });

  test("opens another session when the kept one is no longer good", async () => {
    const { context, server, localService } = fakeWorld();
    await useLocalWorkspace(context);
    context.held.tokens.clear();
    server.token = "krs_new";
    await restoreSession(context);
    expect(context.state.getState().session.status).toBe("signed-in");
    expect(context.held.tokens.values().next().value).toBe("krs_new");
    localService.openSession = async () => {
      throw new Error("must not be asked while the session is good");
    };
    await restoreSession(context);
    expect(context.state.getState().session.status).toBe("signed-in");
  });

  test("does not touch the kept entry while the keychain is locked", async () => {
    const { context, server, secretStore } = fakeWorld();
    await useLocalWorkspace(context);
    const before = [...secretStore.entries];
    context.held.tokens.clear();
    secretStore.state = "locked";
    server.token = "krs_memory";
    await restoreSession(context);
    expect(context.state.getState().session).toMatchObject({ status: "signed-in", keptIn: "memory" });
    expect([...secretStore.entries]).toEqual(before);
  });
});

describe("signing out", () => {
  test("closes the session on the server and forgets it here", async () => {
    const { context, server, secretStore } = fakeWorld();
    await connect(context, credentials);
    await signOut(context, { forgetKept: true });
    expect(server.calls).toContain("closeSession");
    expect(secretStore.entries.size).toBe(0);
    expect(context.held.tokens.size).toBe(0);
    expect(context.state.getState()).toMatchObject({
      session: { status: "signed-out", reason: "by-choice" },
      keys: { status: "idle", active: [] },
    });
  });

  test("works without the server", async () => {
    const { context, server, secretStore } = fakeWorld();
    await connect(context, credentials);
    server.fail("connection-lost");
    await signOut(context, { forgetKept: true });
    expect(secretStore.entries.size).toBe(0);
  });

  test("then signing in again goes on with the same connection", async () => {
    const { context } = fakeWorld();
    await connect(context, credentials);
    await signOut(context, { forgetKept: true });
    expect(await signIn(context, { email: "ada@example.com", password: "right" })).toMatchObject({ ok: true });
    expect(context.state.getState().connections).toHaveLength(1);
    expect(context.state.getState().session.status).toBe("signed-in");
  });

  test("removing the connection leaves no entry and the next one in front", async () => {
    const { context, secretStore } = fakeWorld();
    await useLocalWorkspace(context);
    await connect(context, credentials);
    const remote = context.state.getState().activeConnectionId ?? "";
    await removeConnection(context, { connectionId: remote });
    expect([...secretStore.entries.keys()].join()).not.toContain(remote);
    expect(context.state.getState().session.status).toBe("signed-in");
    expect(context.state.getState().connections).toMatchObject([{ kind: "local" }]);
  });
});

describe("signing out while neither the keychain nor the server answers", () => {
  async function givenUp() {
    const world = await restarted();
    await restoreSession(world.context);
    world.secretStore.state = "locked";
    world.server.fail("connection-refused");
    await signOut(world.context, { forgetKept: true });
    expect(world.secretStore.entries.size).toBe(1);
    return world;
  }

  test("nobody is signed in again by the entry that is left: it is removed as soon as that is possible", async () => {
    const { context, secretStore, server } = await givenUp();
    await restoreSession(context);
    expect(context.state.getState().session.status).toBe("signed-out");
    expect(secretStore.entries.size).toBe(1);
    secretStore.state = "ok";
    server.calls = [];
    await restoreSession(context);
    expect(context.state.getState().session.status).toBe("signed-out");
    expect(secretStore.entries.size).toBe(0);
    expect(server.calls).toEqual([]);
  });

  test("signing in again takes the entry's place and counts", async () => {
    const { context, secretStore } = await givenUp();
    secretStore.state = "ok";
    await signIn(context, credentials);
    context.held.tokens.clear();
    await restoreSession(context);
    expect(context.state.getState().session).toMatchObject({ status: "signed-in", keptIn: "keychain" });
  });
});
