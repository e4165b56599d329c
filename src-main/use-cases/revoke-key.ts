/** Revokes a key. */
import type { Result } from "../../src-preload/contract/failure.ts";
import type { ApiKey } from "../../src-preload/contract/keys.ts";
import type { Context } from "../context.ts";
import { changeKey } from "./change-key.ts";
import { forgetKey } from "./forget-key.ts";
import { refreshKeys } from "./list-keys.ts";
import { forgetRotations, rotationOf } from "./manual-rotations.ts";
import { dismissNotice } from "./notices.ts";

/** Revokes the key at once and for good, and forgets its value here. Safe to repeat: the first date stays. */
export async function revokeKey(
  context: Context,
  input: { keyId: string; reason: string | null },
): Promise<Result<ApiKey>> {
  const { keyId } = input;
  const revoked = await changeKey(context, {
    keyId,
    async run({ api, token, connectionId }) {
      const answer = await api.revokeKey(token, input);
      // A value that is good for nothing is forgotten. If the keychain refuses, the next refresh tries again.
      if (answer.ok) await forgetKey(context, { connectionId, keyId });
      return answer;
    },
    done: "revoked",
    isDone: ({ status }) => status === "revoked",
  });
  // Where the answer was lost the list has told of it, and the kept value went with a notice: news to nobody who wished it.
  if (!revoked.ok) return revoked;
  await dismissNotice(context, { noticeId: `forgotten-${keyId}` });
  const rotation = rotationOf(context, keyId);
  if (rotation) forgetRotations(context, (one) => one === rotation);
  // Without its successor a retiring key is active again; the server says so.
  const { retiring } = context.state.getState().keys;
  if (retiring.some((key) => key.rotation?.replacedBy === keyId)) await refreshKeys(context);
  return revoked;
}
