/** Takes a rotation back: the successor is revoked, and the key it was to replace stays as it was. */
import type { Result } from "../../src-preload/contract/failure.ts";
import type { Context } from "../context.ts";
import { done, failed } from "../failures.ts";
import { refreshKeys } from "./list-keys.ts";
import { rotationOf } from "./manual-rotations.ts";
import { revokeKey } from "./revoke-key.ts";

/**
 * `keyId`: the successor. The list is read first: should the old key have ended meanwhile, revoking the successor would
 * leave nothing that works; that is answered with `not-rotatable`. Safe to repeat: what is taken back already stays so.
 */
export async function cancelRotation(context: Context, { keyId }: { keyId: string }): Promise<Result<null>> {
  const pair = rotationOf(context, keyId);
  const read = await refreshKeys(context);
  if (!read.ok) return read;
  const { keys, revoked: ended } = context.state.getState();
  const { active, retiring } = keys;
  const successor = ended.rows.find(({ id }) => id === keyId);
  const oldKeyId = pair?.oldKeyId ?? successor?.rotation?.replaces;
  if (successor && active.some(({ id }) => id === oldKeyId)) return done;
  const byServer = retiring.some(({ rotation }) => rotation?.replacedBy === keyId);
  const byHand = rotationOf(context, keyId)?.newKeyId === keyId;
  if (!byServer && !byHand)
    return failed("not-rotatable", { reason: "the old key has ended, or the rotation was cancelled" });
  if (!active.some(({ id }) => id === keyId)) return failed("not-found");
  const revoked = await revokeKey(context, { keyId, reason: "Rotation cancelled" });
  return revoked.ok ? done : revoked;
}
