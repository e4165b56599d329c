/** The Local workspace after a crash: brought back by itself, given up in the end, and said truly all the while. */
import { describe, expect, test, vi } from "vitest";
import { failed, succeeded } from "../../../src-main/failures.ts";
import { activateConnection } from "../../../src-main/use-cases/activate-connection.ts";
import { keepKey } from "../../../src-main/use-cases/keep-key.ts";
import { keepLocalWorkspace } from "../../../src-main/use-cases/keep-local-workspace.ts";
import { refreshKeys } from "../../../src-main/use-cases/list-keys.ts";
import { keepReconnecting } from "../../../src-main/use-cases/reconnect.ts";
import { restoreSession } from "../../../src-main/use-cases/restore-session.ts";
import { useLocalWorkspace as openLocalWorkspace } from "../../../src-main/use-cases/use-local-workspace.ts";
import { fakeWorld, sampleKey, sampleSession } from "../../support/fake-ports.ts";

const remoteId = "9c5b94b1-35ad-49bb-b118-8e8fc24abf80";

/** The Local workspace on screen with one key, watched over; `random` 1 makes the waits 1, 2, 4, 8 and 16 seconds. */
async function world() {
  const all = fakeWorld();
  const { context, localService, server } = all;
  server.keys = [sampleKey()];
  await openLocalWorkspace(context);
  const stop = keepLocalWorkspace(context, () => 1);
  const launch = vi.spyOn(localService, "launch");
  const session = () => context.state.getState().session;
  const failureCode = () => {
    const now = session();
    return now.status === "unreachable" ? now.failure.code : now.status;
  };
  /** Lets everything that is under way come to its end. */
  const settle = () => new Promise((resolve) => setTimeout(resolve, 0));
  return { ...all, stop, launch, session, failureCode, settle };
}

async function crashUntilGivenUp({ localService, clock, settle }: Awaited<ReturnType<typeof world>>): Promise<void> {
  for (const seconds of [1, 2, 4, 8, 16]) {
    localService.end();
    await settle();
    clock.pass(seconds * 1000);
    await settle();
  }
  localService.end();
  await settle();
}

