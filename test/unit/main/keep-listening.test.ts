/** Listening to a server's events, on a clock that moves only when told to. */
import { describe, expect, test, vi } from "vitest";
import { failed, failure } from "../../../src-main/failures.ts";
import { activateConnection } from "../../../src-main/use-cases/activate-connection.ts";
import { connect } from "../../../src-main/use-cases/connect.ts";
import { keepListening } from "../../../src-main/use-cases/keep-listening.ts";
import { refreshKeys } from "../../../src-main/use-cases/list-keys.ts";
import { signOut } from "../../../src-main/use-cases/sign-out.ts";
import { keyrackCapabilities } from "../../support/capabilities.ts";
import { sampleKey } from "../../support/fake-ports.ts";
import { production, rightAt, staging, worldOfServers } from "../../support/two-servers.ts";

const idle = () => new Promise((resolve) => setImmediate(resolve));

async function listening({ capabilities = keyrackCapabilities("events") } = {}) {
  const world = worldOfServers();
  const { context, at } = world;
  const server = at(production);
  server.capabilities = capabilities;
  server.keys = [sampleKey()];
  const stop = keepListening(context, () => 1);
  await connect(context, rightAt(production));
  await idle();
  const live = () => context.state.getState().network.live;
  const stream = () => {
    const last = server.streams.at(-1);
    if (!last) throw new Error("Nobody listens.");
    return last;
  };
  const lists = () => server.calls.filter((call) => call === "listKeys active").length;
  return { ...world, server, stop, live, stream, lists };
}

describe("listening", () => {
  test("begins once somebody is signed in, and reads what changed before", async () => {
    const { server, live, stream, lists } = await listening();
    expect([server.streams.length, stream().open, stream().after, live()]).toEqual([1, true, null, true]);
    // One for the sign-in, one for what happened between it and the stream.
    expect(lists()).toBe(2);
  });

  test("not where the server tells nothing", async () => {
    const { server, live } = await listening({ capabilities: keyrackCapabilities() });
    expect([server.streams.length, live()]).toEqual([0, false]);
  });

  test("a revocation by somebody else is on screen at once", async () => {
    const { server, stream, context, clock } = await listening();
    Object.assign(server.keys[0] ?? {}, { status: "revoked", revokedAt: "2026-11-23T10:00:00.000Z" });
    stream().onEvent({ type: "key.revoked" }, "evt_7");
    await vi.waitFor(() => expect(context.state.getState().revoked.rows).toHaveLength(1));
    expect(context.state.getState().keys.active).toEqual([]);
    clock.pass(0);
  });

  test("many events in one breath are two readings, not many", async () => {
    const { stream, lists } = await listening();
    const before = lists();
    for (let event = 0; event < 50; event++) stream().onEvent({ type: "key.generated" }, `evt_${event}`);
    await idle();
    expect(lists() - before).toBe(2);
  });

  test("`ready` only says where the stream stands", async () => {
    const { stream, lists, clock, server } = await listening();
    const before = lists();
    stream().onEvent({ type: "ready" }, "evt_40");
    await idle();
    expect(lists()).toBe(before);
    stream().end();
    await idle();
    clock.pass(1_000);
    expect(server.streams.at(-1)?.after).toBe("evt_40");
    // What was missed is told by the server, so the list need not be read.
    await idle();
    expect(lists()).toBe(before);
  });

  test("`ready` elsewhere than where the last stream ended: this server does not tell what happened since, so the list is read", async () => {
    const { stream, lists, clock } = await listening();
    stream().onEvent({ type: "ready" }, "evt_40");
    stream().end();
    await idle();
    clock.pass(4_000);
    const before = lists();
    stream().onEvent({ type: "ready" }, "evt_40");
    await idle();
    expect(lists()).toBe(before);
    stream().end();
    await idle();
    clock.pass(4_000);
    stream().onEvent({ type: "ready" }, "evt_95");
    await idle();
    expect(lists()).toBe(before + 1);
  });

  test("somebody is at work with a script: the list is read now and then, and at the end", async () => {
    const { stream, lists, clock } = await listening();
    clock.pass(60_000);
    const before = lists();
    for (let event = 0; event < 300; event++) {
      stream().onEvent({ type: "key.generated" }, `evt_${event}`);
      await idle();
    }
    expect(lists() - before).toBe(4);
    clock.pass(3_000);
    await idle();
    expect(lists() - before).toBe(5);
    clock.pass(60_000);
    await idle();
    expect(lists() - before).toBe(5);
  });

  test("what had to wait for its turn is not read once nobody is signed in", async () => {
    const { context, stream, lists, clock } = await listening();
    for (let event = 0; event < 9; event++) {
      stream().onEvent({ type: "key.generated" }, `evt_${event}`);
      await idle();
    }
    await signOut(context, { forgetKept: true });
    await idle();
    const before = lists();
    clock.pass(60_000);
    await idle();
    expect(lists()).toBe(before);
    expect(context.state.getState().keys.status).toBe("idle");
  });

  test("`reset` reads the list and goes on from there", async () => {
    const { stream, lists, clock, server } = await listening();
    const before = lists();
    stream().onEvent({ type: "key.renamed" }, "evt_1");
    stream().onEvent({ type: "reset" }, null);
    await idle();
    expect(lists()).toBeGreaterThan(before);
    stream().end();
    await idle();
    clock.pass(1_000);
    expect(server.streams.at(-1)?.after).toBeNull();
  });

  test("the audit trail on screen grows along", async () => {
    const { server, stream, context } = await listening({ capabilities: keyrackCapabilities("events", "audit") });
    stream().onEvent({ type: "key.renamed" }, "evt_1");
    await idle();
    expect(server.calls).not.toContain("readAudit");
    context.state.setState(({ activity }) => ({ activity: { ...activity, status: "ready" } }));
    stream().onEvent({ type: "key.renamed" }, "evt_2");
    await vi.waitFor(() => expect(server.calls).toContain("readAudit"));
  });
});

