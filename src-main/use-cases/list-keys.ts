/** Reads the key list of the active connection into the state. Rows on screen stay until newer ones are there. */
import type { Result } from "../../src-preload/contract/failure.ts";
import type { ApiKey, KeyList } from "../../src-preload/contract/keys.ts";
import type { Context } from "../context.ts";
import { done, succeeded } from "../failures.ts";
import type { KeyPage, ListQuery } from "../ports.ts";
import { can } from "../state.ts";
import { reconcileRotations } from "./manual-rotations.ts";
import { withoutKeys } from "./merge-revoked.ts";
import { withKnown } from "./partial-list.ts";
import { takeFirstPage } from "./read-revoked.ts";
import { describeKept, reconcileKept } from "./reconcile-kept.ts";
import { concludeRevoked, whoseMemory } from "./remember-revoked.ts";
import { whatStandsThere } from "./what-stands-there.ts";
import { type SignedIn, withSession } from "./with-session.ts";

/** Reads all keys that work and the first page of the revoked ones. */
export function refreshKeys(context: Context): Promise<Result<null>> {
  return readLists(context, false);
}

/** `again`: the lists have just been read, and a key was in none of them. */
async function readLists(context: Context, again: boolean): Promise<Result<null>> {
  const { keys, activeConnectionId } = context.state.getState();
  const whose = whoseMemory(context);
  const onScreen = () => context.state.getState().activeConnectionId === activeConnectionId;
  const { listVersion, etags } = context.held;
  context.held.listsAsked += 1;
  const number = context.held.listsAsked;
  patchKeys(context, { status: keys.asOf === null ? "loading" : "refreshing" });
  const result = await withSession(context, async (signedIn) => {
    const [working, revoked, remembered] = await Promise.all([
      readWorking(signedIn, etags, can(context, "rotate")),
      readPage(signedIn, { status: "revoked", etag: etags.revoked }),
      whose ? context.revokedMemory.read(whose.connectionId, whose.accountId) : [],
    ]);
    if (!working.ok) return working;
    if (!revoked.ok) return revoked;
    return succeeded({
      ...working.value,
      revoked: revoked.value,
      remembered,
      connectionId: signedIn.connectionId,
      current: signedIn.isCurrent(),
    });
  });
  if (!result.ok) {
    const failure = await whatStandsThere(context, activeConnectionId, result.failure);
    // After a switch of connection `keys` is another connection's; its own refresh sets its status. Nor does it matter how this
    // one failed once a later one is on screen.
    const isSuperseded = context.held.listShown > number;
    if (onScreen() && !isSuperseded && context.state.getState().keys.status !== "idle")
      patchKeys(context, { status: "failed", failure });
    return { ok: false, failure };
  }
  const { retiring, revoked, remembered, connectionId, current } = result.value;
  const active =
    result.value.active === "unchanged"
      ? result.value.active
      : withKnown(result.value.active, keys.active, revoked === "unchanged" ? [] : revoked.keys);
  if (!current) {
    // The session ended meanwhile. After a new one the list is read anew; without one nobody else says that this is over.
    const { session, keys: now } = context.state.getState();
    const isPending = now.status === "refreshing" || now.status === "loading";
    if (onScreen() && isPending && session.status !== "signed-in" && number === context.held.listsAsked)
      patchKeys(context, { status: now.asOf === null ? "idle" : "ready" });
    return done;
  }
  // A key was made, renamed or revoked while the answer was on its way: ask again rather than show yesterday's truth.
  if (context.held.listVersion !== listVersion) return refreshKeys(context);
  // One that was asked for later has been answered sooner: it may show what this one could not know of yet.
  if (number < context.held.listShown) return done;
  // The lists are answers of their own: a key that went from a later one to an earlier one in between, because its rotation was
  // cancelled, is in none of them. It works, so it is looked for once more.
  if (!again && hasVanished(context, [active, retiring, revoked])) return readLists(context, true);
  context.held.listShown = number;
  const { keys: before } = context.state.getState();
  const working = [
    ...(active === "unchanged" ? before.active : active.keys),
    ...(retiring === "unchanged" ? before.retiring : retiring.keys),
  ];
  // Without a validator such a server's answer is never "unchanged".
  const concluded =
    whose && revoked !== "unchanged" ? concludeRevoked(context, whose, remembered, { working, revoked }) : null;
  const page = concluded?.page ?? revoked;
  if (active !== "unchanged") {
    context.held.etags.active = active.etag;
    patchKeys(context, { active: active.keys, limits: active.limits });
  }
  if (retiring !== "unchanged") {
    context.held.etags.retiring = retiring.etag;
    patchKeys(context, { retiring: retiring.keys });
  }
  if (page !== "unchanged") takeFirstPage(context, page);
  showOnceOnly(context);
  // Also after "unchanged": what the keychain refused to forget the last time is tried again.
  const works = workingKeys(context, before.retiring);
  // A key that the server leaves out may work all the same, so the value of none is forgotten.
  const reconcile = active !== "unchanged" && active.partial ? describeKept : reconcileKept;
  await Promise.all([concluded?.saved, reconcile(context, connectionId, works)]);
  reconcileRotations(context, connectionId);
  if (!onScreen()) return done;
  patchKeys(context, { status: "ready", asOf: context.clock.now().toISOString(), failure: null });
  return done;
}

