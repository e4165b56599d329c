/** Puts a key that the server has just answered into the list on screen, without waiting for the next refresh. */
import type { ApiKey } from "../../src-preload/contract/keys.ts";
import type { Context } from "../context.ts";
import { patchKeys } from "./list-keys.ts";

/** Adds, replaces or moves `apiKey` by its id and status. The newest stands first, as the server orders it. */
export function applyKey(context: Context, apiKey: ApiKey): void {
  context.held.listVersion += 1;
  context.held.etags = { active: null, revoked: null };
  const { active, revoked, limits } = context.state.getState().keys;
  const place = (rows: ApiKey[], belongs: boolean) => {
    if (!belongs) return rows.filter(({ id }) => id !== apiKey.id);
    return rows.some(({ id }) => id === apiKey.id)
      ? rows.map((row) => (row.id === apiKey.id ? apiKey : row))
      : [apiKey, ...rows];
  };
  const nextActive = place(active, apiKey.status === "active");
  patchKeys(context, {
    active: nextActive,
    revoked: place(revoked, apiKey.status === "revoked"),
    limits: limits && { ...limits, active: nextActive.length },
  });
}
