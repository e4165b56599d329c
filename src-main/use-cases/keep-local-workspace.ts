/** Keeps the Local workspace running: after a crash it is started again, also when it is not on screen, because scripts use it. */
import type { Connection } from "../../src-preload/contract/connection.ts";
import type { Failure } from "../../src-preload/contract/failure.ts";
import type { Context } from "../context.ts";
import { failure } from "../failures.ts";
import { activeConnection } from "../state.ts";
import { addNotice } from "./notices.ts";
import { waitBefore } from "./reconnect.ts";
import { restoreSession } from "./restore-session.ts";
import { startLocalWorkspace } from "./start-local-workspace.ts";

/** So many starts in so many milliseconds; a service that needs more will not be mended by one more. */
const startsAllowed = 5;
const period = 5 * 60_000;

/** Follows the sentence that says why it did not start. */
const noLonger = "That was so several times in a row, so Keyrack no longer tries by itself.";

/** Watches over the service. Answers how to stop, before quitting. */
export function keepLocalWorkspace(context: Context, random: () => number = Math.random): () => void {
  const { held, state, clock } = context;
  /** When it was started again lately, milliseconds since 1970. */
  let starts: number[] = [];
  /** The start that is arranged. */
  let next: { at: string; callOff: () => void } | null = null;
  let stopped = false;

  function arrange(wait: number): void {
    const callOff = clock.after(wait, () => {
      next = null;
      void startAgain();
    });
    next = { at: new Date(clock.now().getTime() + wait).toISOString(), callOff };
  }

  function callOff(): void {
    next?.callOff();
    next = null;
  }

  /** Somebody has started it by hand. */
  function standDown(): void {
    if (next === null) return;
    callOff();
    if (isOnScreen(context)) state.setState(({ network }) => ({ network: { ...network, nextTryAt: null } }));
  }

  function bringBack(lastFailure: Failure | null): void {
    if (stopped || !localConnection(context)) return;
    // Somebody may have started it by hand before the start that was arranged, and it ended again.
    callOff();
    const now = clock.now().getTime();
    starts = starts.filter((at) => now - at < period);
    if (starts.length >= startsAllowed) {
      starts = [];
      giveUp(lastFailure);
      return;
    }
    held.localAway = failure("local-service-restarting");
    arrange(waitBefore(starts.length, random()));
    showAway();
  }

  async function startAgain(): Promise<void> {
    const connection = localConnection(context);
    if (!connection) return;
    starts.push(clock.now().getTime());
    showAway();
    const started = await startLocalWorkspace(context, connection);
    if (stopped) return;
    if (!started.ok) bringBack(started.failure);
    else if (isOnScreen(context) && state.getState().session.status === "unreachable") await restoreSession(context);
  }

  function giveUp(lastFailure: Failure | null): void {
    const stoppedFor = failure("local-service-stopped");
    held.localAway = lastFailure ? { ...stoppedFor, message: `${lastFailure.message} ${noLonger}` } : stoppedFor;
    if (isOnScreen(context)) showAway();
    else addNotice(context, { id: "local-service-stopped", tone: "warning", message: held.localAway.message });
  }

  /** Says why it is away and when it is started next. Calls in flight when it ended report less: a lost connection. */
  function showAway(): void {
    const { session, network } = state.getState();
    const away = held.localAway;
    if (stopped || away === null || !isOnScreen(context)) return;
    if (session.status !== "signed-in" && session.status !== "unreachable") return;
    const nextTryAt = next?.at ?? null;
    if (session.status === "unreachable" && session.failure === away && network.nextTryAt === nextTryAt) return;
    state.setState({ session: { status: "unreachable", failure: away }, network: { ...network, nextTryAt } });
  }

  context.localService.onEnd(() => bringBack(null));
  const unsubscribe = state.subscribe(() => {
    // Not within the change itself: whoever is told of it after us would be told of ours first.
    queueMicrotask(() => (held.localAway === null ? standDown() : showAway()));
  });

  return () => {
    stopped = true;
    unsubscribe();
    callOff();
  };
}

function localConnection({ state }: Context): Connection | null {
  return state.getState().connections.find(({ kind }) => kind === "local") ?? null;
}

function isOnScreen({ state }: Context): boolean {
  return activeConnection(state)?.kind === "local";
}
