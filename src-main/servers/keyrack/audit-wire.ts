/** The audit trail as a server that speaks the management API sends it. */
import { z } from "zod";
import { AuditEvent } from "../../../src-preload/contract/activity.ts";

/** An IPv6 address with its zone has 45 characters and some; what is longer is shown in part. */
const longestAddress = 64;
/** The longest kind the window takes. */
const longestType = 64;

/** One event. What is said beside the fact itself may be missing or new: the fact is shown all the same. */
const AuditEventAnswer = AuditEvent.extend({
  type: z
    .string()
    .min(1)
    .transform((type) => type.slice(0, longestType)),
  actor: AuditEvent.shape.actor.catch(null),
  address: z
    .string()
    .nullable()
    .catch(null)
    .transform((address) => address?.slice(0, longestAddress) ?? null),
  apiKey: AuditEvent.shape.apiKey.catch(null),
  details: AuditEvent.shape.details.catch(null),
});

/** `GET /admin/audit-events`. */
export const AuditPageAnswer = z
  .object({ data: z.array(AuditEventAnswer), nextCursor: z.string().min(1).nullable() })
  .transform(({ data, nextCursor }) => ({ events: data, nextCursor }));
