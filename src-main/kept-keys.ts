/** Pure rules about kept keys: their order, their keychain entry, which pasted text is a key's value. */
import { z } from "zod";
import type { KeptKey, KeptReference } from "../src-preload/contract/kept.ts";
import type { ApiKey } from "../src-preload/contract/keys.ts";
import { KeyValue } from "../src-preload/contract/keys.ts";

const Entry = z.object({ version: z.literal(1), key: KeyValue });

/** The keychain account of a kept key's value. */
export function keptAccount({ connectionId, keyId }: KeptReference): string {
  return `key:${connectionId}:${keyId}`;
}

/** The entry's text; under the keychain's 1,000 bytes. */
export function encodeKeptEntry(value: string): string {
  return JSON.stringify({ version: 1, key: value } satisfies z.infer<typeof Entry>);
}

/** The value in an entry, or null when it does not parse or is not this key's. */
export function decodeKeptEntry(text: string, key: Pick<ApiKey, "start" | "last4">): string | null {
  try {
    const { key: value } = Entry.parse(JSON.parse(text));
    return fits(value, key) ? value : null;
  } catch {
    return null;
  }
}

/** Whether a value can be this key's: it begins and ends as the server says. */
export function fits(value: string, { start, last4 }: Pick<ApiKey, "start" | "last4">): boolean {
  const end = last4 ?? "";
  return value.startsWith(start) && value.endsWith(end) && value.length >= start.length + end.length;
}

/** A pasted text without what copying by hand leaves around a key: spaces, line ends, quotes. */
export function trimmedValue(pasted: string): string {
  return pasted
    .trim()
    .replace(/^(["'`])([\s\S]*)\1$/, "$2")
    .trim();
}

/** Most recently copied first; those never copied after them, by name, unnamed ones last. */
export function quickCopyOrder(kept: readonly KeptKey[]): KeptKey[] {
  return [...kept].sort(
    (a, b) =>
      (b.lastCopiedAt ?? "").localeCompare(a.lastCopiedAt ?? "") ||
      Number(a.name === null) - Number(b.name === null) ||
      (a.name ?? "").localeCompare(b.name ?? ""),
  );
}

/** Whether two references mean the same key. */
export function isSameKey(a: KeptReference, b: KeptReference): boolean {
  return a.connectionId === b.connectionId && a.keyId === b.keyId;
}
