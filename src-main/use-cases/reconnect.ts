/** Reconnects by itself: tries again while the server is out of reach, sooner first, and at once when there is reason to hope. */
import type { AppState } from "../../src-preload/contract/app.ts";
import type { Context } from "../context.ts";
import { refreshKeys } from "./list-keys.ts";
import { restoreSession } from "./restore-session.ts";

/** Milliseconds before the first try, and at most. */
const shortest = 1_000;
const longest = 60_000;

/** How long to wait before try number `attempt` (0 is the first); `random` in 0..1 spreads clients of one server. */
export function waitBefore(attempt: number, random: number): number {
  const full = Math.min(longest, shortest * 2 ** attempt);
  // Half fixed, half random: never at once, never all together.
  return Math.round(full / 2 + (full / 2) * random);
}

/** What can be asked of the reconnection. */
export interface Reconnection {
  /** There is reason to hope: the computer woke, the network changed, the person came back. */
  tryNow(): void;
  stop(): void;
}

/** Watches the state, and tries again while it is offline. */
export function keepReconnecting(context: Context, random: () => number = Math.random): Reconnection {
  let attempt = 0;
  let callOff: (() => void) | null = null;
  let trying = false;

  function schedule(): void {
    if (callOff || trying || !isOffline(context.state.getState())) return;
    callOff = context.clock.after(waitBefore(attempt, random()), () => {
      callOff = null;
      void tryOnce();
    });
  }

  async function tryOnce(): Promise<void> {
    if (trying) return;
    trying = true;
    attempt += 1;
    try {
      if (context.state.getState().session.status === "unreachable") await restoreSession(context);
      else await refreshKeys(context);
    } finally {
      trying = false;
      schedule();
    }
  }

  const unsubscribe = context.state.subscribe((now, before) => {
    if (now.activeConnectionId !== before.activeConnectionId || (isOffline(before) && !isOffline(now))) {
      attempt = 0;
      callOff?.();
      callOff = null;
    }
    schedule();
  });

  return {
    tryNow() {
      if (!isOffline(context.state.getState())) return;
      attempt = 0;
      callOff?.();
      callOff = null;
      void tryOnce();
    },
    stop() {
      unsubscribe();
      callOff?.();
    },
  };
}

/** `restoring` is neither: a try is under way. */
function isOffline({ session, network }: AppState): boolean {
  return session.status === "unreachable" || (session.status === "signed-in" && network.status === "offline");
}
