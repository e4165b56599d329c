/** Quick copy: reads a kept key from the keychain at the moment of the click and puts it, or a line with it, on the clipboard. */
import type { Result } from "../../src-preload/contract/failure.ts";
import type { KeptReference } from "../../src-preload/contract/kept.ts";
import type { Context } from "../context.ts";
import { done, succeeded } from "../failures.ts";
import { isSameKey, keptAccount } from "../kept-keys.ts";
import { shortHint } from "../key-hint.ts";
import { expectClearing } from "./clipboard-clearing.ts";
import { copyVerified } from "./copy-verified.ts";
import { changeKept } from "./kept-index.ts";
import { readKeptValue } from "./kept-value.ts";

/** Copies a kept key. Two fast clicks on one key are one copy with one timer. */
export function copyKeptKey(context: Context, reference: KeptReference): Promise<Result<null>> {
  return copyKeptText(context, reference, "", succeeded);
}

/**
 * Copies what `textOf` makes of a kept key's value; it leaves the clipboard as a copied key does. `what` tells several such
 * texts of one key apart: two fast clicks on the same are one copy.
 */
export function copyKeptText(
  context: Context,
  reference: KeptReference,
  what: string,
  textOf: (value: string) => Result<string>,
): Promise<Result<null>> {
  const account = `${keptAccount(reference)}${what}`;
  const underWay = context.held.copying.get(account);
  if (underWay) return underWay;
  const copying = copy(context, reference, textOf).finally(() => context.held.copying.delete(account));
  context.held.copying.set(account, copying);
  return copying;
}

async function copy(
  context: Context,
  reference: KeptReference,
  textOf: (value: string) => Result<string>,
): Promise<Result<null>> {
  const read = await readKeptValue(context, reference);
  if (!read.ok) return read;
  const { key, value } = read.value;
  const text = textOf(value);
  if (!text.ok) return text;
  const copied = await copyVerified(context, text.value);
  if (!copied.ok) return copied;
  expectClearing(context, key.name ?? (shortHint(key) || "the key"), text.value);
  const lastCopiedAt = context.clock.now().toISOString();
  // Not waited for: the person has the key, the order of the menu can follow.
  void changeKept(context, (kept) => kept.map((one) => (isSameKey(one, key) ? { ...one, lastCopiedAt } : one)));
  return done;
}
