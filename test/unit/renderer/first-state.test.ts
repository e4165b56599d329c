/** The snapshot that is asked for before the rest of the page is there. */
import { afterEach, expect, test, vi } from "vitest";
import type { AppState } from "../../../src-preload/contract/app.ts";
import { currentApp, startAppStore } from "../../../src-renderer/store/app-store.ts";
import { askFirstState, takeFirstState } from "../../../src-renderer/store/first-state.ts";
import { goodDay } from "../../gallery/states.ts";

const atFirst = goodDay();
const later = goodDay({ appearance: "light" });
type Listener = (payload: Partial<AppState>) => void;

/** A bridge that answers each question when `answer` is called. */
function bridge() {
  const listeners = new Set<Listener>();
  const open: ((result: unknown) => void)[] = [];
  const state = vi.fn(() => new Promise((resolve) => open.push(resolve)));
  vi.stubGlobal("window", {
    keyrack: {
      app: { state },
      on: (_: string, listener: Listener) => {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
    },
  });
  return {
    state,
    listeners,
    answer: (value: AppState) => open.shift()?.({ ok: true, value }),
    emit: (changes: Partial<AppState>) => {
      for (const listener of listeners) listener(changes);
    },
  };
}

afterEach(() => {
  takeFirstState();
  vi.unstubAllGlobals();
});

test("the store takes it over, with what changed before the store was there, and asks no second time", async () => {
  const { state, listeners, answer, emit } = bridge();
  askFirstState();
  emit({ activeConnectionId: null });
  const started = startAppStore();
  emit({ appearance: "dark" });
  answer(atFirst);
  await started;
  expect(currentApp()).toEqual({ ...atFirst, activeConnectionId: null, appearance: "dark" });
  expect(state).toHaveBeenCalledTimes(1);
  expect(listeners.size).toBe(1);
});

test("a second start of the store asks anew", async () => {
  const { state, answer } = bridge();
  askFirstState();
  const first = startAppStore();
  answer(atFirst);
  await first;
  const second = startAppStore();
  answer(later);
  await second;
  expect(state).toHaveBeenCalledTimes(2);
  expect(currentApp()).toEqual(later);
});

test("without a main nothing is asked", () => {
  vi.stubGlobal("window", {});
  askFirstState();
  expect(takeFirstState()).toBeNull();
});
