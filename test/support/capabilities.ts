/** What servers can do, for samples: everything, what the contract asks of every server, and a server that keeps little. */
import type { Capabilities, KeyHeader, ServerPlace } from "../../src-preload/contract/server.ts";

/** A server that can do all there is. */
export const everyCapability: Capabilities = {
  limit: true,
  repeatableCreate: true,
  rename: true,
  expiry: true,
  history: true,
  reason: true,
  lastUsed: true,
  rotate: true,
  audit: true,
  events: true,
  verify: true,
  warehouses: true,
};

/** A server of the management API: what the contract asks of every one, what any usual one can do, and `more`. */
export function keyrackCapabilities(...more: (keyof Capabilities)[]): Capabilities {
  const usual = ["rename", "reason", "lastUsed", "verify", "warehouses"] as const;
  return capabilitiesWith("limit", "repeatableCreate", "history", ...usual, ...more);
}

/** A server that knows no limit, keeps no revoked keys and must be sent a create once only. */
export const withoutHistory: Capabilities = capabilitiesWith("rename", "expiry", "lastUsed");

/** These and no others. */
export function capabilitiesWith(...these: (keyof Capabilities)[]): Capabilities {
  const all = Object.keys(everyCapability) as (keyof Capabilities)[];
  return Object.fromEntries(all.map((one) => [one, these.includes(one)])) as Capabilities;
}

/** Where the management API stands on a server. */
export const keyrackPlace: ServerPlace = { kind: "keyrack", basePath: "/api/v1" };
/** Where Better Auth stands on a server. */
export const betterAuthPlace: ServerPlace = { kind: "better-auth", basePath: "/api/auth" };
/** How keys of the management API are presented. */
export const keyrackHeader: KeyHeader = { name: "Authorization", scheme: "ApiKey" };
