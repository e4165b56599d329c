/** The window's copy of the state main owns: one snapshot at the start, changed slices afterwards. */
import { create } from "zustand";
import type { AppState } from "../../src-preload/contract/app.ts";
import type { Failure } from "../../src-preload/contract/failure.ts";
import { ask, bridge, bridgeLost } from "./bridge.ts";
import { takeFirstState } from "./first-state.ts";

/** How far the window has come: waiting for the snapshot, drawing it, or without main. */
export type Phase =
  | { phase: "starting"; app: null; failure: null }
  | { phase: "ready"; app: AppState; failure: null }
  | { phase: "lost"; app: null; failure: Failure };

/** The snapshot, or why there is none. Written by this file alone. */
export const useAppStore = create<Phase>(() => ({ phase: "starting", app: null, failure: null }));

/** How long main may take to hand over the snapshot before the window says that something is wrong. */
const snapshotTimeoutMs = 10_000;

const tooSlow: Failure = {
  code: "internal",
  message:
    "Keyrack is taking unusually long to start. Your keys are safe; try again, or close the window and reopen it.",
};

/** Reads a part of the snapshot; only for views drawn once it is there. */
export function useApp<T>(select: (app: AppState) => T): T {
  return useAppStore((state) => {
    if (state.app === null) throw new Error("The snapshot is read before it is there.");
    return select(state.app);
  });
}

/** The snapshot as it is now, for event handlers; null while there is none. */
export function currentApp(): AppState | null {
  return useAppStore.getState().app;
}

/** Lays changed slices over a snapshot. Slices come whole, so this is one level deep. */
function withChanges(app: AppState, changes: Partial<AppState>): AppState {
  return { ...app, ...changes };
}

/** What main has said while something is to be drawn before it; null where nothing is. */
let heldBack: Partial<AppState> | null = null;

/** Nothing is held back for longer, milliseconds: a window that is not in sight draws no frames. */
const heldBackMs = 100;

/**
 * Has what comes with `answer` drawn by itself: what else main says meanwhile is laid over the snapshot one frame later. The row of a
 * new key, and the frame that shows it, would otherwise stand before the key.
 */
export function drawFirst(answer: Promise<unknown>): void {
  const mine: Partial<AppState> = {};
  heldBack ??= mine;
  if (heldBack !== mine) return;
  const release = () => {
    if (heldBack !== mine) return;
    heldBack = null;
    const { app } = useAppStore.getState();
    const isNews = Object.keys(mine).length > 0;
    if (app !== null && isNews)
      useAppStore.setState({ phase: "ready", app: withChanges(app, mine), failure: null }, true);
  };
  setTimeout(release, heldBackMs);
  void answer.then(() => requestAnimationFrame(() => setTimeout(release)));
}

let stopListening: (() => void) | undefined;

/** Subscribes to changes, then fetches the snapshot; what arrives in between is laid over it. */
export async function startAppStore(): Promise<void> {
  heldBack = null;
  useAppStore.setState({ phase: "starting", app: null, failure: null }, true);
  const keyrack = bridge();
  if (keyrack === undefined) {
    useAppStore.setState({ phase: "lost", app: null, failure: bridgeLost }, true);
    return;
  }
  stopListening?.();
  const first = takeFirstState();
  let early: Partial<AppState> = first?.changes ?? {};
  stopListening = keyrack.on("state:changed", (changes) => {
    // An optional slice and an absent one are the same here: main never sends undefined.
    const slices = changes as Partial<AppState>;
    const { app } = useAppStore.getState();
    if (app === null) early = { ...early, ...slices };
    else if (heldBack !== null) Object.assign(heldBack, slices);
    else useAppStore.setState({ phase: "ready", app: withChanges(app, slices), failure: null }, true);
  });
  const answer = await Promise.race([ask((b) => first?.answer ?? b.app.state()), waited(snapshotTimeoutMs)]);
  if (answer === "waited") {
    useAppStore.setState({ phase: "lost", app: null, failure: tooSlow }, true);
  } else if (!answer.ok) {
    useAppStore.setState({ phase: "lost", app: null, failure: answer.failure }, true);
  } else {
    useAppStore.setState({ phase: "ready", app: withChanges(answer.value, early), failure: null }, true);
  }
}

function waited(ms: number): Promise<"waited"> {
  return new Promise((resolve) => setTimeout(() => resolve("waited"), ms));
}
