/** Which keys are kept: in the state, and in the settings so that the tray knows them after a restart. No value is here. */
import type { KeptKey, KeptReference } from "../../src-preload/contract/kept.ts";
import type { Context } from "../context.ts";
import { keptAccount } from "../kept-keys.ts";
import { addNotice } from "./notices.ts";

/** Replaces the index. A settings file that cannot be written is said, and the index holds for this run. */
export async function changeKept(context: Context, change: (kept: KeptKey[]) => KeptKey[]): Promise<void> {
  const before = context.state.getState().kept;
  const kept = change(before);
  if (JSON.stringify(kept) === JSON.stringify(before)) return;
  context.state.setState({ kept });
  const saved = await context.settings.update({ kept });
  if (!saved.ok) addNotice(context, { id: "settings-not-saved", tone: "warning", message: saved.failure.message });
}

/** Whose list is on screen for a connection, also after their session has ended, as a kept key remembers it; nothing where that is not known. */
export function accountOf({ state, held }: Context, connectionId: string): { accountId?: string } {
  const { activeConnectionId, session } = state.getState();
  if (activeConnectionId !== connectionId) return {};
  const accountId = session.status === "signed-in" ? session.session.account.id : held.listAccountId;
  return accountId === null ? {} : { accountId };
}

/**
 * Runs the changes of one key's entry one after the other. Forgetting while it is still being kept (generate, then revoke at
 * once) would otherwise remove what is not there yet, and leave a value that nobody knows of.
 */
export function inTurn<T>({ held }: Context, reference: KeptReference, change: () => Promise<T>): Promise<T> {
  const account = keptAccount(reference);
  const before = held.keeping.get(account);
  // At once where nothing is under way: whoever forgets all keys in the next breath finds this one listed.
  const turn = before ? before.then(change) : change();
  const settled = turn.then(
    () => {},
    () => {},
  );
  held.keeping.set(account, settled);
  void settled.then(() => {
    if (held.keeping.get(account) === settled) held.keeping.delete(account);
  });
  return turn;
}
