/** The request that makes a key's successor. */
import type { Call } from "../call.ts";

/** Asks for a successor. Repeatable, because the server gives its first answer again for the same Idempotency-Key. */
export function rotateCall(
  keyPath: string,
  token: string,
  { graceSeconds, idempotencyKey }: { graceSeconds: number; idempotencyKey: string },
): Call {
  return {
    method: "POST",
    path: `${keyPath}/rotate`,
    token,
    headers: { "idempotency-key": idempotencyKey },
    body: { graceSeconds },
    repeatable: true,
  };
}
