/** Turns what a person types into a server's origin, and refuses what must not carry a password. */
import type { Result } from "../../src-preload/contract/failure.ts";
import { ServerPlace } from "../../src-preload/contract/server.ts";
import { failed, succeeded } from "../failures.ts";
import type { Address } from "../ports.ts";

/** Scheme, host and port, and the plain path where an API may begin: anything else is more than an address. */
const shape =
  /^(?:(?<scheme>https?):\/\/)?(?<host>\[[0-9a-f:.]+\]|[^\s/?#@:\\[\]]+)(?<port>:\d{1,5})?(?<path>(?:\/[\w.~-]+){0,8})\/?$/iu;

/**
 * Accepts `https://host[:port][/]`, the same with a path such as `/api/auth`, and a bare `host[:port]` (https, or http on this computer).
 * Answers `invalid-address`, or `insecure-address` for http to another computer. Never throws.
 */
export function parseAddress(typed: string): Result<Address> {
  const parts = shape.exec(typed.trim())?.groups;
  if (!parts) return failed("invalid-address");
  const address = (scheme: string) => `${scheme}://${parts.host}${parts.port ?? ""}`;
  const url = urlOf(address(parts.scheme ?? "https"));
  if (!url || url.port === "0") return failed("invalid-address");
  const path = parts.path || null;
  // What a browser would rewrite is not an address but a riddle; and it must fit where it is kept.
  const plain =
    path === null || (!/\/\.{1,2}(?:\/|$)/.test(path) && ServerPlace.shape.basePath.safeParse(path).success);
  if (!plain) return failed("invalid-address");
  const accepted = (chosen: URL) => succeeded({ origin: chosen.origin, host: chosen.host, path });
  if (!isLoopback(url.hostname)) {
    return url.protocol === "https:" ? accepted(url) : failed("insecure-address", { host: url.host });
  }
  // A service on this computer rarely has a certificate, and nobody else can listen in.
  return accepted(parts.scheme ? url : new URL(address("http")));
}

function urlOf(text: string): URL | null {
  return URL.canParse(text) ? new URL(text) : null;
}

/** Whether a host name, as URL normalises it (`127.1` is `127.0.0.1` by then), can only mean this computer. */
export function isLoopback(hostname: string): boolean {
  return hostname === "localhost" || hostname === "[::1]" || /^127\.\d+\.\d+\.\d+$/.test(hostname);
}
