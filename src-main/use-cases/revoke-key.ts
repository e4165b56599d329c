/** Revokes a key. */
import type { Result } from "../../src-preload/contract/failure.ts";
import type { ApiKey } from "../../src-preload/contract/keys.ts";
import type { Context } from "../context.ts";
import { changeKey } from "./change-key.ts";
import { forgetKey } from "./forget-key.ts";

/** Revokes the key at once and for good, and forgets its value here. Safe to repeat: the first date stays. */
export function revokeKey(context: Context, input: { keyId: string; reason: string | null }): Promise<Result<ApiKey>> {
  return changeKey(context, async ({ api, token, connectionId }) => {
    const revoked = await api.revokeKey(token, input);
    // A value that is good for nothing is forgotten. If the keychain refuses, the next refresh tries again.
    if (revoked.ok) await forgetKey(context, { connectionId, keyId: input.keyId });
    return revoked;
  });
}
