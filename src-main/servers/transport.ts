/** Sends requests to one server: kept-alive connections, time-outs, careful retries, and no exception ever. */
import { setTimeout as delay } from "node:timers/promises";
import type { SecureContext } from "node:tls";
import type { buildConnector } from "undici";
import type { Failure, FailureCode } from "../../src-preload/contract/failure.ts";
import { failure } from "../failures.ts";
import { type Answer, readAnswer } from "./answer.ts";
import { networkFault } from "./network-fault.ts";
import { ProxyFault } from "./proxy-fault.ts";
import { type Route, routeKey } from "./route.ts";
import { createRouteAgent, type RouteAgent } from "./route-agent.ts";
import { directRoutes, proxyOf, type Routes } from "./routes.ts";
import { follow, isStream, type StreamCall } from "./stream.ts";

/** What can be set from outside; the defaults are DESIGN.md's. Times in milliseconds. */
export interface TransportOptions {
  connectTimeoutMs?: number;
  headersTimeoutMs?: number;
  /** From the headers to the last byte, however steadily the bytes trickle in. */
  bodyTimeoutMs?: number;
  /** The waits before each further try of a request that may be repeated. */
  retryDelaysMs?: readonly number[];
  /** No further try starts later than this after the first: nobody should look at a spinner for minutes. */
  retryWithinMs?: number;
  /** How long a stream may be silent before it counts as broken: servers send a sign of life every 15 s. */
  silenceTimeoutMs?: number;
  /** The largest body that is read, in bytes. A stream ends there too, and goes on in another. */
  maxBodyBytes?: number;
  /** More for the sockets, such as the certificate authorities to trust (`ca`). */
  connect?: Partial<buildConnector.BuildOptions>;
}

/** The options with their defaults in place. */
export type Limits = typeof defaults & TransportOptions;

const defaults = {
  connectTimeoutMs: 5_000,
  headersTimeoutMs: 10_000,
  bodyTimeoutMs: 15_000,
  silenceTimeoutMs: 40_000,
  retryDelaysMs: [200, 800] as readonly number[],
  retryWithinMs: 15_000,
  maxBodyBytes: 8 * 1024 * 1024,
};

/** One request. */
export interface Call {
  method: "GET" | "POST" | "PATCH" | "DELETE";
  /** Absolute, with its query. */
  path: string;
  /** The session's bearer token. */
  token?: string;
  /** The API key of a consumer call, which takes the session's place. */
  apiKey?: string;
  headers?: Record<string, string>;
  /** Sent as JSON. */
  body?: unknown;
  /** Whether sending it twice does no harm: GET, and a create with its Idempotency-Key. */
  repeatable: boolean;
  /** A success that is a stream of events is followed while it lasts, in place of being read to its end. */
  stream?: StreamCall;
}

/** What a call came to. */
export type Outcome = (
  | { answer: Answer }
  /** No answer, or none that may be looked at. */
  | { failure: Failure }
) & {
  /** Some try may have reached the server without its answer reaching us: what it asked for may have happened. */
  lost: boolean;
};

/** The way to one server. */
export interface Transport {
  /** Host and port, for sentences. */
  host: string;
  send(call: Call): Promise<Outcome>;
  /** The way may be another one from now on: kept-alive connections end after the calls under way. */
  renew(): void;
  /** Ends all connections at once; calls under way answer `connection-lost`. */
  close(): Promise<void>;
}

/** How the server is found, and what its certificate is checked against. By default directly, and Node's own list. */
export interface Way {
  routes: Routes;
  /** Asked when an agent is made, for https only. */
  trust: () => Promise<SecureContext | null>;
}

const plainWay: Way = { routes: directRoutes, trust: async () => null };

