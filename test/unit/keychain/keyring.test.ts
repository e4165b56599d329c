/** The keychain adapter against a real gnome-keyring on a real bus, in every state one can be in. */
import { afterAll, beforeAll, describe, expect, it, type TestContext } from "vitest";
import { createSecretStore } from "../../../src-main/keychain/keychain.ts";
import type { Patience } from "../../../src-main/keychain/keytar-caller.ts";
import { envWithoutBus, openKeyringSession } from "../../support/keyring-session.ts";
import { buildKeytarProcess, keytarUnderNode } from "../../support/keytar-under-node.ts";

const account = "session:4b1f";
const anyway = { expected: false };
const expected = { expected: true };

// gnome-keyring is a thing of Linux; for macOS and Windows the errors' texts are tested (keychain-problem.test.ts).
describe.runIf(process.platform === "linux").concurrent("a keyring", { timeout: 30_000 }, () => {
  let built: Awaited<ReturnType<typeof buildKeytarProcess>>;
  beforeAll(async () => {
    built = await buildKeytarProcess();
  });
  afterAll(() => built.remove());

  function storeIn(t: TestContext, env: NodeJS.ProcessEnv, patience: Patience = {}) {
    const { start, started } = keytarUnderNode(built.entry, env);
    t.onTestFinished(() => {
      for (const child of started) child.kill("SIGKILL");
    });
    return { store: createSecretStore(start, patience), started };
  }

  async function open(t: TestContext, patience?: Patience) {
    const session = await openKeyringSession();
    t.onTestFinished(session.close);
    return { session, ...storeIn(t, session.env, patience) };
  }

  it("unlocked: keeps, replaces and forgets an entry", async (t) => {
    // On a busy machine more than its usual three seconds may lie between two calls.
    const { session, store, started } = await open(t, { idleMs: 60_000 });
    await session.start("unlocked");
    expect(await store.read(account, anyway)).toEqual({ status: "absent" });
    expect(await store.remove(account, anyway)).toEqual({ status: "ok" });
    expect(await store.write(account, "first")).toEqual({ status: "ok" });
    const longest = `{"token":"krs_ü€😀${"x".repeat(974)}"}`;
    expect(Buffer.byteLength(longest)).toBe(999);
    expect(await store.write(account, longest)).toEqual({ status: "ok" });
    expect(await store.read(account, expected)).toEqual({ status: "ok", value: longest });
    expect(await storeIn(t, session.env).store.read(account, expected)).toEqual({ status: "ok", value: longest });
    expect(await store.read("session:other", anyway)).toEqual({ status: "absent" });
    expect(await store.remove(account, anyway)).toEqual({ status: "ok" });
    expect(await store.read(account, anyway)).toEqual({ status: "absent" });
    // Somebody else has removed it before us.
    expect(await store.remove(account, expected)).toEqual({ status: "ok" });
    expect(await store.read(account, anyway)).toEqual({ status: "absent" });
    expect(started).toHaveLength(1);
  });

  it("never made: what is expected is denied, and writing finds it locked", async (t) => {
    const { session, store } = await open(t);
    await session.start("locked");
    expect(await store.read(account, anyway)).toEqual({ status: "absent" });
    expect(await store.read(account, expected)).toEqual({ status: "denied" });
    expect(await store.remove(account, expected)).toEqual({ status: "locked" });
    expect(await store.write(account, "value")).toEqual({ status: "locked" });
  });

  it("locked while Keyrack runs: the entry is not taken for absent, and is there again afterwards", async (t) => {
    const { session, store } = await open(t);
    await session.start("unlocked");
    await store.write(account, "value");
    session.lock();
    expect(await store.read(account, expected)).toEqual({ status: "denied" });
    expect(await store.write(account, "other")).toEqual({ status: "locked" });
    await session.start("unlocked");
    expect(await store.read(account, expected)).toEqual({ status: "ok", value: "value" });
  });

  it("unlocked later: works without a restart of Keyrack", async (t) => {
    const { session, store } = await open(t);
    await session.start("locked");
    expect(await store.read(account, expected)).toEqual({ status: "denied" });
    expect(await store.remove(account, expected)).toEqual({ status: "locked" });
    expect(await store.write(account, "value")).toEqual({ status: "locked" });
    await session.start("unlocked");
    expect(await store.write(account, "value")).toEqual({ status: "ok" });
    expect(await store.read(account, expected)).toEqual({ status: "ok", value: "value" });
  });

  it("started again under Keyrack, as KeePassXC is when it is closed and opened: nobody notices", async (t) => {
    const { session, store } = await open(t);
    await session.start("unlocked");
    expect(await store.write(account, "value")).toEqual({ status: "ok" });
    await session.start("unlocked");
    expect(await store.read(account, expected)).toEqual({ status: "ok", value: "value" });
  });

  it("not installed: unavailable, until it is there", async (t) => {
    const { session, store } = await open(t);
    expect(await store.read(account, expected)).toEqual({ status: "unavailable" });
    expect(await store.write(account, "value")).toEqual({ status: "unavailable" });
    expect(await store.remove(account, anyway)).toEqual({ status: "unavailable" });
    await session.start("unlocked");
    expect(await store.write(account, "value")).toEqual({ status: "ok" });
  });

  it("no bus: unavailable", async (t) => {
    const addresses = [{}, { DBUS_SESSION_BUS_ADDRESS: "unix:path=/nonexistent/bus" }];
    const asked = addresses.map(async (address) => {
      const { store } = storeIn(t, { ...envWithoutBus(), ...address });
      expect(await store.read(account, expected)).toEqual({ status: "unavailable" });
      expect(await store.write(account, "value")).toEqual({ status: "unavailable" });
      expect(await store.remove(account, anyway)).toEqual({ status: "unavailable" });
    });
    await Promise.all(asked);
  });

  it("frozen: locked after a while, nothing is left running, and what was given up does not happen after all", async (t) => {
    const { session, store, started } = await open(t, { answerMs: 1_000 });
    const { store: patient } = storeIn(t, session.env);
    await session.start("unlocked");
    expect(await patient.write(account, "value")).toEqual({ status: "ok" });
    session.freeze();
    const givenUp = [store.read(account, expected), store.write(account, "other"), store.remove(account, anyway)];
    expect(await Promise.all(givenUp)).toEqual(Array(3).fill({ status: "locked" }));
    await t.expect.poll(() => started.every(({ signalCode }) => signalCode !== null)).toBe(true);
    session.thaw();
    expect(await patient.read(account, expected)).toEqual({ status: "ok", value: "value" });
  });
});
