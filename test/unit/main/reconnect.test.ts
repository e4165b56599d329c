/** Reconnecting by itself, on a clock that moves only when told to. */
import { describe, expect, test, vi } from "vitest";
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
