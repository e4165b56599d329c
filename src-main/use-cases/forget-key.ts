/** Forgets kept keys: one, or all of a connection. The keys themselves stay as they are on the server. */
import type { Result } from "../../src-preload/contract/failure.ts";
import type { KeptKey, KeptReference } from "../../src-preload/contract/kept.ts";
import type { Context } from "../context.ts";
import { done, failed } from "../failures.ts";
import { isSameKey, keptAccount } from "../kept-keys.ts";
import { noteKeychain } from "./adopt-session.ts";
import { changeKept, inTurn } from "./kept-index.ts";

/** Forgets one. While the keychain refuses, it stays listed, because its value is still there. */
export function forgetKey(context: Context, reference: KeptReference): Promise<Result<null>> {
  return inTurn(context, reference, () => forget(context, reference));
}

async function forget(context: Context, reference: KeptReference): Promise<Result<null>> {
  if (!context.state.getState().kept.some((key) => isSameKey(key, reference))) return done;
  const removed = await context.secretStore.remove(keptAccount(reference), { expected: true });
  noteKeychain(context, removed.status);
  if (removed.status !== "ok") return failed(`keychain-${removed.status}`);
  await changeKept(context, (kept) => kept.filter((key) => !isSameKey(key, reference)));
  return done;
}

/** Forgets all that fit; answers the first failure, after having tried every one. */
export async function forgetKeys(context: Context, fits: (key: KeptKey) => boolean): Promise<Result<null>> {
  let result: Result<null> = done;
  for (const key of context.state.getState().kept.filter(fits)) {
    const forgotten = await forgetKey(context, key);
    if (!forgotten.ok && result.ok) result = forgotten;
  }
  return result;
}
