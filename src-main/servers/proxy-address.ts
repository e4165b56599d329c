/** Turns what a person types as a proxy's address into one that can be used. */
import type { Result } from "../../src-preload/contract/failure.ts";
import { failed, succeeded } from "../failures.ts";

/** Scheme, host and port. No user name: it has a field of its own, and a password here would end up in the settings. */
const shape = /^(?:(?<scheme>https?):\/\/)?(?<rest>(?:\[[0-9a-f:.]+\]|[^\s/?#@:\\[\]]+)(?::\d{1,5})?)\/?$/iu;

/**
 * Accepts `http://host[:port]`, `https://host[:port]` and a bare `host[:port]` (http, as is usual); answers
 * `scheme://host[:port]` with the scheme's default port left out, or `invalid-proxy`. Never throws.
 */
export function parseProxyAddress(typed: string): Result<string> {
  const parts = shape.exec(typed.trim())?.groups;
  if (!parts) return failed("invalid-proxy");
  const address = `${parts.scheme ?? "http"}://${parts.rest}`;
  if (!URL.canParse(address)) return failed("invalid-proxy");
  const url = new URL(address);
  return url.port === "0" ? failed("invalid-proxy") : succeeded(url.origin);
}

const defaultPorts: Record<string, string> = { "http:": "80", "https:": "443", "socks4:": "1080", "socks5:": "1080" };

/** Host and port of `http://host:port`, with the port always there: it is what a person looks for in a message. */
export function proxyHost(address: string): string {
  const { hostname, port, protocol } = new URL(address);
  return `${hostname}:${port || defaultPorts[protocol]}`;
}
