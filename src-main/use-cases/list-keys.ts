/** Reads the key list of the active connection into the state. Rows on screen stay until newer ones are there. */
import type { Result } from "../../src-preload/contract/failure.ts";
import type { KeyList } from "../../src-preload/contract/keys.ts";
import type { Context } from "../context.ts";
import { done, succeeded } from "../failures.ts";
import type { KeyPage, ListQuery } from "../ports.ts";
import { reconcileKept } from "./reconcile-kept.ts";
import { type SignedIn, withSession } from "./with-session.ts";

/** Reads all active keys and the first page of the revoked ones. */
export async function refreshKeys(context: Context): Promise<Result<null>> {
  const { asOf } = context.state.getState().keys;
  const { listVersion, etags } = context.held;
  patchKeys(context, { status: asOf === null ? "loading" : "refreshing" });
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
    if (context.state.getState().keys.status !== "idle")
      patchKeys(context, { status: "failed", failure: result.failure });
    return result;
  }
  const { active, revoked, connectionId, current } = result.value;
  if (!current) return done;
  // A key was made, renamed or revoked while the answer was on its way: ask again rather than show yesterday's truth.
  if (context.held.listVersion !== listVersion) return refreshKeys(context);
  if (active !== "unchanged") {
    context.held.etags.active = active.etag;
    patchKeys(context, { active: active.keys, limits: active.limits });
  }
  // Also after "unchanged": what the keychain refused to forget the last time is tried again.
  await reconcileKept(context, connectionId, context.state.getState().keys.active);
  if (revoked !== "unchanged") {
    context.held.etags.revoked = revoked.etag;
    context.held.revokedCursor = revoked.nextCursor;
    context.state.setState({ revoked: { rows: revoked.keys, more: revoked.nextCursor !== null, readingAll: false } });
  }
  patchKeys(context, { status: "ready", asOf: context.clock.now().toISOString(), failure: null });
  return done;
}

/** Adds the next page of revoked keys, if there is one. */
export async function readMoreRevoked(context: Context): Promise<Result<null>> {
  const cursor = context.held.revokedCursor;
  if (cursor === null) return done;
  const page = await withSession(context, (signedIn) => readPage(signedIn, { status: "revoked", cursor }));
  if (!page.ok) return page;
  // Two clicks ask for the same page; the second answer finds the cursor moved on.
  if (page.value === "unchanged" || context.held.revokedCursor !== cursor) return done;
  context.held.revokedCursor = page.value.nextCursor;
  const { revoked } = context.state.getState();
  const seen = new Set(revoked.rows.map(({ id }) => id));
  const rows = [...revoked.rows, ...page.value.keys.filter(({ id }) => !seen.has(id))];
  context.state.setState({ revoked: { ...revoked, rows, more: page.value.nextCursor !== null } });
  return done;
}

/** TODO helper */
export async function readAllRevoked(_context: Context): Promise<Result<null>> {
  return done;
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
