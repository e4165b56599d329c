/** Live events: told within a second whoever wrote them, ended with the session or the service, and never piling up. */
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { connect } from "node:net";
import type { Readable } from "node:stream";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { LiveEvents, type LiveEventsParts } from "../../../src-main/local-service/http/live-events.ts";
import { Api } from "../../conformance/api.ts";
import { EventStream } from "../../conformance/event-stream.ts";
import { CreatedKey, problem, RotatedKey, shaped } from "../../conformance/shapes.ts";
import { startLocalService } from "../../support/local-service.ts";

/** Told at the latest after a second; the rest is for a busy machine. */
const soonMs = 2500;
/** Requests under way get 3 s to finish; what takes less has not waited for them, also on a busy machine. */
const atOnceMs = 2500;

describe("the streams of a service", () => {
  let now: number;
  let running: Awaited<ReturnType<typeof startLocalService>>;
  let api: Api;
  let token: string;
  const open: EventStream[] = [];

  beforeEach(async () => {
    now = Date.parse("2026-03-03T14:00:00.000Z");
    running = await startLocalService({ now: () => now });
    api = new Api(running.origin);
    token = (await running.service.openWorkspaceSession()).token;
  });
  afterEach(async () => {
    for (const stream of open.splice(0)) await stream.close();
    await running.close();
  });

  async function listen(as = token, lastEventId?: string): Promise<EventStream> {
    const stream = await EventStream.open(running.origin, as, lastEventId);
    if (!(stream instanceof EventStream)) throw new Error(`answered ${stream.status}`);
    open.push(stream);
    await stream.find(({ type }) => type === "ready" || type === "reset", "the beginning");
    return stream;
  }
  async function create(of = api) {
    const headers = { "Idempotency-Key": randomUUID() };
    return shaped(
      await of.send({ method: "POST", path: "/admin/api-keys", token, headers, body: {} }),
      201,
      CreatedKey,
    );
  }

  test("what another process writes to the same database is told within a second", async () => {
    const other = await startLocalService({ dataDir: running.dataDir, now: () => now });
    const stream = await listen();
    const { apiKey } = await create(new Api(other.origin));
    const madeAt = Date.now();
    const { cameAt } = await stream.findAbout("key.generated", apiKey.id);
    expect(cameAt - madeAt).toBeLessThan(soonMs);
    await other.close();
  });

  test("the end of a grace period is told when the clock says so", async () => {
    const { apiKey } = await create();
    const path = `/admin/api-keys/${apiKey.id}/rotate`;
    const headers = { "Idempotency-Key": randomUUID() };
    const answer = await api.send({ method: "POST", path, token, headers, body: { graceSeconds: 60 } });
    const { key } = shaped(answer, 201, RotatedKey);
    const stream = await listen();
    await api.send({ path: "/keys/self", key });
    await stream.find(({ type }) => type === "key.first-used", "the first use");
    now += 60_000;
    const { event } = await stream.findAbout("key.revoked", apiKey.id);
    expect(event).toMatchObject({ at: "2026-03-03T14:01:00.000Z", details: { reason: "rotated" } });
  });

  test("a session that expires takes its streams with it, and others stay", async () => {
    const stream = await listen();
    now += 29 * 86_400_000;
    const later = (await running.service.openWorkspaceSession()).token;
    const other = await listen(later);
    now += 86_400_000;
    expect(await stream.ends()).toBe(true);
    token = later;
    const { apiKey } = await create();
    await other.findAbout("key.generated", apiKey.id);
  });

  test("a fifth stream of a session is 429; another session has its own four; a closed one makes room", async () => {
    const [first] = [await listen(), await listen(), await listen(), await listen()];
    const fifth = await EventStream.open(running.origin, token);
    if (fifth instanceof EventStream) throw new Error("a fifth stream was opened");
    problem(fifth, 429, "rate-limited");
    expect(fifth.headers.get("retry-after")).toBe("15");
    await listen((await running.service.openWorkspaceSession()).token);
    await first?.close();
    // The service hears of it a moment later.
    await vi.waitFor(async () => void (await listen()), { timeout: 5000 });
  });

  test("closing the service ends the streams at once and does not wait for them", async () => {
    const stream = await listen();
    const startedAt = Date.now();
    await running.service.close();
    expect(await stream.ends()).toBe(true);
    expect(Date.now() - startedAt).toBeLessThan(atOnceMs);
    running = await startLocalService();
  });

  test("a listener that hangs up without reading keeps nothing from closing", async () => {
    const stop = new AbortController();
    const headers = { Authorization: `Bearer ${token}` };
    await fetch(`${running.origin}/api/v1/admin/events`, { headers, signal: stop.signal });
    await create();
    const startedAt = Date.now();
    await running.service.close();
    expect(Date.now() - startedAt).toBeLessThan(atOnceMs);
    stop.abort();
    running = await startLocalService();
  });

  test("a connection that was opened ahead of need, as clients do after hanging up, keeps nothing from closing", async () => {
    const { hostname, port } = new URL(running.origin);
    const socket = connect({ host: hostname, port: Number(port) });
    await once(socket, "connect");
    const ended = once(socket, "close");
    socket.resume();
    const hungUp = await listen();
    await hungUp.close();
    const startedAt = Date.now();
    await running.service.close();
    await ended;
    expect(Date.now() - startedAt).toBeLessThan(atOnceMs);
    running = await startLocalService();
  });

  test("HEAD gets the headers and opens no stream", async () => {
    const address = `${running.origin}/api/v1/admin/events`;
    for (let count = 0; count < 6; count += 1) {
      const answer = await fetch(address, { method: "HEAD", headers: { Authorization: `Bearer ${token}` } });
      expect(answer.status).toBe(200);
      expect(answer.headers.get("content-type")).toBe("text/event-stream");
      expect(answer.headers.get("cache-control")).toBe("no-store");
      expect(await answer.text()).toBe("");
    }
    await listen();
  });

  test("a stream counts as one request, however much it is told", async () => {
    const strict = await startLocalService({ requestsPerMinute: 5, now: () => now });
    const own = (await strict.service.openWorkspaceSession()).token;
    // Sessions of one account that end at the same moment are counted as one.
    now += 1;
    const other = (await strict.service.openWorkspaceSession()).token;
    const stream = await EventStream.open(strict.origin, own);
    if (!(stream instanceof EventStream)) throw new Error("no stream");
    const asks = new Api(strict.origin);
    for (let count = 0; count < 4; count += 1) {
      expect((await asks.send({ path: "/admin/session", token: own, takeLimit: true })).status).toBe(200);
    }
    expect((await asks.send({ path: "/admin/session", token: own, takeLimit: true })).status).toBe(429);
    await asks.send({ method: "DELETE", path: "/admin/session", token: other });
    await stream.find(({ type }) => type === "session.closed", "the other session's end");
    await stream.close();
    await strict.close();
  });
});