describe("after a crash", () => {
  test("the rows stay, the state says what happened, and session and list come back by themselves", async () => {
    const { context, localService, clock, launch, session, failureCode, settle, server } = await world();
    localService.end();
    expect(session()).toMatchObject({
      status: "unreachable",
      failure: { code: "local-service-restarting", message: expect.stringMatching(/^The Local workspace stopped/) },
    });
    expect(context.state.getState().keys.active).toHaveLength(1);
    expect(context.state.getState().network.nextTryAt).toBe(new Date(clock.now().getTime() + 1000).toISOString());
    clock.pass(999);
    expect(launch).not.toHaveBeenCalled();
    server.keys = [sampleKey(), sampleKey({ id: "key_2" })];
    clock.pass(1);
    await settle();
    expect(failureCode()).toBe("signed-in");
    expect(context.state.getState().keys).toMatchObject({ status: "ready", active: [{}, {}] });
    expect(context.held.localAway).toBeNull();
  });

  test("the port of last time is preferred, and another one is remembered", async () => {
    const { context, localService, clock, launch, settle, settings } = await world();
    launch.mockResolvedValueOnce(succeeded({ origin: "http://127.0.0.1:4200", setAside: null }));
    localService.end();
    clock.pass(1000);
    await settle();
    expect(launch).toHaveBeenCalledWith(4100);
    expect(context.state.getState().connections).toMatchObject([{ origin: "http://127.0.0.1:4200" }]);
    expect(settings.current().localPort).toBe(4200);
  });

  test("waits longer each time, and a start that fails counts too", async () => {
    const { localService, clock, launch, failureCode, settle } = await world();
    launch.mockResolvedValue(failed("local-service", { reason: "the disk is full" }));
    localService.end();
    for (const [at, seconds] of [1, 2, 4, 8, 16].entries()) {
      expect(failureCode()).toBe("local-service-restarting");
      clock.pass(seconds * 1000 - 1);
      expect(launch).toHaveBeenCalledTimes(at);
      clock.pass(1);
      await settle();
      expect(launch).toHaveBeenCalledTimes(at + 1);
    }
  });

  test("another connection on screen is left alone, and scripts get their service back", async () => {
    const { context, localService, clock, launch, session, settle } = await world();
    const { connections } = context.state.getState();
    const remote = { ...connections[0], id: remoteId, kind: "remote", origin: "https://api.example.com" } as const;
    context.state.setState({ connections: [...connections, remote as (typeof connections)[number]] });
    context.held.tokens.set(remoteId, "krs_good");
    await activateConnection(context, { connectionId: remoteId });
    const before = session();
    localService.end();
    clock.pass(1000);
    await settle();
    expect(launch).toHaveBeenCalledTimes(1);
    expect(session()).toBe(before);
    expect(context.state.getState().notices).toEqual([]);
  });

  test("calls that were under way do not overwrite what is known", async () => {
    const { context, localService, server, failureCode, settle } = await world();
    server.beforeList = () => localService.end();
    server.fail("connection-lost");
    await refreshKeys(context);
    await settle();
    expect(failureCode()).toBe("local-service-restarting");
  });

  test("one that was removed is not started again", async () => {
    const { context, localService, clock, launch } = await world();
    context.state.setState({ connections: [], activeConnectionId: null, session: { status: "none" } });
    localService.end();
    clock.pass(60_000);
    expect(launch).not.toHaveBeenCalled();
  });

  test("nothing is started any more once the program is about to end", async () => {
    const { localService, clock, launch, stop } = await world();
    localService.end();
    stop();
    clock.pass(60_000);
    localService.end();
    clock.pass(60_000);
    expect(launch).not.toHaveBeenCalled();
  });

  test("pressing Retry does not wait, and what was arranged does no harm", async () => {
    const { context, localService, clock, launch, failureCode, settle } = await world();
    localService.end();
    await restoreSession(context);
    expect(failureCode()).toBe("signed-in");
    expect(context.state.getState().network.nextTryAt).toBeNull();
    // Ended once more before the start that was arranged for the first time.
    localService.end();
    expect(failureCode()).toBe("local-service-restarting");
    clock.pass(1000);
    await settle();
    expect(failureCode()).toBe("signed-in");
    clock.pass(60_000);
    await settle();
    expect(failureCode()).toBe("signed-in");
    expect(launch).toHaveBeenCalledTimes(2);
  });
});

describe("after five starts within five minutes", () => {
  test("it is given up, and nothing is tried by itself any more", async () => {
    const one = await world();
    const { context, clock, launch, failureCode, settle } = one;
    const reconnection = keepReconnecting(context, () => 1);
    await crashUntilGivenUp(one);
    expect(launch).toHaveBeenCalledTimes(5);
    expect(failureCode()).toBe("local-service-stopped");
    expect(context.state.getState().keys.active).toHaveLength(1);
    reconnection.tryNow();
    clock.pass(3_600_000);
    await settle();
    expect(launch).toHaveBeenCalledTimes(5);
  });

  test("the person starts it again, and it is watched over as before", async () => {
    const one = await world();
    const { context, localService, clock, launch, failureCode, settle } = one;
    await crashUntilGivenUp(one);
    await restoreSession(context);
    expect(failureCode()).toBe("signed-in");
    localService.end();
    expect(failureCode()).toBe("local-service-restarting");
    clock.pass(1000);
    await settle();
    expect(failureCode()).toBe("signed-in");
    expect(launch).toHaveBeenCalledTimes(7);
  });

  test("a start in vain says why, and still nothing is tried by itself", async () => {
    const one = await world();
    const { context, clock, launch, session, settle } = one;
    keepReconnecting(context, () => 1);
    await crashUntilGivenUp(one);
    launch.mockResolvedValue(failed("local-service", { reason: "the disk is full" }));
    const answer = await restoreSession(context);
    await settle();
    expect(answer).toMatchObject({ ok: false });
    expect(session()).toMatchObject({
      failure: { code: "local-service-stopped", message: expect.stringContaining("the disk is full") },
    });
    clock.pass(3_600_000);
    await settle();
    expect(launch).toHaveBeenCalledTimes(6);
  });

  test("when starting itself failed, that is the reason that is given", async () => {
    const { localService, clock, launch, session, settle } = await world();
    launch.mockResolvedValue(failed("local-service", { reason: "the disk is full" }));
    localService.end();
    for (let tries = 0; tries < 5; tries++) {
      clock.pass(16_000);
      await settle();
    }
    expect(session()).toMatchObject({
      failure: { code: "local-service-stopped", message: expect.stringContaining("the disk is full") },
    });
  });

  test("with another connection on screen a notice says so", async () => {
    const one = await world();
    const { context, session } = one;
    context.state.setState({ activeConnectionId: null, session: { status: "none" } });
    await crashUntilGivenUp(one);
    expect(context.state.getState().notices).toMatchObject([{ id: "local-service-stopped", tone: "warning" }]);
    expect(session()).toEqual({ status: "none" });
  });

  test("five crashes spread over more time are five times one crash", async () => {
    const { localService, clock, failureCode, settle } = await world();
    for (let crash = 0; crash < 12; crash++) {
      localService.end();
      clock.pass(1000 * 2 ** 3);
      await settle();
      expect(failureCode()).toBe("signed-in");
      clock.pass(90_000);
    }
  });
});

