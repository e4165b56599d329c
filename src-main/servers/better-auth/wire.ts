/** What Better Auth sends, as its sources of 1.7 have it. Further members are dropped; missing ones are an error. */
import { z } from "zod";
import { type ApiKey, KeyValue } from "../../../src-preload/contract/keys.ts";
import type { Session } from "../../../src-preload/contract/session.ts";
import { capabilities, keyHeader } from "./capabilities.ts";

/** A moment; some databases' adapters send an offset other than Z. */
const Moment = z.iso.datetime({ offset: true }).transform((text) => new Date(text).toISOString());

/** `GET /ok`. */
export const OkAnswer = z.object({ ok: z.literal(true) });

/** `POST /sign-in/email`, when the password was right. */
export const SignInAnswer = z.union([
  /** The account wants a code; the ways in which it may come. */
  z.object({ twoFactorRedirect: z.literal(true), twoFactorMethods: z.array(z.string()).optional() }),
  z.object({ user: z.object({ id: z.string() }), twoFactorRedirect: z.undefined().optional() }),
]);

/** `POST /two-factor/verify-totp`. */
export const CodeAnswer = z.object({ user: z.object({ id: z.string() }) });

/** `GET /get-session`: null without a session, whatever the reason. */
export const SessionAnswer = z
  .object({
    session: z.object({ expiresAt: Moment }),
    user: z.object({ id: z.string().min(1), name: z.string(), email: z.string() }),
  })
  .transform(
    ({ session: { expiresAt }, user: { id, name, email } }): Session => ({
      account: { id, name, email },
      organization: null,
      warehouses: [],
      capabilities,
      keyHeader,
      expiresAt,
    }),
  )
  .nullable();

/** A key as Better Auth has it, reduced to what Keyrack looks at. */
export const KeyRow = z.object({
  id: z.string().min(1).max(128),
  /** Which of the plugin's configurations it belongs to; only the default one's keys are found without naming it. */
  configId: z.string().nullish(),
  name: z.string().nullish(),
  /** The first characters, where the plugin is told to store them. */
  start: z.string().nullish(),
  /** The database may hold none; the plugin takes that for true. */
  enabled: z.boolean().nullish(),
  createdAt: Moment,
  updatedAt: Moment,
  lastRequest: Moment.nullish(),
  expiresAt: Moment.nullish(),
});
/** A key as Better Auth has it. */
export type KeyRow = z.infer<typeof KeyRow>;

/** `GET /api-key/list`. `total` counts what the server brought up for this answer, which may be less than there is (list.ts). */
export const KeyListAnswer = z.object({ apiKeys: z.array(KeyRow), total: z.number().int().nonnegative() });

/** `POST /api-key/create`. */
export const CreatedKeyAnswer = KeyRow.extend({ key: KeyValue }).transform(({ key, ...row }) => ({
  apiKey: keyFrom(row),
  value: key,
}));

/** `POST /api-key/update`. */
export const KeyAnswer = KeyRow.transform((row) => keyFrom(row));

/** `POST /api-key/delete`. */
export const DeletedKeyAnswer = z.object({ success: z.literal(true) });

/** `POST /sign-out`. */
export const SignOutAnswer = z.object({ success: z.literal(true) });

/** Whether a key works, as long as it has not expired. */
export function isEnabled({ enabled }: Pick<KeyRow, "enabled">): boolean {
  return enabled !== false;
}

/** A key as Keyrack has it. Of a disabled one Better Auth knows no date; its last change is the best there is. */
export function keyFrom(row: KeyRow): ApiKey {
  const { id, name, start, createdAt, updatedAt, lastRequest, expiresAt } = row;
  return {
    id,
    name: name || null,
    start: start ?? "",
    last4: null,
    status: isEnabled(row) ? "active" : "revoked",
    createdAt,
    createdBy: null,
    lastUsedAt: lastRequest ?? null,
    expiresAt: expiresAt ?? null,
    revokedAt: isEnabled(row) ? null : updatedAt,
    revokedBy: null,
    revocationReason: null,
    rotation: null,
    remembered: false,
  };
}