describe("the hub", () => {
  let ids: number[];
  let faults: string[];
  let parts: LiveEventsParts;
  let hub: LiveEvents;
  let settled: number;

  beforeEach(() => {
    vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] });
    ids = [1];
    faults = [];
    settled = 0;
    const event = (id: number, text = "") => ({
      id: String(id),
      at: "2026-03-03T14:00:00.000Z",
      type: "key.renamed" as const,
      actor: null,
      address: null,
      apiKey: null,
      details: { to: text },
    });
    parts = {
      audit: {
        newest: () => ids.at(-1) ?? 0,
        after: (id) =>
          ids.includes(id) ? ids.filter((one) => one > id).map((one) => event(one, "x".repeat(1000))) : null,
      },
      sessions: { find: () => ({ account: { id: "a", name: "A", email: "e" }, expiresAt: 0 }) },
      keys: {
        settle: () => {
          settled += 1;
        },
      },
      onFault: (summary) => faults.push(summary),
    };
    hub = new LiveEvents(parts);
  });
  afterEach(() => {
    hub.close();
    vi.useRealTimers();
  });

  function opened(token = "t", lastEventId: string | null = null): Readable {
    const stream = hub.open(token, lastEventId);
    if (!stream) throw new Error("no stream");
    return stream;
  }
  const read = (stream: Readable) => String(stream.read() ?? "");

  test("a comment comes every 15 seconds, and nothing else while nothing happens", () => {
    const stream = opened();
    expect(read(stream)).toBe("retry: 1000\nid: 1\nevent: ready\ndata: {}\n\n");
    vi.advanceTimersByTime(14_999);
    expect(read(stream)).toBe("");
    vi.advanceTimersByTime(1);
    expect(read(stream)).toBe(": still here\n\n");
    vi.advanceTimersByTime(15_000);
    expect(read(stream)).toBe(": still here\n\n");
    expect(settled).toBe(30);
  });

  test("an event is told after a second at the latest, once to each, in the form of server-sent events", () => {
    const streams = [opened(), opened("another")];
    for (const stream of streams) read(stream);
    ids.push(2, 3);
    vi.advanceTimersByTime(1000);
    for (const stream of streams) {
      const lines = read(stream).split("\n");
      expect(lines.filter((line) => !line.startsWith("data: "))).toEqual([
        "id: 2",
        "event: key.renamed",
        "",
        "id: 3",
        "event: key.renamed",
        "",
        "",
      ]);
    }
    vi.advanceTimersByTime(5000);
    expect(streams.map(read)).toEqual(["", ""]);
  });

  test("somebody who opens in between neither misses nor repeats anything, nor do those who listen already", () => {
    const early = opened();
    read(early);
    ids.push(2);
    const late = opened("late", "1");
    vi.advanceTimersByTime(3000);
    expect(read(early).match(/^id: \d+$/gm)).toEqual(["id: 2"]);
    expect(read(late).match(/^id: \d+$/gm)).toEqual(["id: 1", "id: 2"]);
  });

  test("what cannot be told any more is a reset, at the beginning and later", () => {
    expect(read(opened("t", "77"))).toBe("retry: 1000\nid: 1\nevent: reset\ndata: {}\n\n");
    expect(read(opened("t", "no number"))).toContain("event: reset");
    const stream = opened();
    read(stream);
    ids = [5, 6];
    vi.advanceTimersByTime(1000);
    expect(read(stream)).toBe("id: 6\nevent: reset\ndata: {}\n\n");
  });

  test("a listener that does not read is cut off before it fills the memory; others go on", () => {
    const [idle, busy] = [opened(), opened()];
    const cut = vi.fn();
    idle.once("close", cut);
    let most = 0;
    for (let round = 1; round <= 300 && !idle.destroyed; round += 1) {
      for (let one = 0; one < 50; one += 1) ids.push(round * 1000 + one);
      vi.advanceTimersByTime(1000);
      read(busy);
      most = Math.max(most, idle.readableLength);
    }
    expect(idle.destroyed).toBe(true);
    expect(most).toBeLessThan(1.2 * 1024 * 1024);
    ids.push(999_999);
    vi.advanceTimersByTime(1000);
    expect(read(busy)).toContain("id: 999999");
  });

  test("a stream lasts an hour: whoever is there goes on in another, and the dead take no place for ever", async () => {
    const dead = [opened("t"), opened("t"), opened("t"), opened("t")];
    vi.advanceTimersByTime(1_800_000);
    const alive = opened("another");
    expect(hub.open("t", null)).toBeNull();
    vi.advanceTimersByTime(1_799_000);
    expect(hub.open("t", null)).toBeNull();
    vi.advanceTimersByTime(1_000);
    expect(hub.open("t", null)).not.toBeNull();
    for (const stream of dead) {
      read(stream);
      expect(stream.read()).toBeNull();
      await vi.waitFor(() => expect(stream.readableEnded).toBe(true));
    }
    // Each has an hour of its own.
    read(alive);
    ids.push(2);
    vi.advanceTimersByTime(1_000);
    expect(read(alive)).toContain("id: 2");
  });

  test("a fault while looking is told and does not end it", () => {
    const stream = opened();
    read(stream);
    const { settle } = parts.keys;
    Object.assign(parts.keys, {
      settle: () => {
        throw new RangeError("krk_secret");
      },
    });
    vi.advanceTimersByTime(1000);
    expect(faults).toEqual(["RangeError while looking for events"]);
    Object.assign(parts.keys, { settle });
    ids.push(2);
    vi.advanceTimersByTime(1000);
    expect(read(stream)).toContain("id: 2");
  });

  test("nothing ticks while nobody listens", async () => {
    const stream = opened();
    expect(vi.getTimerCount()).toBe(1);
    stream.destroy();
    await vi.waitFor(() => expect(vi.getTimerCount()).toBe(0));
    hub.close();
    const afterwards = opened();
    expect(vi.getTimerCount()).toBe(0);
    expect(read(afterwards)).toContain("event: ready");
    expect(afterwards.readableEnded || afterwards.read() === null).toBe(true);
  });
});
