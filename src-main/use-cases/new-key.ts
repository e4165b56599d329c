/** The key just generated, while its modal is open: show it, copy it, be done with it. */
import type { Result } from "../../src-preload/contract/failure.ts";
import type { Context } from "../context.ts";
import { done, failed, succeeded } from "../failures.ts";
import { expectClearing } from "./clipboard-clearing.ts";
import { copyVerified } from "./copy-verified.ts";

/** Which key is meant. */
interface KeyReference {
  keyId: string;
}

/** The value, for the modal. `key-not-held` after Done or a restart. */
export async function revealNewKey(context: Context, { keyId }: KeyReference): Promise<Result<{ value: string }>> {
  const held = context.held.newValue;
  return held?.keyId === keyId ? succeeded({ value: held.value }) : failed("key-not-held");
}

/** Copies the value; only a copy that was read back counts. */
export async function copyNewKey(context: Context, { keyId }: KeyReference): Promise<Result<null>> {
  const held = context.held.newValue;
  if (held?.keyId !== keyId) return failed("key-not-held");
  const copied = await copyVerified(context, held.value);
  if (!copied.ok) return copied;
  const { newKey } = context.state.getState();
  expectClearing(context, newKey?.apiKey.name ?? "New key", held.value);
  context.state.setState({ newKey: newKey && { ...newKey, copied: true } });
  return copied;
}

/** Done: the value is dropped for good. */
export async function dismissNewKey(context: Context, { keyId }: KeyReference): Promise<Result<null>> {
  if (context.held.newValue?.keyId !== keyId) return done;
  context.held.newValue = null;
  context.state.setState({ newKey: null });
  return done;
}
