/** A key's value at the moment it is needed: from the keychain, or that of the key just generated. */
import type { Result } from "../../src-preload/contract/failure.ts";
import type { KeptKey, KeptReference } from "../../src-preload/contract/kept.ts";
import type { Context } from "../context.ts";
import { failed, succeeded } from "../failures.ts";
import { decodeKeptEntry, isSameKey, keptAccount } from "../kept-keys.ts";
import { shortHint } from "../key-hint.ts";
import { noteKeychain } from "./adopt-session.ts";
import { forgetKey } from "./forget-key.ts";

/** The value of a kept key. `key-not-kept` where it is none, `kept-unreadable` where the keychain held something else. */
export async function readKeptValue(
  context: Context,
  reference: KeptReference,
): Promise<Result<{ key: KeptKey; value: string }>> {
  const key = context.state.getState().kept.find((kept) => isSameKey(kept, reference));
  if (!key) return failed("key-not-kept");
  // It may be on its way into the keychain.
  await context.held.keeping.get(keptAccount(key));
  const read = await context.secretStore.read(keptAccount(key), { expected: true });
  noteKeychain(context, read.status === "absent" ? "ok" : read.status);
  if (read.status === "absent") return forgetUnreadable(context, key);
  if (read.status !== "ok") return failed(`keychain-${read.status}`);
  const value = decodeKeptEntry(read.value, key);
  return value === null ? forgetUnreadable(context, key) : succeeded({ key, value });
}

/** The value of a key that is kept, or was just generated and whose modal is open. */
export async function valueAtHand(context: Context, reference: KeptReference): Promise<Result<string>> {
  const fresh = context.held.newValue;
  if (fresh !== null && isSameKey(fresh, reference)) return succeeded(fresh.value);
  const read = await readKeptValue(context, reference);
  return read.ok ? succeeded(read.value.value) : read;
}

/** A value that is not this key's, or none at all, is of no use: it is forgotten, and the person is told. */
async function forgetUnreadable(context: Context, key: KeptKey): Promise<Result<never>> {
  await forgetKey(context, key);
  return failed("kept-unreadable", { reason: key.name ?? (shortHint(key) || "that key") });
}