describe("a database that was set aside", () => {
  const name = "keyrack.damaged-2026-11-23T08-15-00Z.sqlite";
  const fresh = { ...sampleSession, account: { ...sampleSession.account, id: "acc_new" } };

  /** The service comes back with an empty database and another account; the old token is unknown there. */
  async function begunAnew({ kept }: { kept: boolean }) {
    const one = await world();
    const { context, localService, server, launch, clock, settle } = one;
    const connectionId = context.state.getState().activeConnectionId ?? "";
    if (kept) await keepKey(context, { connectionId, apiKey: sampleKey(), value: "krk_9fK2_key_1_x7Qd" });
    launch.mockResolvedValueOnce(succeeded({ origin: "http://127.0.0.1:4100", setAside: name }));
    server.keys = [];
    server.token = "krs_new";
    vi.spyOn(server, "readSession").mockImplementation(async (token) =>
      token === server.token ? succeeded(fresh) : failed("session-expired"),
    );
    vi.spyOn(localService, "openSession").mockResolvedValue(succeeded({ token: server.token, session: fresh }));
    localService.end();
    clock.pass(1000);
    await settle();
    return { ...one, connectionId };
  }

  test("is told with its name, once", async () => {
    const { context, failureCode } = await begunAnew({ kept: false });
    expect(failureCode()).toBe("signed-in");
    expect(context.state.getState().notices).toEqual([
      {
        id: `database-${name}`,
        tone: "warning",
        message: `The Local workspace's database was damaged. It was set aside as ${name}, and a new one was begun. Keys in the old one no longer work.`,
      },
    ]);
    expect(context.state.getState().keys.active).toEqual([]);
  });

  test("keeps the values of its keys on this computer, says so, and they are the old ones again when it is put back", async () => {
    const { context, secretStore, server, localService, clock, settle } = await begunAnew({ kept: true });
    const kept = () => context.state.getState().kept.map(({ keyId }) => keyId);
    const values = () => [...secretStore.entries.keys()].filter((account) => account.startsWith("key:"));
    expect(context.state.getState().notices).toMatchObject([
      { message: expect.stringMatching(/Their values stay on this computer until you forget them in Settings\.$/) },
    ]);
    await refreshKeys(context);
    expect([kept(), values().length]).toEqual([["key_1"], 1]);

    // The old database, mended: its account again, in which the key was revoked meanwhile. Now it is of no use.
    vi.mocked(server.readSession).mockRestore();
    vi.mocked(localService.openSession).mockRestore();
    localService.end();
    clock.pass(2000);
    await settle();
    expect([kept(), values()]).toEqual([[], []]);
  });
});
