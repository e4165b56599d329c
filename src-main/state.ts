/** The one state of the program: owned by main, drawn by the window. No secret is in it. */
import { createStore, type StoreApi } from "zustand/vanilla";
import type { Activity } from "../src-preload/contract/activity.ts";
import type { About, AppState, Notice } from "../src-preload/contract/app.ts";
import type { Connection } from "../src-preload/contract/connection.ts";
import type { KeyList, RevokedList } from "../src-preload/contract/keys.ts";
import type { Capabilities } from "../src-preload/contract/server.ts";
import type { CachedList, Servers, Settings } from "./ports.ts";

/** The store that holds the state. */
export type State = StoreApi<AppState>;

/** A key list of which nothing is known yet. */
export const noKeys: KeyList = {
  status: "idle",
  active: [],
  retiring: [],
  limits: null,
  asOf: null,
  failure: null,
};

/** Nothing of the audit trail is known. */
export const noActivity: Activity = { status: "idle", events: [], more: false, failure: null, ofKey: null };

/** No revoked key is known. */
export const noRevoked: RevokedList = { rows: [], more: false, readingAll: false };

/** The state at start: what the settings remember, and nothing from any server. */
export function createState(
  about: About,
  settings: Settings,
  notices: Notice[],
  conceals: boolean,
  servers: Pick<Servers, "systemAuthorities" | "offers"> = { systemAuthorities: false, offers: [] },
): State {
  return createStore<AppState>(() => ({
    about,
    appearance: settings.appearance,
    servers: [...servers.offers],
    connections: settings.connections,
    activeConnectionId: settings.activeConnectionId,
    session: settings.activeConnectionId === null ? { status: "none" } : { status: "restoring" },
    network: { status: "unknown", since: null, failure: null, nextTryAt: null, live: false },
    transport: {
      proxy: settings.proxy,
      proxyPassword: hasProxyUser(settings) && settings.proxyPasswordStored ? "keychain" : "none",
      authorities: {
        system: servers.systemAuthorities,
        file: settings.authoritiesFile === null ? null : { path: settings.authoritiesFile, count: 0, failure: null },
      },
    },
    keychain: { status: "unknown", help: null },
    keys: noKeys,
    revoked: noRevoked,
    newKey: null,
    lostKey: null,
    rotations: settings.rotations,
    attention: [],
    dismissedAttention: 0,
    activity: noActivity,
    kept: settings.kept,
    clipboard: { holding: null, conceals },
    preferences: settings.preferences,
    desktop: { tray: "unknown", shortcutFailure: null },
    notices,
  }));
}

/** Without a user name there is no password either, even if one could not be removed from the keychain. */
function hasProxyUser({ proxy }: Settings): boolean {
  return proxy.mode === "manual" && proxy.username !== null;
}

/** Both lists as a cached one shows them: what was known, and how old it is. */
export function listsFrom({ active, retiring, revoked, moreRevoked, limits, asOf }: CachedList): {
  keys: KeyList;
  revoked: RevokedList;
} {
  return {
    keys: { status: "ready", active, retiring, limits, asOf, failure: null },
    revoked: { rows: revoked, more: moreRevoked, readingAll: false },
  };
}

/** Whether the server on screen can do that; false while nobody is signed in. */
export function can({ state }: { state: State }, what: keyof Capabilities): boolean {
  const { session } = state.getState();
  return session.status === "signed-in" && session.session.capabilities[what];
}

/** The connection in use, if there is one. */
export function activeConnection(state: State): Connection | null {
  const { connections, activeConnectionId } = state.getState();
  return connections.find((connection) => connection.id === activeConnectionId) ?? null;
}
