/** The request for one page of the audit trail. */
import type { Call } from "../call.ts";

/** Events per page: more than a window shows, few enough to be read in a blink. */
const pageSize = 100;

/** Asks for what happened before `cursor`, for the newest without one; `keyId`: only what happened to this key. */
export function auditCall(
  base: string,
  token: string,
  { cursor, keyId }: { cursor: string | null; keyId: string | null },
): Call {
  const query = new URLSearchParams({
    limit: String(pageSize),
    ...(cursor === null ? {} : { cursor }),
    ...(keyId === null ? {} : { keyId }),
  });
  return { method: "GET", path: `${base}/admin/audit-events?${query}`, token, repeatable: true };
}
