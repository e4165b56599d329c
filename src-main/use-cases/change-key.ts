/** What renaming and revoking share: the answer goes into the list and the kept keys, and where in doubt the list is read again. */
import type { FailureCode, Result } from "../../src-preload/contract/failure.ts";
import type { ApiKey } from "../../src-preload/contract/keys.ts";
import type { Context } from "../context.ts";
import { applyKey } from "./apply-key.ts";
import { refreshKeys } from "./list-keys.ts";
import { describeKept } from "./reconcile-kept.ts";
import { type SignedIn, withSession } from "./with-session.ts";

/**
 * Answers after which the list on screen may not be the server's: the key is gone, or the change may have been made although
 * its answer could not be read. (Where the server is out of reach, reconnecting reads the list again.)
 */
const mayBeStale: ReadonlySet<FailureCode> = new Set(["not-found", "protocol", "not-an-api", "server-error"]);

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
  if (!result.ok && mayBeStale.has(result.failure.code)) await refreshKeys(context);
  return result;
}
