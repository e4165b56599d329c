/** Listens to the server's events, so that what others change is on screen at once; the list is read once a minute in any case. */
import { isDeepStrictEqual } from "node:util";
import type { FailureCode } from "../../src-preload/contract/failure.ts";
import type { Context } from "../context.ts";
import type { Clock, Endpoint } from "../ports.ts";
import { activeConnection, can } from "../state.ts";
import { endpointOf } from "./endpoint.ts";
import { refreshKeys } from "./list-keys.ts";
import { readActivity } from "./read-activity.ts";
import { waitBefore } from "./reconnect.ts";

/** Milliseconds after which a stream has proven itself: when it ends, the next one is asked for without much ado. */
const longEnough = 30_000;

/** Answers that say that asking again soon is of no use. */
const forLong: ReadonlySet<FailureCode> = new Set(["not-an-api", "forbidden", "unsupported", "protocol", "redirected"]);
/** As if it were the tenth try: the longest wait. */
const patience = 10;

/** So many readings of a list may be begun in so many milliseconds: others may be at work with a script, and servers limit requests. */
const readings = { most: 4, within: 3_000 };

/** What a stream belongs to; another one of any of these is another stream. */
interface Source {
  connectionId: string;
  endpoint: Endpoint;
  token: string;
}

/** Watches the state, and listens while somebody is signed in to a server that tells. Answers how to stop. */
export function keepListening(context: Context, random: () => number = Math.random): () => void {
  const { state, clock } = context;
  let source: Source | null = null;
  /** Ends the stream that is open, or the try at one. */
  let ending: AbortController | null = null;
  let callOff: (() => void) | null = null;
  /** The last event heard, and of which source. */
  let heard: string | null = null;
  let heardOf: Source | null = null;
  let attempt = 0;
  // What had to wait for its turn may come too late: then it is nobody's list any more.
  const readAgain = inOneBreath(clock, async () => source && refreshKeys(context));
  const readTrail = inOneBreath(clock, async () => source && readActivity(context, { more: false, keyId: null }));

  function setLive(live: boolean): void {
    const { network } = state.getState();
    if (network.live !== live) state.setState({ network: { ...network, live } });
  }

  function stop(): void {
    callOff?.();
    callOff = null;
    ending?.abort();
    ending = null;
  }

  /** Begins, ends or changes the listening, as the state has it now. */
  function follow(): void {
    const wanted = sourceOf(context);
    if (isSame(wanted, source)) return;
    stop();
    setLive(false);
    source = wanted;
    attempt = 0;
    if (!wanted) return;
    // After an outage it goes on where it was.
    if (!isSame(wanted, heardOf)) heard = null;
    heardOf = wanted;
    void listen(wanted);
  }

  async function listen({ endpoint, token }: Source): Promise<void> {
    const mine = new AbortController();
    const { signal } = mine;
    ending = mine;
    const asked = clock.now().getTime();
    let opened = false;
    const result = await context.servers.at(endpoint).listen(token, {
      after: heard,
      signal,
      onOpen() {
        if (signal.aborted) return;
        opened = true;
        setLive(true);
        // What changed between the last list and this moment is told by nobody.
        if (heard === null) readAgain();
      },
      onEvent({ type }, id) {
        if (signal.aborted) return;
        const before = heard;
        heard = type === "reset" ? id : (id ?? heard);
        // It stands where the one before ended; elsewhere, and this server does not tell what happened in between.
        if (type === "ready" && (before === null || before === heard)) return;
        // A session that ended may be this one; the list's 401 says so.
        readAgain();
        if (state.getState().activity.status === "ready") readTrail();
      },
    });
    if (signal.aborted) return;
    setLive(false);
    const proven = opened && clock.now().getTime() - asked >= longEnough;
    if (proven) attempt = 0;
    const failure = result.ok ? null : result.failure;
    const hopeless = !proven && failure !== null && forLong.has(failure.code);
    // Whether the server is gone, or the session, is found out in the way all calls have it.
    if (!opened && failure && !hopeless) readAgain();
    // It may be the event to go on after that the server cannot do anything with.
    if (!opened && hopeless) heard = null;
    const steps = hopeless ? patience : attempt;
    attempt += 1;
    const wait = (failure?.retryAfterSeconds ?? 0) * 1000 + waitBefore(steps, random());
    callOff = clock.after(wait, () => {
      callOff = null;
      if (source) void listen(source);
    });
  }

  // Not within the change itself: signing in has not put the token in its place when it changes the state.
  let planned = false;
  const unsubscribe = state.subscribe(() => {
    if (planned) return;
    planned = true;
    queueMicrotask(() => {
      planned = false;
      follow();
    });
  });
  follow();

  return () => {
    unsubscribe();
    source = null;
    stop();
  };
}

/** What is to be listened to; null while nobody is signed in, the server is away, or it tells nothing. */
function sourceOf(context: Context): Source | null {
  const { state, held } = context;
  const { network } = state.getState();
  const connection = activeConnection(state);
  const token = connection && held.tokens.get(connection.id);
  const endpoint = connection && endpointOf(connection);
  if (!endpoint || !token || network.status !== "online" || !can(context, "events")) return null;
  return { connectionId: connection.id, endpoint, token };
}

function isSame(a: Source | null, b: Source | null): boolean {
  if (a === null || b === null) return a === b;
  return a.connectionId === b.connectionId && isDeepStrictEqual(a.endpoint, b.endpoint) && a.token === b.token;
}

/** Runs `task` at once and, however often it is asked for meanwhile, once more after that; but not more often than `readings` allows. */
function inOneBreath(clock: Clock, task: () => Promise<unknown>): () => void {
  /** When the latest readings were begun, milliseconds. */
  let begun: number[] = [];
  let running = false;
  let again = false;

  async function run(): Promise<void> {
    running = true;
    do {
      const wait = untilNext();
      if (wait > 0) await new Promise<void>((resolve) => clock.after(wait, resolve));
      // What was asked for in the meantime is answered by this one.
      again = false;
      begun.push(clock.now().getTime());
      await task();
    } while (again);
    running = false;
  }

  /** Milliseconds before another may begin. */
  function untilNext(): number {
    const now = clock.now().getTime();
    // A clock that was set back must not keep anybody waiting.
    begun = begun.filter((at) => at <= now && now - at < readings.within);
    const [oldest = now] = begun;
    return begun.length < readings.most ? 0 : oldest + readings.within - now;
  }

  return () => {
    if (running) again = true;
    else void run();
  };
}
