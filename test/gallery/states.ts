/** States of the program to draw: one good day, and the ways it can differ. */
import { abilitiesOfTheGuide } from "../../src-main/abilities.ts";
import type { AppState } from "../../src-preload/contract/app.ts";
import type { Connection } from "../../src-preload/contract/connection.ts";
import type { Failure } from "../../src-preload/contract/failure.ts";
import type { ApiKey } from "../../src-preload/contract/keys.ts";
import type { Capabilities, ServerOffer } from "../../src-preload/contract/server.ts";
import type { Session } from "../../src-preload/contract/session.ts";

/** The moment every picture is taken at. */
export const now = Date.parse("2026-03-12T14:05:00Z");

const minute = 60_000;
const day = 24 * 60 * minute;

/** A moment before or (negative) after the pictures'. */
export const ago = (ms: number) => new Date(now - ms).toISOString();

const you = { id: "acc_1", name: "Ada Okafor" };
const other = { id: "acc_2", name: "Marta Kowalczyk" };

/** An active key. */
export function activeKey(part: Partial<ApiKey> & Pick<ApiKey, "id">): ApiKey {
  return {
    name: null,
    start: "krk_9fK2",
    last4: "x7Qd",
    status: "active",
    createdAt: ago(94 * day),
    createdBy: you,
    lastUsedAt: null,
    expiresAt: null,
    revokedAt: null,
    revokedBy: null,
    revocationReason: null,
    rotation: null,
    remembered: false,
    ...part,
  };
}

/** A revoked key. */
export function revokedKey(part: Partial<ApiKey> & Pick<ApiKey, "id">): ApiKey {
  return activeKey({ status: "revoked", revokedAt: ago(9 * day), revokedBy: you, lastUsedAt: ago(12 * day), ...part });
}

/** The three keys of the pictures. */
export const threeKeys: ApiKey[] = [
  activeKey({ id: "k1", name: "Production API", lastUsedAt: ago(2 * minute) }),
  activeKey({
    id: "k2",
    name: "Inventory Sync",
    start: "krk_Zt04",
    last4: "m1Lp",
    createdAt: ago(45 * day),
    lastUsedAt: ago(72 * minute),
  }),
  activeKey({
    id: "k3",
    name: "Staging Tests",
    start: "krk_b7Wn",
    last4: "0OaE",
    createdAt: ago(424 * day),
    lastUsedAt: ago(41 * day),
  }),
];

/** Two more, to reach the limit. */
export const fiveKeys: ApiKey[] = [
  ...threeKeys,
  activeKey({ id: "k4", name: null, start: "krk_Qm5c", last4: "8sVu", createdAt: ago(3 * day) }),
  activeKey({
    id: "k5",
    name: "Rotterdam label printer",
    start: "krk_L0oI",
    last4: "1lI0",
    createdAt: ago(20 * minute),
    lastUsedAt: ago(10_000),
  }),
];

/** The two revoked keys of the pictures. */
export const twoRevoked: ApiKey[] = [
  revokedKey({
    id: "r1",
    name: "Old import script",
    start: "krk_4hTq",
    last4: "Vb2s",
    revocationReason: "No longer in use",
  }),
  revokedKey({ id: "r2", start: "krk_pR8y", last4: "K0dz", revokedAt: ago(12 * day) }),
];

/** Names that try a layout. */
export const awkwardKeys: ApiKey[] = [
  activeKey({ id: "a1", name: "W".repeat(64), lastUsedAt: ago(2 * minute) }),
  activeKey({
    id: "a2",
    name: "مفتاح الإنتاج الرئيسي (v2)",
    start: "krk_Zt04",
    last4: "m1Lp",
    lastUsedAt: ago(3 * day),
  }),
  activeKey({
    id: "a3",
    name: "👩‍🚀🚀 Ωmega ключ 鍵 — naïve",
    start: "krk_b7Wn",
    last4: "0OaE",
    lastUsedAt: ago(41 * day),
  }),
  activeKey({ id: "a4", name: '<b>bold</b> & "quoted"', start: "krk_Qm5c", last4: "8sVu" }),
];

/** Their revoked companions. */
export const awkwardRevoked: ApiKey[] = [
  revokedKey({
    id: "ar1",
    name: "שלום production",
    start: "krk_4hTq",
    last4: "Vb2s",
    revokedBy: other,
    revocationReason:
      "Leaked in a public repository by the old import script; replaced by one key for each warehouse, see the incident of 3 March for the whole story and what is left to do.",
  }),
  revokedKey({
    id: "ar2",
    name: "x".repeat(64),
    start: "krk_pR8y",
    last4: "K0dz",
    revokedBy: null,
    revocationReason: "z".repeat(60),
  }),
];

