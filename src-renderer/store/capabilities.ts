/** What the server on screen can do. Every view asks this, and none asks what kind of server it is. */
import type { AppState } from "../../src-preload/contract/app.ts";
import type { ApiKey } from "../../src-preload/contract/keys.ts";
import type { Abilities, Capabilities, KeyHeader } from "../../src-preload/contract/server.ts";
import { useApp } from "./app-store.ts";

/** What it is read from. */
export type AbilitySource = Pick<AppState, "session" | "connections" | "activeConnectionId">;

/** What is taken for granted of a connection that has had no session since there were other servers. A test keeps it equal to main's. */
export const abilitiesOfTheGuide: Abilities = {
  capabilities: {
    limit: true,
    repeatableCreate: true,
    rename: true,
    expiry: false,
    history: true,
    reason: true,
    lastUsed: true,
    rotate: false,
    audit: true,
    events: false,
    verify: true,
    warehouses: true,
  },
  keyHeader: { name: "Authorization", scheme: "ApiKey" },
};

/** As the session says; without one, as the last session said, so that an offline list shows the same as before. */
function abilitiesOf(app: AbilitySource, connectionId: string | null = app.activeConnectionId): Abilities {
  if (connectionId === app.activeConnectionId && app.session.status === "signed-in") return app.session.session;
  return app.connections.find(({ id }) => id === connectionId)?.abilities ?? abilitiesOfTheGuide;
}

/** Whether the server on screen can do that at all; whether it can be done now is another matter (availability.ts). */
export function can(app: AbilitySource, what: keyof Capabilities): boolean {
  return abilitiesOf(app).capabilities[what];
}

/** The same of any connection's server. */
export function canAt(app: AbilitySource, connectionId: string, what: keyof Capabilities): boolean {
  return abilitiesOf(app, connectionId).capabilities[what];
}

/** What the server on screen can do, for a view. */
export function useCan(what: keyof Capabilities): boolean {
  return useApp((app) => can(app, what));
}

/** What carries a key in a call. */
export function keyHeaderOf(app: AbilitySource): KeyHeader {
  return abilitiesOf(app).keyHeader;
}

/** Whether a reason for a revocation is kept by anybody: by the server, or with what is remembered here. */
export function takesReason(app: AbilitySource): boolean {
  return can(app, "reason") || !can(app, "history");
}

/** Whether when a key was last used is known: an empty time of use means "never" only then. */
export function knowsUse(app: AbilitySource, { lastUsedAt }: Pick<ApiKey, "lastUsedAt">): boolean {
  return lastUsedAt !== null || can(app, "lastUsed");
}

/** Said where somebody looks for a thing that the server on screen cannot do. */
export const cannot = {
  rename: "This server cannot rename keys.",
  audit: "This server keeps no record of what happened.",
  verify: "This server cannot be asked about a single key, so Keyrack cannot test one.",
  history: "This server does not keep revoked keys. They are remembered on this computer.",
} as const;
