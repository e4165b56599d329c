/** What renaming and revoking share: the answer goes into the list and the kept keys, and a key that is gone makes the list be read again. */
import type { Result } from "../../src-preload/contract/failure.ts";
import type { ApiKey } from "../../src-preload/contract/keys.ts";
import type { Context } from "../context.ts";
import { applyKey } from "./apply-key.ts";
import { refreshKeys } from "./list-keys.ts";
import { describeKept } from "./reconcile-kept.ts";
import { type SignedIn, withSession } from "./with-session.ts";

/** Runs `change` and shows its outcome. */
export async function changeKey(
  context: Context,
  change: (signedIn: SignedIn) => Promise<Result<ApiKey>>,
): Promise<Result<ApiKey>> {
  const result = await withSession(context, async (signedIn) => {
    const changed = await change(signedIn);
    if (!changed.ok) return changed;
    if (signedIn.isCurrent()) applyKey(context, changed.value);
    await describeKept(context, signedIn.connectionId, [changed.value]);
    return changed;
  });
  if (!result.ok && result.failure.code === "not-found") await refreshKeys(context);
  return result;
}
