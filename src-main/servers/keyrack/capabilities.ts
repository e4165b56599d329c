/** What a server of the management API can do, from the words its sessions list. */
import type { Capabilities, KeyHeader } from "../../../src-preload/contract/server.ts";

/** Unknown words are ignored: they belong to newer contracts. */
export function capabilitiesOf(words: readonly string[]): Capabilities {
  const has = (word: string) => words.includes(word);
  return {
    // What the contract asks of every server.
    limit: true,
    repeatableCreate: true,
    history: true,
    expiry: false,
    rename: has("rename"),
    reason: has("revoke-reason"),
    lastUsed: has("last-used"),
    rotate: has("rotate"),
    audit: has("audit"),
    events: has("events"),
    verify: has("verify"),
    warehouses: has("warehouses"),
  };
}

/** How its keys are presented (DESIGN.md section 4). */
export const keyHeader: KeyHeader = { name: "Authorization", scheme: "ApiKey" };
