/** The offline key list: shown at once, kept in step with what the server says, never another account's. */
import type { Session } from "../../src-preload/contract/session.ts";
import type { Context } from "../context.ts";
import { listsFrom, noKeys, noRevoked } from "../state.ts";
import { clearActivity } from "./clear-activity.ts";

/** Revoked keys kept for offline: enough to look something up, few enough that reading them never holds up the window. */
const cachedRevoked = 200;

/** Shows the active connection's list as it was last true, if there is one; honest about its age through `asOf`. */
export function showCachedList(context: Context): void {
  const { activeConnectionId } = context.state.getState();
  const cached = activeConnectionId === null ? null : context.cache.read(activeConnectionId);
  context.held.listAccountId = cached?.session.account.id ?? null;
  if (cached) context.state.setState(listsFrom(cached));
}

/** Clears a list that belongs to another account than the one that has just signed in. */
export function dropForeignList(context: Context, { account }: Session): void {
  const { listAccountId } = context.held;
  context.held.listAccountId = account.id;
  if (listAccountId === null || listAccountId === account.id) return;
  context.held.etags = { active: null, retiring: null, revoked: null };
  context.state.setState({ keys: noKeys, revoked: noRevoked });
  clearActivity(context);
}

/** Writes the list to the cache whenever the server has answered or a change was shown. Answers how to stop. */
export function keepListInCache(context: Context): () => void {
  return context.state.subscribe(({ keys, revoked, session, activeConnectionId }, before) => {
    if (
      (keys === before.keys && revoked === before.revoked) ||
      keys.status !== "ready" ||
      session.status !== "signed-in"
    )
      return;
    const { active, retiring, limits, asOf } = keys;
    if (activeConnectionId === null || asOf === null) return;
    const rows = revoked.rows.slice(0, cachedRevoked);
    const moreRevoked = revoked.more || rows.length < revoked.rows.length;
    const list = { session: session.session, active, retiring, revoked: rows, moreRevoked, limits, asOf };
    void context.cache.write(activeConnectionId, list);
  });
}
