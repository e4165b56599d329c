/** Lists in which a server leaves out keys that it has: what is known from before stays in them. */
import type { ApiKey } from "../../src-preload/contract/keys.ts";
import type { KeyPage } from "../ports.ts";

/**
 * `page` with the keys that were `known` to work and are in none of the answers; as it is where the server leaves out none.
 * One that was deleted elsewhere stays among them, until somebody wants something of it.
 */
export function withKnown(page: KeyPage, known: readonly ApiKey[], revoked: readonly ApiKey[]): KeyPage {
  if (!page.partial) return page;
  const told = new Set([...page.keys, ...revoked].map(({ id }) => id));
  const keys = [...page.keys, ...known.filter(({ id }) => !told.has(id))];
  keys.sort((a, b) => Date.parse(b.createdAt) - Date.parse(a.createdAt));
  return { ...page, keys };
}
