/** Whatever becomes of the stream of events, nobody is disturbed by it, and once it can be had again what others do appears by itself. */
import { describe, expect, test, vi } from "vitest";
import { FakeClock } from "../support/fake-ports.ts";
import type { Misbehaviour } from "../support/fault-proxy.ts";
import { answer, type Behaviour, garbage, hang, hangUp, json, problem, reset } from "../support/fault-server.ts";
import { impatient } from "../support/headless.ts";
import { startWorld, type World } from "../support/headless-world.ts";
import { htmlPage, redirect } from "../support/misbehaviours.ts";

const events = { method: "GET", path: /\/admin\/events$/ };
const patient = { timeout: 15_000, interval: 10 };

const head = (more = "") =>
  `HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\n${more}transfer-encoding: chunked\r\n\r\n`;
const chunk = (text: string) => `${Buffer.byteLength(text).toString(16)}\r\n${text}\r\n`;
const begin = "id: 7\nevent: ready\ndata: {}\n\n";

/** Writes `text` and then does nothing more, or `then`. */
function says(text: string, then: "nothing" | "end" | "reset" = "nothing"): Behaviour {
  return (socket) => {
    socket.write(text, () => {
      if (then === "end") socket.end();
      if (then === "reset") socket.resetAndDestroy();
    });
  };
}

const faults: Record<string, Behaviour | Misbehaviour> = {
  "reset before an answer": reset,
  "closed before an answer": hangUp,
  "no answer": hang,
  "bytes that are no HTTP": garbage,
  "a page for people": htmlPage(),
  "JSON in its place": json(200, { hello: "world" }),
  "a redirect": redirect(307, "http://127.0.0.1:9/"),
  "answered 403": problem(403, "forbidden"),
  "answered 404": problem(404, "not-found"),
  "answered 401, which no other request is": problem(401, "session-expired"),
  "answered 429 with a wait": problem(429, "rate-limited", {}, { "retry-after": "90" }),
  "answered 500": answer(500, {}),
  "answered 503 with a wait": answer(503, { "retry-after": "30" }),
  "headers and nothing more: a proxy holds the rest back": says(head()),
  "compressed although nobody asked": says(`${head("content-encoding: gzip\r\n")}${chunk("x")}`, "end"),
  "ends as it begins": says(`${head()}0\r\n\r\n`, "end"),
  "begins, and falls silent": says(head() + chunk(begin)),
  "begins, and is reset": says(head() + chunk(begin), "reset"),
  "is cut in the middle of a piece": says(`${head()}${chunk(begin)}40\r\nevent: key.re`, "reset"),
  "an event without end": says(head() + chunk(`data: ${"x".repeat(300_000)}`)),
  "an event that is none": says(head() + chunk("id: \u0000\nevent: \u202e\ndata: [[[\n\n"), "end"),
};

async function listeningWorld() {
  const clock = new FakeClock();
  const transport = { ...impatient, silenceTimeoutMs: 600 };
  const world = await startWorld({ headless: { clock, transport, listening: true, reconnecting: true } });
  return { world, clock };
}

const asked = ({ proxy }: World) => proxy.requests.filter(({ path }) => events.path.test(path)).length;
const onScreen = ({ app }: World) => app.state().keys.active.map(({ name }) => name);

/** Lets time pass until `expectation` holds. */
async function inTime(clock: FakeClock, expectation: () => void): Promise<void> {
  await vi.waitFor(() => {
    clock.pass(1_000);
    expectation();
  }, patient);
}

describe.concurrent("the stream of events", () => {
  test.each(Object.keys(faults))("%s", async (name) => {
    const { world, clock } = await listeningWorld();
    try {
      const fault = faults[name];
      if (!fault) throw new Error(`No fault is called ${name}.`);
      world.proxy.add({ ...events, behave: fault });
      await world.signIn();
      // It is asked for, and asked for again.
      await inTime(clock, () => expect(asked(world)).toBeGreaterThan(1));
      await vi.waitFor(() => expect(world.app.state().keys.status).toBe("ready"), patient);
      expect(world.app.state()).toMatchObject({
        session: { status: "signed-in" },
        network: { status: "online", failure: null },
        notices: [],
        lostKey: null,
      });
      await world.admin.create("While it was broken");
      expect(await world.app.ask("keys:refresh", {})).toMatchObject({ ok: true });
      expect(onScreen(world)).toEqual(["While it was broken"]);

      await world.proxy.heal();
      await inTime(clock, () => expect(world.app.state().network.live).toBe(true));
      await world.admin.create("Afterwards");
      await inTime(clock, () => expect(onScreen(world)).toEqual(["Afterwards", "While it was broken"]));
      expect(world.app.state().session.status).toBe("signed-in");
    } finally {
      await world.close();
    }
  });

  test("goes on where it ended, once the server can be reached again", async () => {
    const { world, clock } = await listeningWorld();
    try {
      await world.signIn();
      await inTime(clock, () => expect(world.app.state().network.live).toBe(true));
      await world.proxy.refuse();
      const { apiKey } = await world.admin.create("Made while it was away");
      await world.admin.rotate(apiKey.id, 60);
      await world.proxy.heal();
      await inTime(clock, () => expect(world.app.state().keys.retiring.map(({ id }) => id)).toEqual([apiKey.id]));
      // The list may have been read before the stream was there again.
      await inTime(clock, () => {
        const resumed = world.proxy.requests.findLast(({ path }) => events.path.test(path));
        expect(resumed?.headers["last-event-id"]).toMatch(/^\d+$/);
      });
    } finally {
      await world.close();
    }
  });

  test("is let go by whoever signs out, and a session that ends elsewhere ends here", async () => {
    const { world, clock } = await listeningWorld();
    try {
      await world.signIn();
      await inTime(clock, () => expect(world.app.state().network.live).toBe(true));
      expect(await world.app.ask("session:sign-out", {})).toMatchObject({ ok: true });
      expect(world.app.state().network.live).toBe(false);
      const before = asked(world);
      clock.pass(600_000);

      expect(await world.app.ask("session:sign-in", world.credentials)).toMatchObject({ ok: true });
      await inTime(clock, () => expect(world.app.state().network.live).toBe(true));
      // One stream for this session, and none was asked for in between.
      expect(asked(world)).toBe(before + 1);
      for (const token of world.app.context.held.tokens.values()) await world.admin.endSession(token);
      await inTime(clock, () => expect(world.app.state().session).toEqual({ status: "signed-out", reason: "ended" }));
    } finally {
      await world.close();
    }
  });
});
