/** Decides by which ways a server is reached, and remembers which of them led nowhere. */
import type { Result } from "../../src-preload/contract/failure.ts";
import { failed, succeeded } from "../failures.ts";
import type { WayToServers } from "../ports.ts";
import { isLoopback } from "./address.ts";
import { parseProxyAddress, proxyHost } from "./proxy-address.ts";
import { direct, type Route, readProxyAnswer, routeKey } from "./route.ts";

/** The ways to servers. */
export interface Routes {
  /** In the order in which to try them, at least one. */
  to(origin: string): Promise<Result<Route[]>>;
  /** A way could not even be begun: it is tried last for a while. */
  ledNowhere(route: Route): void;
  /** None of the ways to an origin could be begun: the system is asked again next time, in case they are others now. */
  allLedNowhere(origin: string): void;
  /** Everything is asked for anew. */
  forget(): void;
}

/** Milliseconds for which a dead proxy is tried last; Chromium waits as long (net/proxy_resolution/proxy_retry_info.h). */
const restMs = 5 * 60_000;

/** Milliseconds to wait for the system's answer. Where a script cannot be fetched, Chromium goes on without it in the end. */
const answerWithinMs = 20_000;

/** Every server is reached directly. */
export const directRoutes: Routes = {
  to: async () => succeeded([direct]),
  ledNowhere() {},
  allLedNowhere() {},
  forget() {},
};

/** The ways that `way` chooses. `now` in milliseconds, from any beginning. */
export function createRoutes(
  way: WayToServers,
  { now = () => performance.now(), waitMs = answerWithinMs }: { now?: () => number; waitMs?: number } = {},
): Routes {
  /** By origin; kept while it is on its way too, so that calls side by side ask once. */
  const answers = new Map<string, Promise<string>>();
  /** When a way that led nowhere may be tried first again, by its key. */
  const resting = new Map<string, number>();

  async function systemRoutes(origin: string): Promise<Result<Route[]>> {
    let asked = answers.get(origin);
    if (!asked) {
      asked = way.resolver.resolve(origin);
      answers.set(origin, asked);
      const mine = asked;
      asked.catch(() => {
        if (answers.get(origin) === mine) answers.delete(origin);
      });
    }
    const answer = await inTime(asked, waitMs);
    if (answer === null) {
      return failed("proxy-unreachable", { reason: "the system did not say which one leads there" });
    }
    const { routes, skipped } = readProxyAnswer(answer);
    if (routes.length > 0) return succeeded(routes);
    return failed("proxy-unreachable", { reason: `Keyrack cannot use “${skipped.join("; ")}”` });
  }

  async function manualRoute(address: string, username: string | null): Promise<Result<Route[]>> {
    // The settings file can be edited by hand.
    const read = parseProxyAddress(address);
    if (!read.ok) return read;
    const kind = read.value.startsWith("https:") ? "https" : "http";
    if (username === null) return succeeded([{ kind, address: read.value, credentials: null }]);
    const password = await way.proxyPassword();
    if (!password.ok) return password;
    return succeeded([{ kind, address: read.value, credentials: { username, password: password.value } }]);
  }

  return {
    async to(origin) {
      if (isLoopback(new URL(origin).hostname)) return succeeded([direct]);
      const choice = way.proxy();
      if (choice.mode === "direct") return succeeded([direct]);
      if (choice.mode === "manual") return manualRoute(choice.address, choice.username);
      const routes = await systemRoutes(origin);
      if (!routes.ok) return routes;
      const rests = (route: Route) => (resting.get(routeKey(route)) ?? Number.NEGATIVE_INFINITY) > now();
      return succeeded([...routes.value.filter((route) => !rests(route)), ...routes.value.filter(rests)]);
    },
    ledNowhere: (route) => void resting.set(routeKey(route), now() + restMs),
    allLedNowhere: (origin) => void answers.delete(origin),
    forget() {
      answers.clear();
      resting.clear();
      way.resolver.forget();
    },
  };
}

/** The proxy's host and port, for sentences; undefined for the direct way. */
export function proxyOf(route: Route): string | undefined {
  return route.kind === "direct" ? undefined : proxyHost(route.address);
}

/** The answer, or null when there is none in time or it failed. */
async function inTime(answer: Promise<string>, ms: number): Promise<string | null> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), ms);
  });
  try {
    return await Promise.race([answer, late]);
  } catch {
    return null;
  } finally {
    clearTimeout(timer);
  }
}
