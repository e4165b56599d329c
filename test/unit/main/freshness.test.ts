/** What makes the list be read again: a minute with the window in sight, the focus, waking up, another network. */
import type { BrowserWindow } from "electron";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { failure } from "../../../src-main/failures.ts";
import { connect } from "../../../src-main/use-cases/connect.ts";
import { refreshKeys } from "../../../src-main/use-cases/list-keys.ts";
import { fakeWorld, sampleKey } from "../../support/fake-ports.ts";

const power = vi.hoisted(() => ({ resume: () => {} }));
vi.mock("electron", () => ({
  powerMonitor: {
    on(_event: "resume", run: () => void) {
      power.resume = run;
    },
  },
}));
const network = vi.hoisted(() => ({ changed: () => {} }));
vi.mock("../../../src-main/desktop/network-watch.ts", () => ({
  watchNetwork(changed: () => void) {
    network.changed = changed;
  },
}));
const { keepFresh } = await import("../../../src-main/compose/freshness.ts");

async function world(sight = { visible: true, minimized: false }) {
  const made = fakeWorld();
  made.server.keys = [sampleKey()];
  await connect(made.context, { address: "https://api.example.com", email: "ada@example.com", password: "right" });
  const window = { isVisible: () => sight.visible, isMinimized: () => sight.minimized } as BrowserWindow;
  const onFocus = keepFresh(made.context, () => window);
  made.server.calls = [];
  const idle = () => new Promise((resolve) => setImmediate(resolve));
  return { ...made, onFocus, idle, sight };
}

beforeEach(() => {
  vi.spyOn(Math, "random").mockReturnValue(1);
});
afterEach(() => {
  vi.restoreAllMocks();
});

describe("once a minute", () => {
  test("while the window is in sight", async () => {
    const { server, clock, idle } = await world();
    clock.pass(59_999);
    expect(server.calls).toEqual([]);
    for (const times of [1, 2]) {
      clock.pass(60_000);
      await idle();
      expect(server.calls).toHaveLength(2 * times);
    }
  });

  test.each([
    { visible: false, minimized: false },
    { visible: true, minimized: true },
  ])("but not at %j", async (sight) => {
    const { server, clock } = await world(sight);
    clock.pass(60_000);
    expect(server.calls).toEqual([]);
  });
});

test("on focus", async () => {
  const { server, onFocus } = await world();
  onFocus();
  expect(server.calls).toHaveLength(0);
  await vi.waitFor(() => expect(server.calls).toEqual(["listKeys active", "listKeys revoked"]));
});

describe("while something is missing", () => {
  test.each<[string, (handles: { onFocus: () => void }) => void]>([
    ["the focus", ({ onFocus }) => onFocus()],
    ["waking up", () => power.resume()],
    ["another network", () => network.changed()],
  ])("%s tries at once, and once", async (_name, happen) => {
    const { server, context, onFocus } = await world();
    server.fail("connection-lost");
    await refreshKeys(context);
    expect(context.state.getState().network.status).toBe("offline");
    server.calls = [];
    happen({ onFocus });
    await vi.waitFor(() => expect(context.state.getState().keys.status).toBe("ready"));
    expect(server.calls).toEqual(["listKeys active", "listKeys revoked"]);
  });

  test("a server that asked for a pause has it, from the minute, the focus and everything else", async () => {
    const { server, context, onFocus, clock, idle } = await world();
    server.failNext.push(failure("rate-limited", { retryAfterSeconds: 300 }));
    await refreshKeys(context);
    server.calls = [];
    for (let minute = 0; minute < 4; minute++) {
      clock.pass(60_000);
      onFocus();
      power.resume();
      network.changed();
      await idle();
    }
    expect(server.calls).toEqual([]);
    clock.pass(61_000);
    await vi.waitFor(() => expect(context.state.getState().keys.status).toBe("ready"));
  });
});

test("another network makes the proxies be asked for anew, whether or not anything is missing", async () => {
  const { context } = await world();
  const forgetProxies = vi.fn();
  Object.assign(context.servers, { forgetProxies });
  network.changed();
  expect(forgetProxies).toHaveBeenCalledOnce();
});
