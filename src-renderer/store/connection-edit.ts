/** What the form that edits a connection decides by itself: the colours' names, and whether an address is another one. */
import type { ConnectionColour } from "../../src-preload/contract/connection.ts";

/** The colours in their order, as people call them; a test compares them with the contract's. */
export const colourChoices: readonly { value: ConnectionColour; name: string }[] = [
  { value: "graphite", name: "Graphite" },
  { value: "blue", name: "Blue" },
  { value: "teal", name: "Teal" },
  { value: "green", name: "Green" },
  { value: "amber", name: "Amber" },
  { value: "orange", name: "Orange" },
  { value: "rose", name: "Rose" },
  { value: "violet", name: "Violet" },
];

/**
 * Whether what is typed may lead elsewhere than `address` does. Only spellings that certainly mean the same are taken for it;
 * with any other main finds out, once somebody has signed in there.
 */
export function isOtherAddress(typed: string, address: string): boolean {
  return plain(typed) !== plain(address);
}

/** Without https, which goes without saying, and what may stand behind an address. Only in a path do capitals matter. */
function plain(address: string): string {
  return address
    .trim()
    .replace(/^(?:https?:\/\/)?[^/]*/i, (host) => host.toLowerCase())
    .replace(/^https:\/\//, "")
    .replace(/\/(?:api\/v1\/?)?$/, "");
}
