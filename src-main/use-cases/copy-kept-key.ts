/** Quick copy: reads a kept key from the keychain at the moment of the click and puts it on the clipboard. */
import type { Result } from "../../src-preload/contract/failure.ts";
import type { KeptKey, KeptReference } from "../../src-preload/contract/kept.ts";
import type { Context } from "../context.ts";
import { done, failed } from "../failures.ts";
import { decodeKeptEntry, isSameKey, keptAccount } from "../kept-keys.ts";
import { noteKeychain } from "./adopt-session.ts";
import { expectClearing } from "./clipboard-clearing.ts";
import { copyVerified } from "./copy-verified.ts";
import { forgetKey } from "./forget-key.ts";
import { changeKept } from "./kept-index.ts";

/** Copies a kept key. Two fast clicks on one key are one copy with one timer. */
export function copyKeptKey(context: Context, reference: KeptReference): Promise<Result<null>> {
  const account = keptAccount(reference);
  const underWay = context.held.copying.get(account);
  if (underWay) return underWay;
  const copying = copy(context, reference).finally(() => context.held.copying.delete(account));
  context.held.copying.set(account, copying);
  return copying;
}

async function copy(context: Context, reference: KeptReference): Promise<Result<null>> {
  const key = context.state.getState().kept.find((kept) => isSameKey(kept, reference));
  if (!key) return failed("key-not-kept");
  // It may be on its way into the keychain.
  await context.held.keeping.get(keptAccount(key));
  const read = await context.secretStore.read(keptAccount(key), { expected: true });
  noteKeychain(context, read.status === "absent" ? "ok" : read.status);
  if (read.status === "absent") return forgetUnreadable(context, key);
  if (read.status !== "ok") return failed(`keychain-${read.status}`);
  const value = decodeKeptEntry(read.value, key);
  if (value === null) return forgetUnreadable(context, key);
  const copied = await copyVerified(context, value);
  if (!copied.ok) return copied;
  expectClearing(context, key.name ?? `…${key.last4}`, value);
  const lastCopiedAt = context.clock.now().toISOString();
  // Not waited for: the person has the key, the order of the menu can follow.
  void changeKept(context, (kept) => kept.map((one) => (isSameKey(one, key) ? { ...one, lastCopiedAt } : one)));
  return done;
}

/** A value that is not this key's, or none at all, is of no use: it is forgotten, and the person is told. */
async function forgetUnreadable(context: Context, key: KeptKey): Promise<Result<null>> {
  await forgetKey(context, key);
  return failed("kept-unreadable", { reason: key.name ?? `…${key.last4}` });
}
