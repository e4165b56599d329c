/** Keeps a key's value on this computer: in the OS keychain, one entry a key. */
import type { Result } from "../../src-preload/contract/failure.ts";
import type { ApiKey } from "../../src-preload/contract/keys.ts";
import type { Context } from "../context.ts";
import { done, failed } from "../failures.ts";
import { encodeKeptEntry, isSameKey, keptAccount } from "../kept-keys.ts";
import type { SecretChange } from "../ports.ts";
import { noteKeychain } from "./adopt-session.ts";
import { accountOf, changeKept, inTurn } from "./kept-index.ts";

const reasons: Record<Exclude<SecretChange["status"], "ok">, string> = {
  locked: "the system keychain is locked",
  denied: "the system keychain did not allow it",
  unavailable: "there is no system keychain in this session",
};

/** What is kept and for which connection. */
export interface Keeping {
  connectionId: string;
  apiKey: ApiKey;
  value: string;
  /** Whose key it is, where that is known better than by who is signed in. */
  accountId?: string;
}

/** Keeps a value. `not-kept` when the keychain refuses; nothing else changes then. */
export function keepKey(context: Context, keeping: Keeping): Promise<Result<null>> {
  const reference = { connectionId: keeping.connectionId, keyId: keeping.apiKey.id };
  return inTurn(context, reference, () => keep(context, keeping));
}

async function keep(context: Context, { connectionId, apiKey, value, accountId }: Keeping): Promise<Result<null>> {
  const { id: keyId, name, start, last4, lastUsedAt } = apiKey;
  const whose = accountId === undefined ? accountOf(context, connectionId) : { accountId };
  const entry = { connectionId, keyId, name, start, last4, lastUsedAt, lastCopiedAt: null, ...whose };
  const known = context.state.getState().kept.some((key) => isSameKey(key, entry));
  // The index first: a crash in between then leaves a name without a value, never a value that nobody knows of.
  if (!known) await changeKept(context, (kept) => [...kept, entry]);
  const written = await context.secretStore.write(keptAccount(entry), encodeKeptEntry(value));
  noteKeychain(context, written.status);
  if (written.status === "ok") return done;
  if (!known) await changeKept(context, (kept) => kept.filter((key) => !isSameKey(key, entry)));
  return failed("not-kept", { reason: reasons[written.status] });
}

/** Keeps the key just generated, while its modal is open. */
export async function keepNewKey(context: Context, { keyId }: { keyId: string }): Promise<Result<null>> {
  const { newKey } = context.state.getState();
  const held = context.held.newValue;
  if (held?.keyId !== keyId || newKey?.apiKey.id !== keyId) return failed("key-not-held");
  const { apiKey } = newKey;
  // Whoever generated it: their session may have ended since, or somebody else may be signed in.
  return keepKey(context, {
    connectionId: held.connectionId,
    apiKey,
    value: held.value,
    ...(apiKey.createdBy && { accountId: apiKey.createdBy.id }),
  });
}
