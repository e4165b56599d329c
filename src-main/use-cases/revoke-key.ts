/** Revokes a key. */
import type { Result } from "../../src-preload/contract/failure.ts";
import type { ApiKey } from "../../src-preload/contract/keys.ts";
import type { Context } from "../context.ts";
import { changeKey } from "./change-key.ts";

/** Revokes the key at once and for good. Safe to repeat: the first date stays. */
export function revokeKey(context: Context, input: { keyId: string; reason: string | null }): Promise<Result<ApiKey>> {
  return changeKey(context, ({ api, token }) => api.revokeKey(token, input));
}
