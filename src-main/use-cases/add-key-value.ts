/** Keeps a key that was generated elsewhere, from its pasted value. */
import type { Result } from "../../src-preload/contract/failure.ts";
import { KeyValue } from "../../src-preload/contract/keys.ts";
import type { Context } from "../context.ts";
import { failed } from "../failures.ts";
import { fits, trimmedValue } from "../kept-keys.ts";
import { activeConnection, can } from "../state.ts";
import { apiOf } from "./endpoint.ts";
import { keepKey } from "./keep-key.ts";

/** What was pasted, and for which row. */
export interface PastedValue {
  keyId: string;
  pasted: string;
}

/**
 * Keeps the value if it can be this row's: `value-mismatch` when its beginning or end is another's, `value-refused` when
 * the server, if it can be asked, says that it is not this key. Offline the first check has to do.
 */
export async function addKeyValue(context: Context, { keyId, pasted }: PastedValue): Promise<Result<null>> {
  const connection = activeConnection(context.state);
  const apiKey = context.state.getState().keys.active.find(({ id }) => id === keyId);
  if (!connection || !apiKey) return failed("not-found");
  const value = trimmedValue(pasted);
  if (/\s/.test(value) || !KeyValue.safeParse(value).success || !fits(value, apiKey))
    return failed("value-mismatch", { reason: `${apiKey.start}…${apiKey.last4 ?? ""}` });
  const api = apiOf(context, connection);
  if (api && can(context, "verify")) {
    const verified = await api.verifyKey(value);
    const isAnother = verified.ok ? verified.value.keyId !== keyId : verified.failure.code === "value-refused";
    if (isAnother) return failed("value-refused");
  }
  return keepKey(context, { connectionId: connection.id, apiKey, value });
}
