/** Brings kept keys in step with what the server has just said: newer names and dates in, revoked keys out. */
import type { ApiKey } from "../../src-preload/contract/keys.ts";
import type { Context } from "../context.ts";
import { calledKey } from "../key-hint.ts";
import { forgetKey } from "./forget-key.ts";
import { accountOf, changeKept } from "./kept-index.ts";
import { addNotice } from "./notices.ts";

/**
 * `working`: all keys of the connection that work, active and retiring, complete. A key that is not among them is of no use
 * any more, unless it is another account's: a Local workspace whose database was set aside begins anew with an account and
 * keys of its own, and the old database may be mended and put back.
 */
export async function reconcileKept(context: Context, connectionId: string, working: ApiKey[]): Promise<void> {
  const byId = new Map(working.map((key) => [key.id, key]));
  // Which are gone is decided now: a key that is kept while something below is waited for is not among `working`.
  const { accountId } = accountOf(context, connectionId);
  const gone = context.state
    .getState()
    .kept.filter(
      (key) =>
        key.connectionId === connectionId &&
        !byId.has(key.keyId) &&
        (key.accountId === undefined || key.accountId === accountId),
    );
  await describeKept(context, connectionId, working);
  for (const key of gone) {
    const forgotten = await forgetKey(context, key);
    if (!forgotten.ok) continue;
    addNotice(context, {
      id: `forgotten-${key.keyId}`,
      tone: "info",
      message: `${calledKey(key)} is no longer active, so its value was forgotten on this computer.`,
    });
  }
}

/** Takes over what may have changed about kept keys: a new name is shown in the tray at once. */
export function describeKept(context: Context, connectionId: string, keys: readonly ApiKey[]): Promise<void> {
  const whose = accountOf(context, connectionId);
  return changeKept(context, (kept) =>
    kept.map((key) => {
      const now = key.connectionId === connectionId ? keys.find(({ id }) => id === key.keyId) : undefined;
      if (!now) return key;
      const { retiring: _, ...rest } = key;
      const retiring = now.status === "retiring" ? ({ retiring: true } as const) : {};
      return { ...rest, name: now.name, lastUsedAt: now.lastUsedAt, ...whose, ...retiring };
    }),
  );
}
