/** A client that refuses: a server's that cannot be spoken with, or the part of one for what its server cannot do. */
import type { Result } from "../../src-preload/contract/failure.ts";
import { failure } from "../failures.ts";
import type { ManagementApi } from "../ports.ts";

/** A client that answers every call with `refusal`; spread into one that can do more, what it cannot do. */
export function refusing(refusal: Result<never>): ManagementApi {
  const refuse = async () => refusal;
  return {
    openSession: refuse,
    readSession: refuse,
    closeSession: refuse,
    listKeys: refuse,
    createKey: refuse,
    rotateKey: refuse,
    listen: refuse,
    renameKey: refuse,
    revokeKey: refuse,
    verifyKey: refuse,
    readAudit: refuse,
    tryKey: async () => ({
      status: null,
      verdict: { kind: "other", failure: refusal.ok ? failure("internal") : refusal.failure },
    }),
  };
}
