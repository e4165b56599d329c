/** What may be shown of a key's value so that it can be recognised: its ends, as far as its server tells them. */
import type { ApiKey } from "../src-preload/contract/keys.ts";

type Ends = Pick<ApiKey, "start" | "last4">;

/** `krk_9fK2••••x7Qd`. A server may tell one end only, or none. The window has the same (store/key-text.ts). */
export function keyHint({ start, last4 }: Ends): string {
  return `${start}••••${last4 ?? ""}`;
}

/** One end, where there is room for no more: `…x7Qd`, else `krk_9fK2…`; empty where the server tells none. */
export function shortHint({ start, last4 }: Ends): string {
  if (last4 !== null) return `…${last4}`;
  return start === "" ? "" : `${start}…`;
}

/** `“Production” (…x7Qd)`: a key as a sentence calls it. */
export function calledKey({ name, ...ends }: Ends & Pick<ApiKey, "name">): string {
  const hint = shortHint(ends);
  return `“${name ?? "Untitled key"}”${hint === "" ? "" : ` (${hint})`}`;
}