describe("a stream that ends", () => {
  test("is followed by another, sooner first, later at most once a minute", async () => {
    const { server, stream, live, clock } = await listening();
    for (const seconds of [1, 2, 4, 8, 16, 32, 60, 60]) {
      const count = server.streams.length;
      stream().end(failed("connection-lost"));
      await idle();
      expect(live()).toBe(false);
      clock.pass(seconds * 1000 - 1);
      expect(server.streams).toHaveLength(count);
      clock.pass(1);
      await idle();
      expect([server.streams.length, live()]).toEqual([count + 1, true]);
    }
  });

  test("after a good while: at once again", async () => {
    const { server, stream, clock } = await listening();
    for (const _ of [1, 2, 3]) {
      clock.pass(60_000);
      stream().end();
      await idle();
      const count = server.streams.length;
      clock.pass(1_000);
      expect(server.streams).toHaveLength(count + 1);
    }
  });

  test("because there are too many: not before the server likes", async () => {
    const { server, stream, clock } = await listening();
    stream().end({ ok: false, failure: failure("rate-limited", { retryAfterSeconds: 15 }) });
    await idle();
    clock.pass(15_000);
    expect(server.streams).toHaveLength(1);
    clock.pass(1_000);
    expect(server.streams).toHaveLength(2);
  });

  test("that is not to be had, whatever the session says: asked for again in a minute at most, without reading the list", async () => {
    const { server, stream, clock, lists } = await listening();
    stream().end(failed("connection-lost"));
    await idle();
    server.fail("not-an-api");
    clock.pass(1_000);
    await idle();
    const [reads, asked] = [lists(), server.calls.filter((call) => call === "listen").length];
    clock.pass(59_999);
    expect([lists(), server.calls.filter((call) => call === "listen").length]).toEqual([reads, asked]);
    clock.pass(1);
    expect(server.calls.filter((call) => call === "listen")).toHaveLength(asked + 1);
  });

  test("because the server can do nothing with the event to go on after: it begins anew", async () => {
    const { server, stream, clock } = await listening();
    stream().onEvent({ type: "ready" }, "evt_of_another_server");
    stream().end();
    await idle();
    server.fail("protocol");
    clock.pass(1_000);
    await idle();
    clock.pass(60_000);
    await idle();
    expect(stream()).toMatchObject({ open: true, after: null });
  });

  test("that cannot be had again, because the server is gone: offline is found out in the usual way", async () => {
    const { server, stream, context, clock } = await listening();
    stream().end(failed("connection-lost"));
    await idle();
    for (let calls = 0; calls < 4; calls++) server.fail("connection-refused");
    clock.pass(1_000);
    await vi.waitFor(() => expect(context.state.getState().network).toMatchObject({ status: "offline", live: false }));
    server.failNext = [];
    const count = server.streams.length;
    clock.pass(600_000);
    expect(server.streams).toHaveLength(count);
    await refreshKeys(context);
    await idle();
    expect(server.streams).toHaveLength(count + 1);
  });

  test("because the session has: that is found out too", async () => {
    const { server, stream, context, clock } = await listening();
    server.token = "krs_another";
    stream().onEvent({ type: "session.closed" }, "evt_9");
    await vi.waitFor(() => expect(context.state.getState().session).toEqual({ status: "signed-out", reason: "ended" }));
    await idle();
    expect(stream().open).toBe(false);
    const count = server.streams.length;
    clock.pass(600_000);
    expect(server.streams).toHaveLength(count);
  });
});

describe("nobody listens any more", () => {
  test("after signing out, of one's own accord", async () => {
    const { context, stream, live } = await listening();
    await signOut(context, { forgetKept: true });
    await idle();
    expect([stream().open, live()]).toEqual([false, false]);
    expect(context.state.getState().session).toEqual({ status: "signed-out", reason: "by-choice" });
  });

  test("to the server before, after a switch; and to the other from its own beginning", async () => {
    const { context, at, stream, connectionAt, live } = await listening();
    stream().onEvent({ type: "ready" }, "evt_of_production");
    const first = stream();
    at(staging).capabilities = keyrackCapabilities("events");
    await connect(context, rightAt(staging));
    await idle();
    expect([first.open, at(staging).streams.length, at(staging).streams[0]?.after, live()]).toEqual([
      false,
      1,
      null,
      true,
    ]);
    // Events that are still on their way say nothing about the other server.
    const reads = at(staging).calls.length;
    first.onEvent({ type: "key.revoked" }, "evt_late");
    await idle();
    expect(at(staging).calls).toHaveLength(reads);
    await activateConnection(context, { connectionId: connectionAt(production).id });
    await vi.waitFor(() => expect(stream()).not.toBe(first));
    expect(stream().after).toBeNull();
  });

  test("after stopping", async () => {
    const { stop, server, stream, clock } = await listening();
    stop();
    expect(stream().open).toBe(false);
    clock.pass(600_000);
    expect(server.streams).toHaveLength(1);
  });
});
