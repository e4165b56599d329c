/**
 * The first snapshot, asked for as soon as the page runs anything (ask-first.ts): main answers while React and the views are still
 * being evaluated. Changes that come before anybody listens are kept.
 */
import type { AppState } from "../../src-preload/contract/app.ts";
import type { Output } from "../../src-preload/contract/ipc.ts";
import { bridge } from "./bridge.ts";

/** A snapshot on its way, and what has changed since it was asked for. */
export interface FirstState {
  answer: Promise<Output<"app:state">>;
  changes: Partial<AppState>;
}

let first: (FirstState & { stop: () => void }) | null = null;

/** Asks for it, where there is a main to ask. */
export function askFirstState(): void {
  const keyrack = bridge();
  if (keyrack === undefined) return;
  const changes: Partial<AppState> = {};
  const stop = keyrack.on("state:changed", (slices) => Object.assign(changes, slices));
  const answer = keyrack.app.state();
  // Whoever takes the answer sees to its failure; until then it is nobody's fault.
  answer.catch(() => {});
  first = { answer, changes, stop };
}

/** Hands it over, once; whoever takes it listens to changes from now on. Null when it was not asked for, or is taken. */
export function takeFirstState(): FirstState | null {
  const taken = first;
  first = null;
  taken?.stop();
  return taken;
}