/** More revoked keys than the eye takes in. */
export const manyRevoked: ApiKey[] = Array.from({ length: 25 }, (_, index) =>
  revokedKey({
    id: `m${index}`,
    name: index % 7 === 3 ? null : `Nightly import ${25 - index}`,
    start: `krk_${(4096 + index * 37).toString(36)}a`,
    last4: (46656 + index * 91).toString(36).slice(-4),
    revokedAt: ago((9 + index * 6) * day),
    revokedBy: index % 3 === 0 ? other : you,
    revocationReason: index % 2 === 0 ? "Rotated" : null,
  }),
);

/** The kinds of servers, as main offers them. */
export const servers: ServerOffer[] = [
  { kind: "keyrack", label: "Keyrack API", signIn: ["password"], movable: false },
  { kind: "better-auth", label: "Better Auth", signIn: ["password", "token"], movable: true },
];

/** The Local workspace. */
export const local: Connection = {
  id: "0d0f7c7e-0f4d-4a55-9f83-5d0f4c6f1a01",
  kind: "local",
  name: "Local workspace",
  colour: "graphite",
  origin: "http://127.0.0.1:43117",
  server: { kind: "keyrack", basePath: "/api/v1" },
  email: null,
  sessionStored: true,
};

/** A server by address. */
export const remote: Connection = {
  id: "0d0f7c7e-0f4d-4a55-9f83-5d0f4c6f1a02",
  kind: "remote",
  name: "api.northwind.example",
  colour: "blue",
  origin: "https://api.northwind.example",
  server: { kind: "keyrack", basePath: "/api/v1" },
  email: "ada@northwind.example",
  sessionStored: true,
};

/** An identity server of another kind. */
export const identity: Connection = {
  id: "0d0f7c7e-0f4d-4a55-9f83-5d0f4c6f1a03",
  kind: "remote",
  name: "Identity",
  colour: "violet",
  origin: "https://id.northwind.example",
  server: { kind: "better-auth", basePath: "/api/auth" },
  email: "ada@northwind.example",
  sessionStored: true,
};

/** A server of the management API that leaves rotating to Keyrack. */
export const keyrackCapabilities: Capabilities = abilitiesOfTheGuide.capabilities;

/** A server that runs Better Auth: no limit, no history, no trail, and keys that can end by themselves. */
const betterAuthCapabilities: Capabilities = {
  limit: false,
  repeatableCreate: false,
  rename: true,
  expiry: true,
  history: false,
  reason: false,
  lastUsed: true,
  rotate: false,
  audit: false,
  events: false,
  verify: false,
  warehouses: false,
};

const session: Session = {
  account: { ...you, email: "ada@northwind.example" },
  organization: { id: "org_1", name: "Northwind Logistics" },
  warehouses: [
    { id: "wh_rotterdam", name: "Rotterdam" },
    { id: "wh_leipzig", name: "Leipzig" },
  ],
  capabilities: keyrackCapabilities,
  keyHeader: { name: "Authorization", scheme: "ApiKey" },
  expiresAt: ago(-7 * 60 * minute),
};

const identitySession: Session = {
  ...session,
  organization: null,
  warehouses: [],
  capabilities: betterAuthCapabilities,
  keyHeader: { name: "x-api-key", scheme: null },
  expiresAt: ago(-6 * day),
};

/** A failure as main would word it. */
export const failure = (code: Failure["code"], message: string, rest: Partial<Failure> = {}): Failure => ({
  code,
  message,
  ...rest,
});

/** The failures the pictures need. */
export const failures = {
  offline: failure(
    "connection-refused",
    "Nothing answers at api.northwind.example. Check the address and port, or try again later; nothing was changed.",
  ),
  timeout: failure("timeout", "api.northwind.example took too long to answer. Nothing was lost; try again."),
  server: failure(
    "server-error",
    "api.northwind.example has a problem of its own (error 500). Nothing here was lost; try again in a little while.",
  ),
  codeRequired: failure("code-required", "Your account also wants a code. Enter the one your authenticator app shows."),
  invalidCode: failure("invalid-code", "That code was not taken. Enter the one your authenticator app shows now."),
  invalidToken: failure(
    "invalid-token",
    "That session token is not good, or its session has ended. Copy it again, whole, and try once more.",
  ),
  notAnApi: failure(
    "not-an-api",
    "Something answers at id.northwind.example, but it is not a key management API. Check the address; nothing was changed.",
  ),
  credentials: failure("invalid-credentials", "The e-mail and password do not match. Check both and try again."),
  certificate: failure(
    "certificate",
    "api.northwind.example could not prove who it is: it has expired. Nothing was sent. Ask whoever runs it to renew or install the certificate.",
  ),
  rateLimited: failure(
    "rate-limited",
    "Too many requests in a short time. Nothing was lost; try again in 42 seconds.",
    { retryAfterSeconds: 42 },
  ),
  ended: failure("session-expired", "Your session has ended. Nothing was changed; sign in and try again."),
  clipboard: failure(
    "clipboard-refused",
    "The key was not copied: the clipboard did not take it. Try again, or select the text and copy it.",
  ),
  notHeld: failure(
    "key-not-held",
    "That key's value is not held any more. If it was not copied, revoke it and generate another.",
  ),
  locked: failure("keychain-locked", "The system keychain is locked. Unlock it and try again; nothing was lost."),
  limit: failure(
    "key-limit-reached",
    "5 of 5 keys are active. Revoke one that is no longer needed, then generate another.",
    { maxActive: 5 },
  ),
  service: failure(
    "local-service",
    "The Local workspace did not start: its port is taken. Its keys are safe on disk; try again.",
  ),
};

