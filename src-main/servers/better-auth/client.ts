/** Speaks with one Better Auth server and its api-key plugin, in the words of ManagementApi. */
import { failed, failure } from "../../failures.ts";
import type { ManagementApi } from "../../ports.ts";
import { isSuccess } from "../read-answer.ts";
import type { Transport } from "../transport.ts";
import { createCaller } from "./caller.ts";
import { changesOf } from "./changes.ts";
import { listKeys } from "./list.ts";
import { sessionsOf } from "./session.ts";
import { CreatedKeyAnswer } from "./wire.ts";

const secondsPerDay = 86_400;

/** A client over `transport`. The session's token is passed with each call and not kept. */
export function createBetterAuthClient(transport: Transport, basePath: string): ManagementApi {
  const caller = createCaller(transport, basePath);
  const { host } = transport;
  const unsupported = async () => failed("unsupported", { host });

  return {
    ...sessionsOf(caller),
    ...changesOf(caller),

    listKeys: (token, query) => listKeys(caller, token, query),

    async createKey(token, { name, expiresInDays }) {
      // Nothing but these two: all else is for the server's own code, and answered with SERVER_ONLY_PROPERTY.
      const body = {
        ...(name === null ? {} : { name }),
        ...(expiresInDays === null ? {} : { expiresIn: expiresInDays * secondsPerDay }),
      };
      const unknown = failed("plugin-missing", { host, reason: "api-key" });
      const { result, outcome } = await caller.ask(
        { method: "POST", at: "/api-key/create", token, body, repeatable: false, unknown },
        CreatedKeyAnswer,
      );
      // A success that cannot be read has made one all the same.
      const mayHaveMade = "answer" in outcome ? outcome.lost || isSuccess(outcome.answer) : outcome.lost;
      return result.ok || !mayHaveMade ? result : failed("outcome-unknown", { host });
    },

    rotateKey: unsupported,
    verifyKey: unsupported,
    readAudit: unsupported,
    listen: unsupported,
    tryKey: async () => ({ status: null, verdict: { kind: "other", failure: failure("unsupported", { host }) } }),
  };
}
