/** Creates whose answers never came: remembered, looked for in every list, and shown until the person has dealt with them. */
import { randomUUID } from "node:crypto";
import { isDeepStrictEqual } from "node:util";
import type { Notice } from "../../src-preload/contract/app.ts";
import type { ApiKey, LostKey } from "../../src-preload/contract/keys.ts";
import type { Context } from "../context.ts";
import type { Create, LostCreate, Replacing } from "../held.ts";
import { keyHint } from "../key-hint.ts";
import { can } from "../state.ts";
import { addNotice, removeNotice } from "./notices.ts";

/** How long a server gives the first answer again for the same Idempotency-Key, milliseconds (DESIGN.md section 4). */
const answeredAgainMs = 600_000;

/** What a person asks for: a key of a name, to take another's place or nobody's. */
export interface Wish {
  name: string | null;
  expiresInDays: number | null;
  replacing: Replacing | null;
}

/**
 * The create to send for a wish: the one whose answer was lost, if it is the same and lately, so that there are never two keys. On
 * a server that would make a second one (without the capability `repeatableCreate`) none is ever sent again.
 */
export function beginCreate(context: Context, connectionId: string, wish: Wish): Create {
  const { name, expiresInDays, replacing } = wish;
  const now = context.clock.now().getTime();
  // Of several lost keys the person sees one.
  const shown = shownLost(context);
  if (shown?.apiKey) shown.told = true;
  const earlier = ofThisList(context).find(
    (create) =>
      can(context, "repeatableCreate") &&
      isDeepStrictEqual(create.replacing, replacing) &&
      // What the server puts in a key's place takes that key's name over, and that may have changed meanwhile.
      (isByServer(replacing) || (create.name === name && create.expiresInDays === expiresInDays)) &&
      // Once the person has been told that its key is there, another press is another wish.
      !create.told &&
      now - create.sentAt < answeredAgainMs,
  );
  if (earlier) {
    // What was said of it ends with this press; its answer says more.
    removeNotice(context, lostKeyId(earlier));
    return earlier;
  }
  const { keys, revoked } = context.state.getState();
  const known = [...keys.active, ...keys.retiring, ...revoked.rows];
  return {
    connectionId,
    idempotencyKey: randomUUID(),
    name,
    expiresInDays,
    replacing,
    accountId: context.held.listAccountId,
    knownIds: new Set(known.map(({ id }) => id)),
    newestKnown: known.reduce((newest, { createdAt }) => (later(createdAt, newest) ? createdAt : newest), ""),
    sentAt: now,
  };
}

/**
 * The active keys that `create` may have made, by what the server says of them: new to this computer, of that name or in that
 * key's place, by that account, and not older than what was known before. No clock of ours is asked: it may differ from the
 * server's.
 */
export function mayHaveMade(context: Context, create: Create): ApiKey[] {
  const { keys, newKey } = context.state.getState();
  const others = (context.held.lostCreates.get(create.connectionId) ?? []).filter((one) => !isSame(one, create));
  return keys.active.filter(
    (key) =>
      !create.knownIds.has(key.id) &&
      !others.some(({ apiKey }) => apiKey?.id === key.id) &&
      key.id !== newKey?.apiKey.id &&
      (isByServer(create.replacing)
        ? key.rotation?.replaces === create.replacing.keyId
        : key.name === create.name && (key.rotation?.replaces ?? null) === null) &&
      // A server that does not say whose it is lists nobody else's.
      (key.createdBy === null || key.createdBy.id === create.accountId) &&
      !later(create.newestKnown, key.createdAt),
  );
}

/** Whether the server itself puts the new key in another's place. */
export function isByServer(replacing: Replacing | null): replacing is Replacing & { graceSeconds: number } {
  return replacing !== null && replacing.graceSeconds !== null;
}

/** What a lost create is called outside main (`LostKey.id`). Creates are sent one after the other, so the moment tells them apart. */
export function lostKeyId({ sentAt }: Create): string {
  return `lost-key-${sentAt}`;
}

/** Whether it has been sent before and its answer is still missing. */
export function isLost({ held }: Context, create: Create): boolean {
  return (held.lostCreates.get(create.connectionId) ?? []).some((one) => isSame(one, create));
}

/** Remembers a create as lost, in place of what was known and said of it. */
export function rememberLost(context: Context, lost: LostCreate): void {
  const { lostCreates } = context.held;
  removeNotice(context, lostKeyId(lost));
  const others = (lostCreates.get(lost.connectionId) ?? []).filter((one) => !isSame(one, lost));
  lostCreates.set(lost.connectionId, [...others, lost]);
  showLostKey(context);
}

/** A key whose value was received, or which the person knows of: no lost create is taken to have made it, however alike it is. */
export function noteKnown(context: Context, connectionId: string, keyId: string): void {
  const { lostCreates } = context.held;
  const all = lostCreates.get(connectionId);
  if (all) {
    const known = all.map((lost) => ({ ...lost, knownIds: new Set([...lost.knownIds, keyId]) }));
    lostCreates.set(connectionId, known);
  }
}

