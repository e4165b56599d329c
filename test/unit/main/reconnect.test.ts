/** Reconnecting by itself, on a clock that moves only when told to. */
import { describe, expect, test, vi } from "vitest";
import { failure } from "../../../src-main/failures.ts";
import { connect } from "../../../src-main/use-cases/connect.ts";
import { refreshKeys } from "../../../src-main/use-cases/list-keys.ts";
import { keepReconnecting, waitBefore } from "../../../src-main/use-cases/reconnect.ts";
import { restoreSession } from "../../../src-main/use-cases/restore-session.ts";
import { fakeWorld, sampleKey } from "../../support/fake-ports.ts";

async function signedIn() {
  const world = fakeWorld();
  world.server.keys = [sampleKey()];
  await connect(world.context, { address: "https://api.example.com", email: "ada@example.com", password: "right" });
  const reconnection = keepReconnecting(world.context, () => 1);
  world.server.calls = [];
  return { ...world, reconnection };
}

const settled = (context: Awaited<ReturnType<typeof signedIn>>["context"], status: "online" | "offline") =>
  vi.waitFor(() => expect(context.state.getState().network.status).toBe(status));

test.each([
  [0, 0, 500],
  [0, 1, 1_000],
  [3, 1, 8_000],
  [6, 1, 60_000],
  [40, 0, 30_000],
  [40, 1, 60_000],
])("before try %i, with chance %i: %i ms", (attempt, random, ms) => expect(waitBefore(attempt, random)).toBe(ms));

describe("while the server is out of reach", () => {
  test("tries after one second, then two, then four, until it answers", async () => {
    const { context, server, clock } = await signedIn();
    for (let failures = 0; failures < 8; failures++) server.fail("connection-refused");
    await refreshKeys(context);
    await settled(context, "offline");
    for (const seconds of [1, 2, 4]) {
      const before = server.calls.length;
      clock.pass(seconds * 1000 - 1);
      expect(server.calls).toHaveLength(before);
      clock.pass(1);
      await vi.waitFor(() => expect(context.state.getState().keys.status).toBe("failed"));
      await vi.waitFor(() => expect(server.calls).toHaveLength(before + 2));
      await new Promise((resolve) => setImmediate(resolve));
    }
    clock.pass(8_000);
    await settled(context, "online");
    expect(context.state.getState().keys.status).toBe("ready");
    const answered = server.calls.length;
    clock.pass(600_000);
    expect(server.calls).toHaveLength(answered);
  });

  test("tries at once when there is reason to hope", async () => {
    const { context, server, reconnection } = await signedIn();
    server.fail("timeout");
    await refreshKeys(context);
    reconnection.tryNow();
    await settled(context, "online");
  });

  test("takes the session up again, without a flicker", async () => {
    const { context, server, clock } = await signedIn();
    server.fail("connection-lost");
    await restoreSession(context);
    const seen = new Set<string>();
    context.state.subscribe(({ session }) => seen.add(session.status));
    server.fail("connection-lost");
    clock.pass(1_000);
    await vi.waitFor(() => expect(server.failNext).toEqual([]));
    await new Promise((resolve) => setImmediate(resolve));
    clock.pass(2_000);
    await vi.waitFor(() => expect(context.state.getState().session.status).toBe("signed-in"));
    expect([...seen]).not.toContain("restoring");
  });
});

