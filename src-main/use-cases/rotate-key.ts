/** Begins a rotation: makes a successor, by the server's own means or, where it has none, as a key like any other. */
import type { Result } from "../../src-preload/contract/failure.ts";
import type { ApiKey } from "../../src-preload/contract/keys.ts";
import { longestGraceSeconds, type RotateInput } from "../../src-preload/contract/rotation.ts";
import type { Context } from "../context.ts";
import { failed } from "../failures.ts";
import { can } from "../state.ts";
import { makeKey } from "./generate-key.ts";
import { refreshKeys } from "./list-keys.ts";
import { rotationOf } from "./manual-rotations.ts";

/**
 * Makes the successor; its value waits as any new key's. `not-rotatable` for a key that is not active or takes part in a
 * rotation already, `invalid-grace` for a length out of bounds, and, where the server cannot rotate, `key-limit-reached`
 * when there is no room for one more.
 */
export async function rotateKey(context: Context, { keyId, graceSeconds }: RotateInput): Promise<Result<ApiKey>> {
  if (!Number.isInteger(graceSeconds) || graceSeconds < 0 || graceSeconds > longestGraceSeconds) {
    return failed("invalid-grace");
  }
  const byServer = can(context, "rotate");
  const key = context.state.getState().keys.active.find(({ id }) => id === keyId);
  if (!key || (!byServer && rotationOf(context, keyId))) {
    await refreshKeys(context);
    return failed("not-rotatable");
  }
  const replacing = { keyId, graceSeconds: byServer ? graceSeconds : null };
  const made = await makeKey(context, { name: key.name, expiresInDays: null, replacing });
  if (made.ok || byServer || made.failure.code !== "key-limit-reached") return made;
  const { maxActive } = made.failure;
  return failed("key-limit-reached", { rotating: true, ...(maxActive ? { maxActive } : {}) });
}
