/** The window's copy of the state: snapshot, changes before and after it, and the ways it can fail to come. */
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { AppState } from "../../../src-preload/contract/app.ts";
import type { Result } from "../../../src-preload/contract/failure.ts";
import { currentApp, drawFirst, startAppStore, useAppStore } from "../../../src-renderer/store/app-store.ts";
import { runCommand } from "../../../src-renderer/store/commands.ts";
import { useUi } from "../../../src-renderer/store/ui-store.ts";
import { activeKey, fiveKeys, goodDay, lists, noLists } from "../../gallery/states.ts";

type Listener = (payload: Partial<AppState>) => void;

/** A bridge with nothing but the snapshot and the event of changes. */
function bridgeWith(state: () => Promise<Result<AppState>>) {
  const listeners = new Set<Listener>();
  vi.stubGlobal("window", {
    keyrack: {
      app: { state },
      on: (_: string, listener: Listener) => {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
    },
  });
  const emit = (changes: Partial<AppState>) => {
    for (const listener of listeners) listener(changes);
  };
  return { emit, listeners };
}

const ok = (value: AppState) => Promise.resolve({ ok: true as const, value });
const initialUi = useUi.getState();

beforeEach(() => {
  useUi.setState(initialUi, true);
});

afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

describe("the snapshot", () => {
  test("is laid under changes, slice by slice", async () => {
    const main = bridgeWith(() => ok(goodDay()));
    await startAppStore();
    main.emit({ appearance: "dark" });
    expect(currentApp()?.appearance).toBe("dark");
    expect(currentApp()?.keys.active).toHaveLength(3);
  });

  test("does not undo a change that overtook it", async () => {
    let answer: (result: Result<AppState>) => void = () => {};
    const main = bridgeWith(() => new Promise((resolve) => (answer = resolve)));
    const started = startAppStore();
    main.emit({ ...noLists });
    main.emit({ appearance: "light" });
    answer({ ok: true, value: goodDay() });
    await started;
    expect(currentApp()).toMatchObject({ ...noLists, appearance: "light" });
  });

  test("started twice is listened to once", async () => {
    const main = bridgeWith(() => ok(goodDay()));
    await startAppStore();
    await startAppStore();
    expect(main.listeners.size).toBe(1);
  });
});

describe("something drawn first", () => {
  /** Frames come when the test says so: `draw` runs what waits for one. */
  async function held() {
    vi.useFakeTimers();
    const frames: (() => void)[] = [];
    vi.stubGlobal("requestAnimationFrame", (run: () => void) => frames.push(run));
    const main = bridgeWith(() => ok(goodDay()));
    await startAppStore();
    let answer = () => {};
    drawFirst(new Promise<void>((resolve) => (answer = resolve)));
    main.emit({ appearance: "dark" });
    main.emit({ ...noLists });
    expect(currentApp()).toMatchObject({ appearance: goodDay().appearance, keys: goodDay().keys });
    return { ...main, answer, draw: () => frames.splice(0).forEach((run) => void run()) };
  }
  const news = { appearance: "dark", ...noLists };

  test("has the rest come a frame after it", async () => {
    const { answer, draw } = await held();
    answer();
    await vi.advanceTimersByTimeAsync(1);
    expect(currentApp()?.appearance).toBe(goodDay().appearance);
    draw();
    await vi.advanceTimersByTimeAsync(1);
    expect(currentApp()).toMatchObject(news);
  });

  test("keeps nothing back for long, in a window that draws no frames or without an answer", async () => {
    await held();
    await vi.advanceTimersByTimeAsync(100);
    expect(currentApp()).toMatchObject(news);
  });

  test("goes before another that is asked for meanwhile, which changes nothing", async () => {
    const { answer, draw } = await held();
    drawFirst(Promise.resolve());
    draw();
    await vi.advanceTimersByTimeAsync(1);
    draw();
    await vi.advanceTimersByTimeAsync(1);
    expect(currentApp()?.appearance).toBe(goodDay().appearance);
    answer();
    await vi.advanceTimersByTimeAsync(1);
    draw();
    await vi.advanceTimersByTimeAsync(1);
    expect(currentApp()).toMatchObject(news);
  });

  test("is over when the snapshot is read anew, which is newer than what was kept back", async () => {
    await held();
    bridgeWith(() => ok(goodDay({ appearance: "light" })));
    await startAppStore();
    await vi.advanceTimersByTimeAsync(200);
    expect(currentApp()).toMatchObject({ appearance: "light", keys: goodDay().keys });
  });
});

describe("without main", () => {
  test("a missing bridge is said", async () => {
    vi.stubGlobal("window", {});
    await startAppStore();
    expect(useAppStore.getState()).toMatchObject({ phase: "lost", failure: { code: "internal" } });
  });

  test("so is a call that is rejected, and trying again recovers", async () => {
    vi.spyOn(console, "error").mockImplementation(() => {});
    bridgeWith(() => Promise.reject(new Error("No handler registered for 'app:state'")));
    await startAppStore();
    expect(useAppStore.getState().phase).toBe("lost");
    bridgeWith(() => ok(goodDay()));
    await startAppStore();
    expect(useAppStore.getState().phase).toBe("ready");
  });

  test("and one that is never answered", async () => {
    vi.useFakeTimers();
    bridgeWith(() => new Promise(() => {}));
    const started = startAppStore();
    await vi.advanceTimersByTimeAsync(10_000);
    await started;
    expect(useAppStore.getState()).toMatchObject({ phase: "lost" });
  });
});

describe("commands", () => {
  async function startWith(state: AppState) {
    bridgeWith(() => ok(state));
    vi.stubGlobal("requestAnimationFrame", () => 0);
    await startAppStore();
  }

  test("generate shows the keys and opens the dialog", async () => {
    await startWith(goodDay());
    useUi.setState({ tab: "about" });
    runCommand("generate");
    expect(useUi.getState()).toMatchObject({ tab: "api-keys", dialog: { kind: "generate" } });
  });

  test("generate says why not at the limit", async () => {
    await startWith(goodDay({ ...lists(fiveKeys, []) }));
    runCommand("generate");
    expect(useUi.getState()).toMatchObject({
      dialog: null,
      remark: { text: "All 5 keys are active. Revoke one first." },
    });
  });

  test("nothing happens behind a dialog, behind a new key, or before the first connection", async () => {
    await startWith(goodDay());
    useUi.setState({ dialog: { kind: "revoke", keyId: "k1" } });
    runCommand("generate");
    expect(useUi.getState().dialog).toEqual({ kind: "revoke", keyId: "k1" });

    useUi.setState(initialUi, true);
    await startWith(goodDay({ newKey: { apiKey: activeKey({ id: "n" }), copied: false, keepFailure: null } }));
    runCommand("find");
    expect(useUi.getState().filter.open).toBe(false);

    await startWith(goodDay({ session: { status: "none" } }));
    runCommand("find");
    expect(useUi.getState().filter.open).toBe(false);
  });
});
