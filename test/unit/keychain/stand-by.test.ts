/** Standing by: while keys are one click away the keychain's process stays, and goes when they are not. */
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createKeytarCaller, type KeytarProcess } from "../../../src-main/keychain/keytar-caller.ts";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** Processes that answer every call with "value" at once, and how many of them run. */
function processes() {
  let started = 0;
  let running = 0;
  const exits: (() => void)[] = [];
  const start = (): KeytarProcess => {
    started += 1;
    running += 1;
    let alive = true;
    const ended = () => {
      if (alive) running -= 1;
      alive = false;
    };
    let reply: (answer: { id: number; value: string }) => void = () => {};
    return {
      post: ({ id }) => queueMicrotask(() => reply({ id, value: "value" })),
      onReply: (listener) => {
        reply = listener;
      },
      onExit: (listener) => {
        exits.push(() => {
          ended();
          listener();
        });
      },
      kill: ended,
    };
  };
  return { start, started: () => started, running: () => running, crash: () => exits.at(-1)?.() };
}

test("by default an idle process ends", async () => {
  const { start, running } = processes();
  const call = createKeytarCaller(start, { idleMs: 3_000 });
  await call("getPassword", "Keyrack", "a");
  expect(running()).toBe(1);
  vi.advanceTimersByTime(3_000);
  expect(running()).toBe(0);
});

test("standing by starts one ahead of the first call and keeps it, however long it idles", async () => {
  const { start, started, running } = processes();
  const call = createKeytarCaller(start, { idleMs: 3_000 });
  call.standBy(true);
  call.standBy(true);
  expect(running()).toBe(1);
  vi.advanceTimersByTime(3_600_000);
  await call("getPassword", "Keyrack", "a");
  vi.advanceTimersByTime(3_600_000);
  call.warm();
  vi.advanceTimersByTime(3_600_000);
  expect([started(), running()]).toEqual([1, 1]);
});

test("it goes when nobody stands by any more", async () => {
  const { start, running } = processes();
  const call = createKeytarCaller(start, { idleMs: 3_000 });
  call.standBy(true);
  call.standBy(false);
  vi.advanceTimersByTime(3_000);
  expect(running()).toBe(0);
});

test("one that ends by itself is not started over and over, only for the next call", async () => {
  const { start, started, running, crash } = processes();
  const call = createKeytarCaller(start, { idleMs: 3_000 });
  call.standBy(true);
  crash();
  vi.advanceTimersByTime(60_000);
  expect([started(), running()]).toEqual([1, 0]);
  expect(await call("getPassword", "Keyrack", "a")).toEqual({ value: "value" });
  vi.advanceTimersByTime(60_000);
  expect([started(), running()]).toEqual([2, 1]);
});