/** Opens the way to an origin. No connection is made before the first call. */
export function createTransport(
  origin: string,
  options: TransportOptions = {},
  { routes, trust }: Way = plainWay,
): Transport {
  const limits: Limits = { ...defaults, ...options };
  const { host, hostname, protocol } = new URL(origin);
  /** One for each way that was taken, so that its connections are kept alive. */
  const agents = new Map<string, Promise<RouteAgent>>();
  const closing = new AbortController();
  /** Ends the streams: nobody waits for them to end by themselves. */
  let streams = new AbortController();

  function agentFor(route: Route): Promise<RouteAgent> {
    const key = routeKey(route);
    const known = agents.get(key);
    if (known) return known;
    const made = (async () => createRouteAgent(route, limits, protocol === "https:" ? await trust() : null))();
    agents.set(key, made);
    made.catch(() => agents.delete(key));
    return made;
  }

  function takeAgents(): Promise<RouteAgent>[] {
    const taken = [...agents.values()];
    agents.clear();
    return taken;
  }

  /** One try: by the first way that can be begun. */
  async function attempt(call: Call): Promise<Outcome> {
    const ways = await routes.to(origin);
    if (!ways.ok) return { failure: ways.failure, lost: false };
    let first: Outcome | null = null;
    for (const route of ways.value) {
      const outcome = await attemptBy(route, call);
      if (!("nowhere" in outcome)) return outcome;
      // Nothing was sent, so another way doubles nothing. What is told is what was wrong with the way that should be taken.
      first ??= { failure: outcome.nowhere, lost: false };
      if (closing.signal.aborted) break;
      routes.ledNowhere(route);
    }
    routes.allLedNowhere(origin);
    return first ?? { failure: failure("internal"), lost: false };
  }

  /** One try by one way; `nowhere` when it could not even be begun. */
  async function attemptBy(route: Route, call: Call): Promise<Outcome | { nowhere: Failure }> {
    const body = new AbortController();
    let timer: NodeJS.Timeout | undefined;
    try {
      const agent = await agentFor(route);
      const response = await agent.request({
        origin,
        path: call.path,
        method: call.method,
        headers: headersOf(call),
        body: call.body === undefined ? null : JSON.stringify(call.body),
        signal: call.stream ? AbortSignal.any([body.signal, call.stream.signal, streams.signal]) : body.signal,
      });
      if (call.stream && isStream(response)) {
        return { answer: await follow(response, call.stream, limits.silenceTimeoutMs, body), lost: false };
      }
      timer = setTimeout(() => body.abort(bodyTimeout()), limits.bodyTimeoutMs);
      if (response.statusCode >= 300 && response.statusCode < 400 && response.statusCode !== 304) {
        response.body.on("error", () => {}).destroy();
        return { failure: failure("redirected", { host }), lost: false };
      }
      const answer = await readAnswer(response);
      // A gateway that could not hear the service out (RFC 9110, 15.6.3 and 15.6.5) does not know what it did.
      return { answer, lost: answer.status === 502 || answer.status === 504 };
    } catch (error) {
      if (error instanceof ProxyFault) return proxyOutcome(error, route);
      const { code, reason, sent } = networkFault(error);
      const subject = code === "unknown-host" || code === "certificate" ? hostname : host;
      const told = failure(code, { host: subject, ...(reason ? { reason } : {}) });
      // A certificate is the server's own, whichever way leads to it.
      return sent || code === "certificate" ? { failure: told, lost: sent } : { nowhere: told };
    } finally {
      clearTimeout(timer);
    }
  }

  function proxyOutcome({ code, reason, status, answered }: ProxyFault, route: Route): Outcome | { nowhere: Failure } {
    const proxy = proxyOf(route);
    const told = failure(code, {
      host,
      ...(proxy ? { proxy } : {}),
      ...(reason ? { reason } : {}),
      ...(status ? { status } : {}),
    });
    return answered ? { failure: told, lost: false } : { nowhere: told };
  }

  return {
    host,
    async send(call) {
      const deadline = performance.now() + limits.retryWithinMs;
      let outcome = await attempt(call);
      let { lost } = outcome;
      for (const waitMs of call.repeatable ? limits.retryDelaysMs : []) {
        if (!mayPass(outcome) || performance.now() + waitMs > deadline) break;
        await delay(waitMs, undefined, { signal: closing.signal }).catch(() => {});
        if (closing.signal.aborted) break;
        outcome = await attempt(call);
        lost ||= outcome.lost;
      }
      return { ...outcome, lost };
    },
    renew() {
      streams.abort(renewed());
      streams = new AbortController();
      for (const agent of takeAgents()) agent.then((one) => one.close()).catch(() => {});
    },
    async close() {
      closing.abort();
      await Promise.all(takeAgents().map((agent) => agent.then((one) => one.destroy())));
    },
  };
}

/** The error undici itself would have thrown. */
function bodyTimeout(): Error {
  return Object.assign(new Error("The body did not end in time."), { code: "UND_ERR_BODY_TIMEOUT" });
}

function renewed(): Error {
  return Object.assign(new Error("The way to the server may be another one."), { code: "UND_ERR_ABORTED" });
}

function headersOf({ token, apiKey, headers, body }: Call): Record<string, string> {
  return {
    accept: "application/json, application/problem+json",
    // Compressed, 8 MB on the wire could be gigabytes in memory.
    "accept-encoding": "identity",
    "user-agent": "Keyrack",
    ...(body === undefined ? {} : { "content-type": "application/json" }),
    ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    ...(apiKey === undefined ? {} : { authorization: `ApiKey ${apiKey}` }),
    ...headers,
  };
}

const passing: ReadonlySet<FailureCode> = new Set([
  "connection-lost",
  "connection-refused",
  "unknown-host",
  "timeout",
  "proxy-unreachable",
]);

/** Whether a failure may be gone a moment later: the way there broke, or a gateway found its service away. */
function mayPass(outcome: Outcome): boolean {
  if ("answer" in outcome) {
    const { status, retryAfter } = outcome.answer;
    return (status === 502 || status === 503 || status === 504) && retryAfter === null;
  }
  return passing.has(outcome.failure.code);
}
