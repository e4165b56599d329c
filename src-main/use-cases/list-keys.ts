/** Reads the key list of the active connection into the state. Rows on screen stay until newer ones are there. */
import type { Result } from "../../src-preload/contract/failure.ts";
import type { KeyList } from "../../src-preload/contract/keys.ts";
import type { Context } from "../context.ts";
import { done, succeeded } from "../failures.ts";
import type { KeyPage, ListQuery } from "../ports.ts";
import { withoutKeys } from "./merge-revoked.ts";
import { takeFirstPage } from "./read-revoked.ts";
import { reconcileKept } from "./reconcile-kept.ts";
import { type SignedIn, withSession } from "./with-session.ts";

/** Reads all active keys and the first page of the revoked ones. */
export async function refreshKeys(context: Context): Promise<Result<null>> {
  const { keys, activeConnectionId } = context.state.getState();
  const onScreen = () => context.state.getState().activeConnectionId === activeConnectionId;
  const { listVersion, etags } = context.held;
  context.held.listsAsked += 1;
  const number = context.held.listsAsked;
  patchKeys(context, { status: keys.asOf === null ? "loading" : "refreshing" });
  const result = await withSession(context, async (signedIn) => {
    const [active, revoked] = await Promise.all([
      readAllActive(signedIn, etags.active),
      readPage(signedIn, { status: "revoked", etag: etags.revoked }),
    ]);
    if (!active.ok) return active;
    if (!revoked.ok) return revoked;
    return succeeded({
      active: active.value,
      revoked: revoked.value,
      connectionId: signedIn.connectionId,
      current: signedIn.isCurrent(),
    });
  });
  if (!result.ok) {
    // After a switch of connection `keys` is another connection's; its own refresh sets its status.
    if (onScreen() && context.state.getState().keys.status !== "idle")
      patchKeys(context, { status: "failed", failure: result.failure });
    return result;
  }
  const { active, revoked, connectionId, current } = result.value;
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
  context.held.listShown = number;
  if (active !== "unchanged") {
    context.held.etags.active = active.etag;
    patchKeys(context, { active: active.keys, limits: active.limits });
  }
  if (revoked !== "unchanged") takeFirstPage(context, revoked);
  showOnceOnly(context);
  // Also after "unchanged": what the keychain refused to forget the last time is tried again.
  await reconcileKept(context, connectionId, context.state.getState().keys.active);
  if (!onScreen()) return done;
  patchKeys(context, { status: "ready", asOf: context.clock.now().toISOString(), failure: null });
  return done;
}

/** Two lists are two answers: a key that was revoked between them stands in both, and revoked is what it is now. */
function showOnceOnly(context: Context): void {
  const { keys, revoked } = context.state.getState();
  const active = withoutKeys(keys.active, revoked.rows);
  if (active.length === keys.active.length) return;
  context.held.etags.active = null;
  patchKeys(context, { active, limits: keys.limits && { ...keys.limits, active: active.length } });
}

/** Changes some of the list's state. */
export function patchKeys(context: Context, change: Partial<KeyList>): void {
  context.state.setState(({ keys }) => ({ keys: { ...keys, ...change } }));
}

type Wanted = { status: ListQuery["status"]; cursor?: string | undefined; etag?: string | null };

function readPage({ api, token }: SignedIn, { status, cursor, etag }: Wanted): Promise<Result<KeyPage | "unchanged">> {
  return api.listKeys(token, { status, ...(cursor ? { cursor } : {}), ...(etag ? { etag } : {}) });
}

/** There are few active keys, but the contract pages them all the same. A validator is kept only for a single page. */
async function readAllActive(signedIn: SignedIn, etag: string | null): Promise<Result<KeyPage | "unchanged">> {
  const first = await readPage(signedIn, { status: "active", etag });
  if (!first.ok || first.value === "unchanged") return first;
  const all = { ...first.value, keys: [...first.value.keys] };
  for (let cursor = first.value.nextCursor; cursor !== null; ) {
    const page = await readPage(signedIn, { status: "active", cursor });
    if (!page.ok) return page;
    if (page.value === "unchanged") break;
    all.keys.push(...page.value.keys);
    all.etag = null;
    cursor = page.value.nextCursor;
  }
  return succeeded(all);
}
