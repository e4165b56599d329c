/** A way to a server, and how the system's answer about proxies is read. */

/** What a proxy speaks. */
export type ProxyKind = "http" | "https" | "socks4" | "socks5";

/** One way: straight, or by a proxy. */
export type Route =
  | { kind: "direct" }
  | {
      /** `http` and `https` are asked with CONNECT (RFC 9110, 9.3.6), `https` over TLS. `socks5` is RFC 1928, `socks4` 4a. */
      kind: ProxyKind;
      /** `http://host:port`, or the kind in place of `http`. */
      address: string;
      /** For Basic (RFC 7617); null: none are sent. */
      credentials: { username: string; password: string } | null;
    };

/** Straight to the server. */
export const direct: Route = { kind: "direct" };

/** A way by a proxy. */
export type ProxyRoute = Exclude<Route, { kind: "direct" }>;

/** Which kind of proxy a word of the answer stands for, as Chromium means them (net/docs/proxy.md). */
const kinds: Record<string, ProxyKind> = {
  PROXY: "http",
  HTTP: "http",
  HTTPS: "https",
  SOCKS: "socks4",
  SOCKS4: "socks4",
  SOCKS5: "socks5",
};

/** The answer as ways, best first. `skipped` are the entries that cannot be used, as they were written. */
export interface ReadAnswer {
  routes: Route[];
  skipped: string[];
}

/**
 * Reads `PROXY a:3128; SOCKS5 b:1080; DIRECT`, as `session.resolveProxy` and PAC scripts write it
 * (https://developer.mozilla.org/docs/Web/HTTP/Guides/Proxy_servers_and_tunneling/Proxy_Auto-Configuration_PAC_file).
 * An empty answer is `DIRECT`.
 */
export function readProxyAnswer(answer: string): ReadAnswer {
  const entries = answer
    .split(";")
    .map((entry) => entry.trim())
    .filter(Boolean);
  const routes: Route[] = [];
  const skipped: string[] = [];
  for (const entry of entries.length > 0 ? entries : ["DIRECT"]) {
    const route = readEntry(entry);
    if (!route) skipped.push(entry);
    else if (!routes.some((known) => sameRoute(known, route))) routes.push(route);
  }
  return { routes, skipped };
}

function readEntry(entry: string): Route | null {
  const [word = "", place = "", ...rest] = entry.split(/\s+/);
  if (word.toUpperCase() === "DIRECT" && place === "") return direct;
  const kind = kinds[word.toUpperCase()];
  const address = `${kind}://${place}`;
  if (!kind || place === "" || rest.length > 0 || !URL.canParse(address)) return null;
  const { hostname, port, username, pathname } = new URL(address);
  if (!hostname || username || pathname.length > 1) return null;
  return { kind, address: `${kind}://${hostname}${port ? `:${port}` : ""}`, credentials: null };
}

/** What tells one way from another. */
export function routeKey(route: Route): string {
  return route.kind === "direct" ? "direct" : route.address;
}

function sameRoute(one: Route, other: Route): boolean {
  return routeKey(one) === routeKey(other);
}
