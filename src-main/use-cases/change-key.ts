/** What renaming and revoking share: the answer goes into the list and the kept keys, and where in doubt the list is read again. */
import type { Failure, FailureCode, Result } from "../../src-preload/contract/failure.ts";
import type { ApiKey } from "../../src-preload/contract/keys.ts";
import type { Context } from "../context.ts";
import { failed, succeeded } from "../failures.ts";
import { activeConnection } from "../state.ts";
import { applyKey, isListOf } from "./apply-key.ts";
import { refreshKeys } from "./list-keys.ts";
import { describeKept } from "./reconcile-kept.ts";
import { type SignedIn, withSession } from "./with-session.ts";

/**
 * Answers after which the list on screen may not be the server's: the key is gone, or the change may have been made although
 * its answer was lost or could not be read. (Where the server is out of reach, reconnecting reads the list again.)
 */
const mayBeStale: ReadonlySet<FailureCode> = new Set([
  "change-unconfirmed",
  "not-found",
  "protocol",
  "not-an-api",
  "server-error",
]);

/** A change of one key that is safe to repeat. */
export interface Change {
  keyId: string;
  run(signedIn: SignedIn): Promise<Result<ApiKey>>;
  /** What has been done once it is; for sentences. */
  done: "revoked" | "renamed";
  /** Whether the key as the list has it shows that it was done. */
  isDone(key: ApiKey): boolean;
}

/** Runs `change` and shows its outcome. */
export async function changeKey(context: Context, change: Change): Promise<Result<ApiKey>> {
  const { activeConnectionId } = context.state.getState();
  const { listAccountId } = context.held;
  const result = await withSession(context, async (signedIn) => {
    const changed = await change.run(signedIn);
    if (!changed.ok) return changed;
    // Also when the session has ended meanwhile: the list stays on screen, and this is the truth about it.
    if (isListOf(context, signedIn.connectionId, listAccountId)) applyKey(context, changed.value);
    await describeKept(context, signedIn.connectionId, [changed.value]);
    return changed;
  });
  if (result.ok || !mayBeStale.has(result.failure.code)) return result;
  return readBack(context, change, activeConnectionId, result.failure);
}

/** Reads the list, which says whether the change was made all the same. Where it does not, `failure` stands. */
async function readBack(
  context: Context,
  { keyId, isDone, done }: Change,
  connectionId: string | null,
  failure: Failure,
): Promise<Result<ApiKey>> {
  const read = await refreshKeys(context);
  const { activeConnectionId, keys, revoked } = context.state.getState();
  if (!read.ok || activeConnectionId !== connectionId) return { ok: false, failure };
  const key = [...keys.active, ...keys.retiring, ...revoked.rows].find(({ id }) => id === keyId);
  if (key && isDone(key)) return succeeded(key);
  if (failure.code !== "change-unconfirmed") return { ok: false, failure };
  if (!key) return failed("not-found");
  const origin = activeConnection(context.state)?.origin;
  return failed("change-unconfirmed", { ...(origin && { host: new URL(origin).host }), reason: done, notListed: true });
}
