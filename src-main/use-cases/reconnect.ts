/** Reconnects by itself: tries again while something is missing, sooner first, and at once when there is reason to hope. */
import type { AppState } from "../../src-preload/contract/app.ts";
import type { Failure, FailureCode } from "../../src-preload/contract/failure.ts";
import type { Context } from "../context.ts";
import { refreshKeys } from "./list-keys.ts";
import { restoreSession } from "./restore-session.ts";

/** Milliseconds before the first try, and at most. */
const shortest = 1_000;
const longest = 60_000;
/** A server with a problem of its own needs longer than a network to come back: it is asked as if for the fourth time. */
const patienceWithServers = 3;

/** Answers that pass by themselves although the network is there. */
const passing: ReadonlySet<FailureCode> = new Set(["rate-limited", "server-error"]);
/** What only the person can mend. Asking again and again could even lock their account at the proxy. */
const forThePerson: ReadonlySet<FailureCode> = new Set(["proxy-credentials", "local-service-stopped"]);

/** How long to wait before try number `attempt` (0 is the first); `random` in 0..1 spreads clients of one server. */
export function waitBefore(attempt: number, random: number): number {
  const full = Math.min(longest, shortest * 2 ** attempt);
  // Half fixed, half random: never at once, never all together.
  return Math.round(full / 2 + (full / 2) * random);
}

/** What can be asked of the reconnection. */
export interface Reconnection {
  /**
   * There is reason to hope: the computer woke, the network changed, the person came back. Not before a server that asked
   * for a pause is ready again. Answers whether something is missing, now or until a little later.
   */
  tryNow(): boolean;
  stop(): void;
}

/** Watches the state, and tries again while something is missing; `network.nextTryAt` says when. */
export function keepReconnecting(context: Context, random: () => number = Math.random): Reconnection {
  const { state, clock } = context;
  let attempt = 0;
  let callOff: (() => void) | null = null;
  let trying = false;
  /** The server asked for no call before this, milliseconds since the epoch. */
  let notBefore = 0;

  function announce(nextTryAt: string | null): void {
    const { session, network } = state.getState();
    // Then it is use-cases/keep-local-workspace.ts that tries again, and says when.
    if (session.status === "unreachable" && session.failure.code === "local-service-restarting") return;
    if (network.nextTryAt !== nextTryAt) state.setState({ network: { ...network, nextTryAt } });
  }

  function cancel(): void {
    callOff?.();
    callOff = null;
  }

  function schedule(): void {
    if (callOff || trying) return;
    const missing = whatIsMissing(state.getState());
    if (!missing || (missing.failure && forThePerson.has(missing.failure.code))) {
      announce(null);
      return;
    }
    const pause = (missing.failure?.retryAfterSeconds ?? 0) * 1000;
    const now = clock.now().getTime();
    notBefore = now + pause;
    const steps = missing.failure && passing.has(missing.failure.code) ? attempt + patienceWithServers : attempt;
    // After a pause that was asked for, a little more: whoever else was sent away comes back at that moment too.
    const wait = pause > 0 ? pause + waitBefore(0, random()) : waitBefore(steps, random());
    callOff = clock.after(wait, () => {
      callOff = null;
      void tryOnce();
    });
    announce(new Date(now + wait).toISOString());
  }

  async function tryOnce(): Promise<void> {
    if (trying) return;
    trying = true;
    attempt += 1;
    announce(null);
    try {
      if (whatIsMissing(state.getState())?.what === "session") await restoreSession(context);
      else await refreshKeys(context);
    } finally {
      trying = false;
      schedule();
    }
  }

  const unsubscribe = state.subscribe((now, before) => {
    const switched = now.activeConnectionId !== before.activeConnectionId;
    const failure = whatIsMissing(now)?.failure;
    if (switched || (whatIsMissing(before) && !whatIsMissing(now))) {
      attempt = 0;
      notBefore = 0;
      cancel();
      announce(null);
    } else if (failure?.retryAfterSeconds && failure !== whatIsMissing(before)?.failure) {
      // Somebody pressed Retry meanwhile, and the server asks for another pause.
      cancel();
    }
    schedule();
  });
  schedule();

  return {
    tryNow() {
      if (!whatIsMissing(state.getState())) return false;
      if (clock.now().getTime() < notBefore) return true;
      attempt = 0;
      cancel();
      void tryOnce();
      return true;
    },
    stop() {
      unsubscribe();
      cancel();
    },
  };
}

/** What has to be asked for again, and why it is not there. While the session is `restoring` a try is under way. */
function whatIsMissing({
  session,
  network,
  keys,
}: AppState): { what: "session" | "list"; failure: Failure | null } | null {
  // That is use-cases/keep-local-workspace.ts's to mend, or given up.
  if (session.status === "unreachable" && session.failure.code.startsWith("local-service-")) return null;
  if (session.status === "unreachable") return { what: "session", failure: session.failure };
  if (session.status !== "signed-in") return null;
  if (network.status === "offline") return { what: "list", failure: network.failure };
  return keys.failure && passing.has(keys.failure.code) ? { what: "list", failure: keys.failure } : null;
}
