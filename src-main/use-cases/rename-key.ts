/** Renames a key. */
import type { Result } from "../../src-preload/contract/failure.ts";
import type { ApiKey } from "../../src-preload/contract/keys.ts";
import type { Context } from "../context.ts";
import { changeKey } from "./change-key.ts";

/** Gives the key another name; null removes it. Safe to repeat. */
export function renameKey(context: Context, input: { keyId: string; name: string | null }): Promise<Result<ApiKey>> {
  return changeKey(context, {
    keyId: input.keyId,
    run: ({ api, token }) => api.renameKey(token, input),
    done: "renamed",
    isDone: ({ name }) => name === input.name,
  });
}
