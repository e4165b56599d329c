/** Sends what changed in the state, and events, to the window. */
import type { WebContents } from "electron";
import type { AppState } from "../../src-preload/contract/app.ts";
import { type EventName, events, type Payload } from "../../src-preload/contract/ipc.ts";
import type { State } from "../state.ts";

/** Sends one event. The payload is parsed, so that a field the contract does not know cannot slip through. */
export function send<E extends EventName>(target: WebContents, event: E, payload: Payload<E>): void {
  if (!target.isDestroyed()) target.send(event, events[event].parse(payload));
}

/**
 * Sends changed slices of the state to `targets()`, those of one synchronous stretch together. A microtask, so that the
 * window has the change before the answer to the call that made it. Answers how to stop.
 */
export function broadcastState(state: State, targets: () => WebContents[]): () => void {
  let changed: Partial<AppState> = {};
  let scheduled = false;
  return state.subscribe((now, before) => {
    for (const slice of Object.keys(now) as (keyof AppState)[]) {
      // As it is by now: a listener that changed the state again has its change announced first, and this one after it.
      if (now[slice] !== before[slice]) Object.assign(changed, { [slice]: state.getState()[slice] });
    }
    if (scheduled) return;
    scheduled = true;
    queueMicrotask(() => {
      const payload = changed;
      changed = {};
      scheduled = false;
      for (const target of targets()) send(target, "state:changed", payload);
    });
  });
}
