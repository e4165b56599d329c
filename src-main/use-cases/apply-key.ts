/** Puts a key that the server has just answered into the list on screen, without waiting for the next refresh. */
import type { ApiKey } from "../../src-preload/contract/keys.ts";
import type { Context } from "../context.ts";

/** Adds, replaces or moves `apiKey` by its id and status. The newest stands first, as the server orders it. */
export function applyKey(context: Context, apiKey: ApiKey): void {
  context.held.listVersion += 1;
  context.held.etags = { active: null, retiring: null, revoked: null };
  const { keys, revoked } = context.state.getState();
  const place = (rows: ApiKey[], belongs: boolean) => {
    const known = rows.some(({ id }) => id === apiKey.id);
    if (!belongs) return known ? rows.filter(({ id }) => id !== apiKey.id) : rows;
    return known ? rows.map((row) => (row.id === apiKey.id ? apiKey : row)) : [apiKey, ...rows];
  };
  const nextActive = place(keys.active, apiKey.status === "active");
  const nextRetiring = place(keys.retiring, apiKey.status === "retiring");
  const nextRevoked = place(revoked.rows, apiKey.status === "revoked");
  const { limits } = keys;
  context.state.setState({
    keys: {
      ...keys,
      active: nextActive,
      retiring: nextRetiring,
      limits: limits && { ...limits, active: nextActive.length },
    },
    // There can be thousands; a slice that did not change is not sent.
    ...(nextRevoked === revoked.rows ? {} : { revoked: { ...revoked, rows: nextRevoked } }),
  });
}

/** Whether the list on screen is this account's: it is not after a sign-out, which clears it, nor once somebody else has signed in. */
export function isListOf({ state, held }: Context, connectionId: string, accountId: string | null): boolean {
  const { activeConnectionId, keys } = state.getState();
  return activeConnectionId === connectionId && held.listAccountId === accountId && keys.status !== "idle";
}