/**
 * All keys that work. A rotation that somebody cancels between two answers leaves its key in neither of them: one that was
 * `retiring` before and is not known to be revoked is taken to work, until the next list.
 */
function workingKeys({ state }: Context, retiringBefore: readonly ApiKey[]): ApiKey[] {
  const { keys, revoked } = state.getState();
  const listed = [...keys.active, ...keys.retiring];
  const seen = new Set([...listed, ...revoked.rows].map(({ id }) => id));
  return [...listed, ...retiringBefore.filter(({ id }) => !seen.has(id))];
}

/** Whether a key that worked until now stands in none of these answers. */
function hasVanished({ state }: Context, pages: (KeyPage | "unchanged")[]): boolean {
  const { keys, revoked } = state.getState();
  const before = [keys.active, keys.retiring, revoked.rows];
  const now = pages.flatMap((page, at) => (page === "unchanged" ? (before[at] ?? []) : page.keys));
  const seen = new Set([...now, ...revoked.rows].map(({ id }) => id));
  return [...keys.active, ...keys.retiring].some(({ id }) => !seen.has(id));
}

/**
 * The lists are answers of their own, asked for in the order of a key's life: one that ended or was rotated between two of
 * them stands in both, and the later one tells what it is now.
 */
function showOnceOnly(context: Context): void {
  const { keys, revoked } = context.state.getState();
  const retiring = withoutKeys(keys.retiring, revoked.rows);
  if (retiring.length !== keys.retiring.length) {
    context.held.etags.retiring = null;
    patchKeys(context, { retiring });
  }
  const active = withoutKeys(keys.active, [...retiring, ...revoked.rows]);
  if (active.length === keys.active.length) return;
  context.held.etags.active = null;
  patchKeys(context, { active, limits: keys.limits && { ...keys.limits, active: active.length } });
}

/** Changes some of the list's state. */
function patchKeys(context: Context, change: Partial<KeyList>): void {
  context.state.setState(({ keys }) => ({ keys: { ...keys, ...change } }));
}

type Wanted = { status: ListQuery["status"]; cursor?: string | undefined; etag?: string | null };

function readPage({ api, token }: SignedIn, { status, cursor, etag }: Wanted): Promise<Result<KeyPage | "unchanged">> {
  return api.listKeys(token, { status, ...(cursor ? { cursor } : {}), ...(etag ? { etag } : {}) });
}

type Working = Record<"active" | "retiring", KeyPage | "unchanged">;

/** The active keys and, after them, the retiring ones: a key that is being rotated meanwhile is in the second list then. */
async function readWorking(
  signedIn: SignedIn,
  etags: Context["held"]["etags"],
  withRetiring: boolean,
): Promise<Result<Working>> {
  const active = await readAll(signedIn, "active", etags.active);
  if (!active.ok) return active;
  if (!withRetiring) return succeeded({ active: active.value, retiring: noPage });
  const retiring = await readAll(signedIn, "retiring", etags.retiring);
  return retiring.ok ? succeeded({ active: active.value, retiring: retiring.value }) : retiring;
}

/** What a server that cannot rotate would answer. */
const noPage: KeyPage = { keys: [], nextCursor: null, limits: null, etag: null };

/** There are few keys that work, but the contract pages them all the same. A validator is kept only for a single page. */
async function readAll(
  signedIn: SignedIn,
  status: keyof Working,
  etag: string | null,
): Promise<Result<KeyPage | "unchanged">> {
  const first = await readPage(signedIn, { status, etag });
  if (!first.ok || first.value === "unchanged") return first;
  const all = { ...first.value, keys: [...first.value.keys] };
  for (let cursor = first.value.nextCursor; cursor !== null; ) {
    const page = await readPage(signedIn, { status, cursor });
    if (!page.ok) return page;
    if (page.value === "unchanged") break;
    all.keys.push(...page.value.keys);
    all.etag = null;
    cursor = page.value.nextCursor;
  }
  return succeeded(all);
}
