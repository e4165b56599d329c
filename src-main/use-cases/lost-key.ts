/** What a person does about a key whose value was not received: replaces it, or leaves it as it is. */
import type { Result } from "../../src-preload/contract/failure.ts";
import type { ApiKey, LostKeyReference } from "../../src-preload/contract/keys.ts";
import type { Context } from "../context.ts";
import { done, failed } from "../failures.ts";
import { makeKey } from "./generate-key.ts";
import { findLost, forgetLost, noteKnown } from "./lost-creates.ts";
import { revokeKey } from "./revoke-key.ts";

/** Revokes the key nobody has and makes another of its name, in whose place it stood. If it cannot be revoked, nothing is generated. */
export async function replaceLostKey(context: Context, input: LostKeyReference): Promise<Result<ApiKey>> {
  if (context.held.newValue !== null) return failed("copy-first");
  const lost = findLost(context, input.lostKeyId);
  if (!lost) return failed("not-found");
  const { id: keyId, name } = lost.apiKey;
  const { expiresInDays, replacing } = lost;
  const revoked = await revokeKey(context, { keyId, reason: "Value not received" });
  // Not there any more is all that was wanted.
  if (!revoked.ok && revoked.failure.code !== "not-found") return revoked;
  forgetLost(context, lost);
  const generated = await makeKey(context, { name, expiresInDays, replacing });
  if (generated.ok) return generated;
  const message = `The key whose value was not received is revoked, but there is no other yet. ${generated.failure.message}`;
  return { ok: false, failure: { ...generated.failure, message } };
}

/** The key stays as it is and is not spoken of again. */
export async function dismissLostKey(context: Context, input: LostKeyReference): Promise<Result<null>> {
  const lost = findLost(context, input.lostKeyId);
  if (!lost) return done;
  forgetLost(context, lost);
  noteKnown(context, lost.connectionId, lost.apiKey.id);
  return done;
}