describe("when the next try is", () => {
  const nextTryAt = (context: Awaited<ReturnType<typeof signedIn>>["context"]) =>
    context.state.getState().network.nextTryAt;

  test("is in the state while offline, null while trying and once online again", async () => {
    const { context, server, clock } = await signedIn();
    server.fail("connection-refused");
    await refreshKeys(context);
    expect(nextTryAt(context)).toBe("2026-11-23T10:00:01.000Z");
    let seen: string | null | undefined;
    server.beforeList = () => {
      seen = nextTryAt(context);
    };
    clock.pass(1_000);
    await settled(context, "online");
    expect(seen).toBeNull();
    expect(nextTryAt(context)).toBeNull();
  });

  test("at the start too, when the session could not be checked", async () => {
    const { context, server } = await signedIn();
    server.fail("unknown-host");
    await restoreSession(context);
    expect(context.state.getState().session.status).toBe("unreachable");
    expect(nextTryAt(context)).toBe("2026-11-23T10:00:01.000Z");
  });

  test("a switch of connection calls it off", async () => {
    const { context, server, clock } = await signedIn();
    server.fail("timeout");
    await refreshKeys(context);
    await connect(context, { address: "https://other.example.com", email: "a@example.com", password: "right" });
    expect(nextTryAt(context)).toBeNull();
    server.calls = [];
    clock.pass(600_000);
    expect(server.calls).toEqual([]);
  });

  test("there is none while the proxy wants other credentials; coming back to the window tries all the same", async () => {
    const { context, server, clock, reconnection } = await signedIn();
    server.fail("proxy-credentials");
    await refreshKeys(context);
    expect(context.state.getState().network.status).toBe("offline");
    expect(nextTryAt(context)).toBeNull();
    const { length } = server.calls;
    clock.pass(600_000);
    expect(server.calls).toHaveLength(length);
    expect(reconnection.tryNow()).toBe(true);
    await settled(context, "online");
  });
});

describe("a server that answers, but not with the list", () => {
  test("429: not before it allows, whatever gives reason to hope, and a little later than that", async () => {
    const { context, server, clock, reconnection } = await signedIn();
    server.failNext.push(failure("rate-limited", { retryAfterSeconds: 42 }));
    await refreshKeys(context);
    const { network, keys } = context.state.getState();
    expect(network).toMatchObject({ status: "online", nextTryAt: "2026-11-23T10:00:43.000Z" });
    expect(keys).toMatchObject({ status: "failed", failure: { code: "rate-limited" } });
    const { length } = server.calls;
    clock.pass(41_999);
    expect(reconnection.tryNow(), "something is missing").toBe(true);
    expect(server.calls).toHaveLength(length);
    clock.pass(1);
    reconnection.tryNow();
    await vi.waitFor(() => expect(context.state.getState().keys.status).toBe("ready"));
    expect(context.state.getState().network.nextTryAt).toBeNull();
  });

  test("429 again to a person who pressed Retry: the new pause counts", async () => {
    const { context, server, clock } = await signedIn();
    server.failNext.push(failure("rate-limited", { retryAfterSeconds: 10 }));
    await refreshKeys(context);
    clock.pass(5_000);
    server.failNext.push(failure("rate-limited", { retryAfterSeconds: 60 }));
    await refreshKeys(context);
    expect(context.state.getState().network.nextTryAt).toBe("2026-11-23T10:01:06.000Z");
  });

  test("429 at the start: the session is asked for when the server allows", async () => {
    const { context, server, clock } = await signedIn();
    server.failNext.push(failure("rate-limited", { retryAfterSeconds: 42 }));
    await restoreSession(context);
    expect(context.state.getState()).toMatchObject({
      session: { status: "unreachable" },
      network: { nextTryAt: "2026-11-23T10:00:43.000Z" },
    });
    clock.pass(43_000);
    await vi.waitFor(() => expect(context.state.getState().session.status).toBe("signed-in"));
  });

  test("500: asked again by itself, with more patience than a network", async () => {
    const { context, server, clock } = await signedIn();
    server.fail("server-error");
    await refreshKeys(context);
    expect(context.state.getState().network).toMatchObject({
      status: "online",
      nextTryAt: "2026-11-23T10:00:08.000Z",
    });
    clock.pass(8_000);
    await vi.waitFor(() => expect(context.state.getState().keys).toMatchObject({ status: "ready", failure: null }));
    expect(context.state.getState().network.nextTryAt).toBeNull();
  });

  test("an answer that no waiting mends is not asked for again by itself", async () => {
    const { context, server, reconnection } = await signedIn();
    server.fail("not-an-api");
    await refreshKeys(context);
    expect(context.state.getState().network.nextTryAt).toBeNull();
    expect(reconnection.tryNow()).toBe(false);
  });
});

test("nothing is tried while all is well, signed out, or after stop", async () => {
  const { context, server, clock, reconnection } = await signedIn();
  clock.pass(600_000);
  reconnection.tryNow();
  expect(server.calls).toEqual([]);
  reconnection.stop();
  server.fail("timeout");
  await refreshKeys(context);
  const { length } = server.calls;
  clock.pass(600_000);
  expect(server.calls).toHaveLength(length);
});
