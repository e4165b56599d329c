/** The request for one page of the audit trail. */
import type { Call } from "../transport.ts";

/** Events per page: more than a window shows, few enough to be read in a blink. */
const pageSize = 100;

/** Asks for what happened before `cursor`; for the newest without one. */
export function auditCall(base: string, token: string, cursor: string | null): Call {
  const query = new URLSearchParams({ limit: String(pageSize), ...(cursor === null ? {} : { cursor }) });
  return { method: "GET", path: `${base}/admin/audit-events?${query}`, token, repeatable: true };
}