/** A good day: signed in to the Local workspace, three keys active, two revoked. */
export function goodDay(part: Partial<AppState> = {}): AppState {
  return {
    about: {
      version: "0.1.0",
      electron: "45.4.1",
      chromium: "144.0.7559.60",
      node: "24.11.1",
      platform: "linux",
      profileFolder: "/home/ada/.config/Keyrack",
    },
    appearance: "system",
    servers,
    connections: [local, remote],
    activeConnectionId: local.id,
    session: { status: "signed-in", session, keptIn: "keychain" },
    network: { status: "online", since: ago(20 * minute), failure: null, nextTryAt: null, live: false },
    transport: {
      proxy: { mode: "system" },
      proxyPassword: "none",
      authorities: { system: true, file: null },
    },
    keychain: { status: "ok", help: null },
    ...lists(threeKeys, twoRevoked),
    newKey: null,
    lostKey: null,
    rotations: [],
    attention: [],
    dismissedAttention: 0,
    activity: { status: "idle", events: [], more: false, failure: null, ofKey: null },
    kept: [],
    clipboard: { holding: null, conceals: false },
    preferences: {
      keepNewKeys: false,
      clearAfter: 30,
      closeToTray: true,
      quickCopyShortcut: null,
      startAtLogin: false,
      attention: { oldAfterDays: 90, neverUsedAfterDays: 7, idleAfterDays: 30, expiringWithinDays: 14 },
      weeklyReminder: true,
    },
    desktop: { tray: "unknown", shortcutFailure: null },
    notices: [],
    ...part,
  };
}

/** Both lists as they are after a good answer. `moreRevoked`: the server holds more revoked keys. */
export function lists(
  active: ApiKey[],
  revoked: ApiKey[],
  part: Partial<AppState["keys"]> = {},
  moreRevoked = false,
): Pick<AppState, "keys" | "revoked"> {
  return {
    keys: {
      status: "ready",
      active,
      retiring: [],
      limits: { maxActive: 5, active: active.length },
      asOf: ago(3 * minute),
      failure: null,
      ...part,
    },
    revoked: { rows: revoked, more: moreRevoked, readingAll: false },
  };
}

/** A key as Better Auth lists it: without its end, and without who made it. */
export function identityKey(part: Partial<ApiKey> & Pick<ApiKey, "id">): ApiKey {
  return activeKey({ start: "nw_Hk3d", last4: null, createdBy: null, ...part });
}

/** Its three keys; one of them ends by itself. */
export const identityKeys: ApiKey[] = [
  identityKey({ id: "b1", name: "Storefront", lastUsedAt: ago(5 * minute) }),
  identityKey({
    id: "b2",
    name: "Nightly export",
    start: "nw_9aQz",
    createdAt: ago(31 * day),
    expiresAt: ago(-9 * day),
  }),
  identityKey({ id: "b3", start: "nw_t70P", createdAt: ago(2 * day) }),
];

/** What was revoked there, as this computer remembers it. */
export const identityRevoked: ApiKey[] = [
  identityKey({
    id: "br1",
    name: "Old storefront",
    start: "nw_Wc5e",
    status: "revoked",
    revokedAt: ago(9 * day),
    revocationReason: "Replaced",
    lastUsedAt: ago(12 * day),
    remembered: true,
  }),
];

/** A good day with the identity server on screen. */
export function identityDay(part: Partial<AppState> = {}): AppState {
  return goodDay({
    connections: [local, remote, identity],
    activeConnectionId: identity.id,
    session: { status: "signed-in", session: identitySession, keptIn: "keychain" },
    ...lists(identityKeys, identityRevoked, { limits: null }),
    ...part,
  });
}

/** Lists nobody has answered for yet. */
export const noLists: Pick<AppState, "keys" | "revoked"> = {
  keys: { status: "idle", active: [], retiring: [], limits: null, asOf: null, failure: null },
  revoked: { rows: [], more: false, readingAll: false },
};

/** The first run. */
export const firstRun = goodDay({
  connections: [],
  activeConnectionId: null,
  session: { status: "none" },
  network: { status: "unknown", since: null, failure: null, nextTryAt: null, live: false },
  keychain: { status: "unknown", help: null },
  ...noLists,
});
