/** What a server that speaks the management API sends. Further members are dropped; missing ones are an error. */
import { z } from "zod";
import { Actor, ApiKey, KeyLimits, KeyValue, Rotation } from "../../../src-preload/contract/keys.ts";
import { Session } from "../../../src-preload/contract/session.ts";
import { BearerToken } from "../bearer-token.ts";
import { capabilitiesOf, keyHeader } from "./capabilities.ts";

/** A session as the contract has it. */
const WireSession = Session.omit({ keyHeader: true }).extend({
  organization: Session.shape.organization.unwrap(),
  /** Words for what the server offers beyond the basics. */
  capabilities: z.array(z.string()),
});

/** A session as Keyrack has it. */
export function sessionFrom({ capabilities, ...session }: z.infer<typeof WireSession>): Session {
  return { ...session, capabilities: capabilitiesOf(capabilities), keyHeader };
}

/** `POST /admin/sessions`. */
export const OpenedSessionAnswer = WireSession.extend({ token: BearerToken }).transform(({ token, ...session }) => ({
  token,
  session: sessionFrom(session),
}));

/** `GET /admin/session`. */
export const SessionAnswer = WireSession.transform(sessionFrom);

/**
 * A key's metadata. A server that does not say who revoked it leaves `revokedBy` out; one that cannot rotate leaves out the
 * members on rotation.
 */
export const ApiKeyAnswer = ApiKey.omit({ rotation: true, remembered: true })
  .extend({
    last4: z.string(),
    createdBy: Actor,
    revokedBy: Actor.nullable().default(null),
    replaces: Rotation.shape.replaces.default(null),
    replacedBy: Rotation.shape.replacedBy.default(null),
    graceSeconds: Rotation.shape.graceSeconds.default(null),
    graceEndsAt: Rotation.shape.graceEndsAt.default(null),
  })
  .transform(({ replaces, replacedBy, graceSeconds, graceEndsAt, ...key }): ApiKey => {
    const rotates = replaces !== null || replacedBy !== null;
    return {
      ...key,
      remembered: false,
      rotation: rotates ? { replaces, replacedBy, graceSeconds, graceEndsAt } : null,
    };
  });

/** `GET /admin/api-keys`. */
export const KeyPageAnswer = z.object({
  data: z.array(ApiKeyAnswer),
  nextCursor: z.string().min(1).nullable(),
  limits: KeyLimits,
});

/** `POST /admin/api-keys`. */
export const CreatedKeyAnswer = z
  .object({ apiKey: ApiKeyAnswer, key: KeyValue })
  .transform(({ apiKey, key }) => ({ apiKey, value: key }));

/** `POST /admin/api-keys/{id}/rotate`. */
export const RotatedKeyAnswer = z
  .object({ apiKey: ApiKeyAnswer, key: KeyValue, predecessor: ApiKeyAnswer })
  .transform(({ apiKey, key, predecessor }) => ({ apiKey, value: key, predecessor }));

/** `GET /keys/self`. */
export const VerifiedKeyAnswer = ApiKey.pick({ id: true });

/** Problem details (RFC 9457). Only what is branched on; a member of the wrong kind counts as missing. */
export const Problem = z.object({
  type: z.string().optional().catch(undefined),
  maxActive: KeyLimits.shape.maxActive.optional().catch(undefined),
  keyId: ApiKey.shape.id.optional().catch(undefined),
});
