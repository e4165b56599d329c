/** Renames and revokes keys of a Better Auth server. */
import type { z } from "zod";
import type { FailureCode, Result } from "../../../src-preload/contract/failure.ts";
import type { ApiKey } from "../../../src-preload/contract/keys.ts";
import { failed, succeeded } from "../../failures.ts";
import type { ManagementApi } from "../../ports.ts";
import type { Asked, Caller } from "./caller.ts";
import { findKey } from "./list.ts";
import { DeletedKeyAnswer, isEnabled, KeyAnswer, KeyRow, keyFrom } from "./wire.ts";

/** The part of `ManagementApi` that changes keys. */
export function changesOf(caller: Caller): Pick<ManagementApi, "renameKey" | "revokeKey"> {
  const { host } = caller;

  /** Changes a key. Sent once: whether it was done shows in the list. */
  function post<T>(token: string, at: string, body: object, schema: z.ZodType<T>): Promise<Asked<T>> {
    const unknown = failed("unsupported", { host });
    return caller.ask(
      { method: "POST", at: `/api-key/${at}`, token, body, repeatable: false, ofKey: true, unknown },
      schema,
    );
  }

  /** The key as the server has it now. */
  async function readKey(token: string, keyId: string): Promise<Result<KeyRow>> {
    const at = `/api-key/get?${new URLSearchParams({ id: keyId })}`;
    const unknown = failed("plugin-missing", { host, reason: "api-key" });
    const { result } = await caller.ask({ method: "GET", at, token, repeatable: true, ofKey: true, unknown }, KeyRow);
    return result.ok || result.failure.code !== "not-found" ? result : findKey(caller, token, keyId);
  }

  return {
    async renameKey(token, { keyId, name }) {
      if (name === null) {
        return failed("invalid-name", { reason: "this server cannot take a name away, so give the key another" });
      }
      const asked = await post(token, "update", { keyId, name }, KeyAnswer);
      if (asked.result.ok) return asked.result;
      if (!isNotFound(asked.result)) return unsettled(asked, host, "renamed");
      const found = await findKey(caller, token, keyId);
      if (!found.ok) return found;
      const again = await post(token, "update", { ...idOf(found.value), name }, KeyAnswer);
      return again.result.ok ? again.result : unsettled(again, host, "renamed");
    },

    async revokeKey(token, { keyId, reason }) {
      const found = await readKey(token, keyId);
      if (!found.ok) return found;
      const key = keyFrom(found.value);
      // Done already, and the first date stays.
      if (key.status === "revoked") return succeeded(key);
      const id = idOf(found.value);
      const revoked = () =>
        succeeded<ApiKey>({
          ...key,
          status: "revoked",
          revokedAt: new Date().toISOString(),
          revocationReason: reason,
        });

      const disabled = await post(token, "update", { ...id, enabled: false }, KeyRow);
      if (isNotFound(disabled.result)) return revoked();
      if (disabled.result.ok && !isEnabled(disabled.result.value)) return revoked();
      const refused = disabled.result.ok || refusals.has(disabled.result.failure.code);
      if (!refused) return unsettled(disabled, host, "revoked");

      const deleted = await post(token, "delete", id, DeletedKeyAnswer);
      return deleted.result.ok || isNotFound(deleted.result) ? revoked() : unsettled(deleted, host, "revoked");
    },
  };
}

/** The server was asked, and would not: there may be another way. */
const refusals: ReadonlySet<FailureCode> = new Set([
  "forbidden",
  "unsupported",
  "internal",
  "invalid-name",
  "invalid-expiry",
]);

/** What a change came to that was not made as far as anybody knows. */
function unsettled({ result, outcome }: Asked<unknown>, host: string, done: "renamed" | "revoked"): Result<never> {
  if (!outcome.lost && !result.ok) return result;
  return failed("change-unconfirmed", { host, reason: done });
}

/** Somebody has deleted it meanwhile, or it belongs to a configuration that has to be named. */
function isNotFound(result: Result<unknown>): boolean {
  return !result.ok && result.failure.code === "not-found";
}

/** How a key is named to the server. */
function idOf({ id, configId }: KeyRow): { keyId: string; configId?: string } {
  return { keyId: id, ...(configId && configId !== "default" ? { configId } : {}) };
}