/** Forgets a create that is lost no longer, or never was. */
export function forgetLost(context: Context, create: Create): void {
  const { lostCreates } = context.held;
  const rest = (lostCreates.get(create.connectionId) ?? []).filter((one) => !isSame(one, create));
  lostCreates.set(create.connectionId, rest);
  showLostKey(context);
}

/** The one to show: that of which there was news last, so that an open form sees what became of its own. */
function shownLost(context: Context): LostCreate | null {
  return ofThisList(context).findLast(({ apiKey, listRead }) => apiKey !== null || !listRead) ?? null;
}

/** The one of that name whose key exists; undefined where it has been dealt with meanwhile. */
export function findLost(context: Context, id: string): (LostCreate & { apiKey: ApiKey }) | undefined {
  return ofThisList(context).find(
    (lost): lost is LostCreate & { apiKey: ApiKey } => lost.apiKey !== null && lostKeyId(lost) === id,
  );
}

/** Looks for lost keys in every list that the server answers, from now on. Answers how to stop. */
export function lookForLostKeys(context: Context): () => void {
  return context.state.subscribe((now, before) => {
    if (now.keys !== before.keys && now.keys.status === "ready" && now.session.status === "signed-in") settle(context);
    // Another connection, or another account, has lost keys of its own.
    else if (now.activeConnectionId !== before.activeConnectionId || now.session !== before.session)
      showLostKey(context);
  });
}

/** Draws the conclusions from a list that the server has just answered. */
function settle(context: Context): void {
  for (const lost of ofThisList(context)) {
    const { active } = context.state.getState().keys;
    const known = lost.apiKey && active.find(({ id }) => id === lost.apiKey?.id);
    if (known) rememberLost(context, { ...lost, apiKey: known });
    else if (lost.apiKey || (lost.listRead && context.clock.now().getTime() - lost.sentAt >= answeredAgainMs)) {
      // It has been revoked, here or elsewhere; or it was never made, and whatever held the request up has given it up.
      forgetLost(context, lost);
    } else conclude(context, lost);
  }
}

function conclude(context: Context, lost: LostCreate): void {
  const found = mayHaveMade(context, lost);
  const [only] = found;
  const name = lost.name === null ? "without a name" : `“${lost.name}”`;
  const tell = (tone: Notice["tone"], message: string) => addNotice(context, { id: lostKeyId(lost), tone, message });
  if (only && found.length === 1) {
    rememberLost(context, { ...lost, apiKey: only, listRead: true });
  } else if (only) {
    forgetLost(context, lost);
    tell(
      "warning",
      `A key ${name} was created but its value was not received. It is ${eitherOf(found)}: revoke the one whose value nobody has.`,
    );
  } else if (!lost.listRead) {
    rememberLost(context, { ...lost, listRead: true });
    tell("info", notListedText(name, lost.replacing !== null, can(context, "repeatableCreate")));
  }
}

/** What a list says that does not show a key; `repeatable`: it cannot come twice either. */
function notListedText(name: string, rotating: boolean, repeatable: boolean): string {
  if (!repeatable)
    return `The server’s list shows no ${rotating ? `successor of the key ${name}` : `key ${name}`} now. Look at it again in a minute before you generate another, or there may be two.`;
  return rotating
    ? `The key ${name} has no successor: the server’s list shows none. Rotate it again when you like.`
    : `The key ${name} was not created: the server’s list shows no such key. Generate it again when you like.`;
}

/** "krk_9fK2••••x7Qd or krk_Zt04••••m1Lp". */
export function eitherOf(keys: readonly ApiKey[]): string {
  return keys.map(keyHint).join(" or ");
}

function showLostKey(context: Context): void {
  const shown = shownLost(context);
  const lostKey: LostKey | null =
    shown &&
    (shown.apiKey
      ? { id: lostKeyId(shown), status: "created", name: shown.apiKey.name, apiKey: shown.apiKey }
      : { id: lostKeyId(shown), status: "unknown", name: shown.name });
  const before = context.state.getState().lostKey;
  if (JSON.stringify(before) !== JSON.stringify(lostKey)) context.state.setState({ lostKey });
}

/** Those of the connection and the account whose list is on screen. */
function ofThisList({ state, held }: Context): readonly LostCreate[] {
  const { activeConnectionId } = state.getState();
  const all = activeConnectionId === null ? undefined : held.lostCreates.get(activeConnectionId);
  return (all ?? []).filter(({ accountId }) => accountId === held.listAccountId);
}

function isSame(a: Create, b: Create): boolean {
  return a.idempotencyKey === b.idempotencyKey;
}

/** Whether moment `a` comes after `b`; the empty text comes before every moment. */
function later(a: string, b: string): boolean {
  return (Date.parse(a) || 0) > (Date.parse(b) || 0);
}
