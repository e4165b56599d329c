/** Generates a key and holds its value for the reveal modal. */
import { randomUUID } from "node:crypto";
import type { Result } from "../../src-preload/contract/failure.ts";
import type { ApiKey } from "../../src-preload/contract/keys.ts";
import type { Context } from "../context.ts";
import { failed, succeeded } from "../failures.ts";
import { applyKey } from "./apply-key.ts";
import { keepNewKey } from "./keep-key.ts";
import { refreshKeys } from "./list-keys.ts";
import { withSession } from "./with-session.ts";

/** Creates a key. While an earlier one waits to be copied there is no second: its value would push the first out. */
export async function generateKey(context: Context, input: { name: string | null }): Promise<Result<ApiKey>> {
  if (context.held.newValue !== null) return failed("copy-first");
  const created = await withSession(context, ({ api, token }) =>
    api.createKey(token, { name: input.name, idempotencyKey: randomUUID() }),
  );
  if (!created.ok) {
    // These three mean that the list on screen is not the server's: read it back, so that the sentence is true.
    const stale = ["outcome-unknown", "already-created", "key-limit-reached"].includes(created.failure.code);
    if (stale) await refreshKeys(context);
    return created;
  }
  const { apiKey, value } = created.value;
  context.held.newValue = { keyId: apiKey.id, value };
  context.state.setState({ newKey: { apiKey, copied: false, keepFailure: null } });
  applyKey(context, apiKey);
  // Not waited for: the person sees the key while the keychain takes it.
  if (context.state.getState().preferences.keepNewKeys) void keepAtOnce(context, apiKey.id);
  return succeeded(apiKey);
}

/** A key that should be kept and could not be is told in the modal; the person still has it in front of them. */
async function keepAtOnce(context: Context, keyId: string): Promise<void> {
  const kept = await keepNewKey(context, { keyId });
  if (kept.ok) return;
  context.state.setState(({ newKey }) => ({
    newKey: newKey?.apiKey.id === keyId ? { ...newKey, keepFailure: kept.failure } : newKey,
  }));
}
