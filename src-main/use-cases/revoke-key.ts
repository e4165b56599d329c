/** Revokes a key, and remembers it here where its server does not. */
import type { Result } from "../../src-preload/contract/failure.ts";
import type { ApiKey } from "../../src-preload/contract/keys.ts";
import type { Context } from "../context.ts";
import { succeeded } from "../failures.ts";
import { applyKey, isListOf } from "./apply-key.ts";
import { changeKey } from "./change-key.ts";
import { forgetKey } from "./forget-key.ts";
import { refreshKeys } from "./list-keys.ts";
import { forgetRotations, rotationOf } from "./manual-rotations.ts";
import { dismissNotice } from "./notices.ts";
import { asRevoked, rememberRevoked, type Whose, whoseMemory } from "./remember-revoked.ts";

/** Revokes the key at once and for good, and forgets its value here. Safe to repeat: the first date stays. */
export async function revokeKey(
  context: Context,
  input: { keyId: string; reason: string | null },
): Promise<Result<ApiKey>> {
  const { keyId } = input;
  const whose = whoseMemory(context);
  const { keys } = context.state.getState();
  const before = [...keys.active, ...keys.retiring].find(({ id }) => id === keyId);
  let isGone = false;
  const changed = await changeKey(context, {
    keyId,
    async run({ api, token, connectionId }) {
      const answer = await api.revokeKey(token, input);
      isGone = !answer.ok && answer.failure.code === "not-found";
      // A value that is good for nothing is forgotten. If the keychain refuses, the next refresh tries again.
      if (answer.ok || (isGone && whose)) await forgetKey(context, { connectionId, keyId });
      return answer.ok && whose ? succeeded(inWordsOf(input, answer.value)) : answer;
    },
    done: "revoked",
    isDone: ({ status }) => status === "revoked",
  });
  const revoked = whose ? await remember(context, whose, { input, before, changed, isGone }) : changed;
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

/** What came of a revocation on a server that does not keep what was revoked. */
interface Outcome {
  input: { keyId: string; reason: string | null };
  /** The key as it was, where it was on screen. */
  before: ApiKey | undefined;
  changed: Result<ApiKey>;
  /** The server does not know the key any more: it is revoked all the same, whoever was first. */
  isGone: boolean;
}

/** Remembers what the server will not: the key, when, and why. The answer is the key as it is remembered. */
async function remember(
  context: Context,
  whose: Whose,
  { input, before, changed, isGone }: Outcome,
): Promise<Result<ApiKey>> {
  const found = changed.ok ? changed.value : isGone && before ? asRevoked(context, before) : null;
  if (found === null) return changed;
  // Whoever was told that it is gone, and gave no reason, reads later that it was deleted elsewhere.
  const key = isGone && input.reason === null ? asRevoked(context, found) : inWordsOf(input, asRevoked(context, found));
  // The row first: a list that is being read meanwhile must not take the key for one that somebody else has deleted.
  if (isListOf(context, whose.connectionId, whose.accountId)) applyKey(context, key);
  await rememberRevoked(context, whose, key);
  return succeeded(key);
}

/** The reason is the person's alone: the server was not told, or does not say it again. */
function inWordsOf({ reason }: Outcome["input"], key: ApiKey): ApiKey {
  return { ...key, revocationReason: reason, remembered: true };
}
