/** Sends requests to one server: kept-alive connections, one way after another, careful retries, and no exception ever. */
import { setTimeout as delay } from "node:timers/promises";
import type { SecureContext } from "node:tls";
import { failure } from "../failures.ts";
import { attemptBy } from "./attempt.ts";
import { type Call, mayPass, type Outcome } from "./call.ts";
import { type Limits, limitsOf, type TransportOptions } from "./limits.ts";
import { type Route, routeKey } from "./route.ts";
import { createRouteAgent, type RouteAgent } from "./route-agent.ts";
import { directRoutes, type Routes } from "./routes.ts";

/** The way to one server. */
export interface Transport {
  /** Host and port, for sentences. */
  host: string;
  /** Scheme, host and port, for what a server wants to be told of where a request comes from. */
  origin: string;
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
  const limits: Limits = limitsOf(options);
  const { host, protocol } = new URL(origin);
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
      const way = { origin, route, agent: () => agentFor(route), endStreams: streams.signal, limits };
      const outcome = await attemptBy(way, call);
      if (!("nowhere" in outcome)) return outcome;
      // Nothing was sent, so another way doubles nothing. What is told is what was wrong with the way that should be taken.
      first ??= { failure: outcome.nowhere, lost: false };
      if (closing.signal.aborted) break;
      routes.ledNowhere(route);
    }
    routes.allLedNowhere(origin);
    return first ?? { failure: failure("internal"), lost: false };
  }

  return {
    host,
    origin,
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

function renewed(): Error {
  return Object.assign(new Error("The way to the server may be another one."), { code: "UND_ERR_ABORTED" });
}
