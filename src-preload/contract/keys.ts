/** API keys as people see them: metadata only, never a key's value (that is `KeyValue`, for the reveal modal alone). */
import { z } from "zod";
import { Failure } from "./failure.ts";

/** A moment: ISO 8601 in UTC, as the management API sends it. */
export const Instant = z.iso.datetime();

/** The admin who created or revoked a key. */
export const Actor = z.object({ id: z.string(), name: z.string() });
/** The admin who created or revoked a key. */
export type Actor = z.infer<typeof Actor>;

/** A key's part in a rotation: it replaces another, or another replaces it, or both. */
export const Rotation = z.object({
  /** The key this one takes the place of, while that one still works; null otherwise. */
  replaces: z.string().nullable(),
  /** The key that takes this one's place; only with status `retiring`. */
  replacedBy: z.string().nullable(),
  /** How long this key goes on working once its successor has been used, in seconds; only with status `retiring`. */
  graceSeconds: z.number().int().nonnegative().nullable(),
  /** When this key ends; null until its successor is first used. */
  graceEndsAt: Instant.nullable(),
});
/** A key's part in a rotation. */
export type Rotation = z.infer<typeof Rotation>;

/** One API key's metadata. */
export const ApiKey = z.object({
  id: z.string().min(1).max(128),
  /** What the admin called it; null when unnamed. */
  name: z.string().nullable(),
  /** The key's first characters, its prefix included: `krk_9fK2`; empty where the server keeps none. */
  start: z.string(),
  /** The key's last four characters; null where the server does not say. */
  last4: z.string().nullable(),
  /** `retiring`: still good, but another has taken its place; it does not count toward the limit. */
  status: z.enum(["active", "retiring", "revoked"]),
  createdAt: Instant,
  /** Null where the server does not say. */
  createdBy: Actor.nullable(),
  /** When the key last called the API, to the minute; null if never. */
  lastUsedAt: Instant.nullable(),
  expiresAt: Instant.nullable(),
  revokedAt: Instant.nullable(),
  /** Who revoked it; null while active, or where the server does not say. */
  revokedBy: Actor.nullable(),
  revocationReason: z.string().nullable(),
  /** Null when it takes part in none, and in lists cached before there were rotations. */
  rotation: Rotation.nullable().catch(null),
  /** Revoked, and known from this computer's memory alone: the server keeps no such list. */
  remembered: z.boolean().catch(false),
});
/** One API key's metadata. */
export type ApiKey = z.infer<typeof ApiKey>;

/** How many keys may be and are active, in the server's words. */
export const KeyLimits = z.object({ maxActive: z.number().int().positive(), active: z.number().int().nonnegative() });
/** How many keys may be and are active, in the server's words. */
export type KeyLimits = z.infer<typeof KeyLimits>;

/** The longest name the contract allows, in Unicode code points. */
export const maxNameLength = 64;
/** The longest revocation reason, in Unicode code points. */
export const maxReasonLength = 200;

/**
 * A name or reason as typed: trimmed; empty means none. Control characters break layouts and logs; bidirectional
 * overrides can disguise one name as another (https://www.unicode.org/reports/tr36/), so both are refused.
 */
function freeText(maxLength: number) {
  return z
    .string()
    .trim()
    .refine((text) => [...text].length <= maxLength)
    .refine((text) => !/[\p{Cc}\p{Cs}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u.test(text))
    .transform((text) => (text === "" ? null : text))
    .nullable();
}
/** A key's name as typed. */
export const KeyName = freeText(maxNameLength);
/** A revocation reason as typed. */
export const RevocationReason = freeText(maxReasonLength);

/** How long a key is to be good, in days; null for no end. */
export const ExpiresInDays = z.number().int().min(1).max(3650).nullable();

/** A key's value, in clear. Crosses IPC in one answer only: `keys:reveal`, for the modal that shows it once. */
export const KeyValue = z.string().min(8).max(512);

/** A key's value as pasted: whatever a person has copied along with it is taken off in main. */
export const PastedValue = z.string().min(1).max(2048);

/** What main knows of the key list of the active connection. */
export const KeyList = z.object({
  /** `idle`: never asked; `loading`: first answer awaited; `refreshing`: older rows on show; `ready`; `failed`. */
  status: z.enum(["idle", "loading", "refreshing", "ready", "failed"]),
  active: z.array(ApiKey),
  /** Keys that another has replaced and that still work; newest first. Empty where the server cannot rotate. */
  retiring: z.array(ApiKey),
  /** Null before the first answer, and where the server knows no limit. */
  limits: KeyLimits.nullable(),
  /** When the rows were the server's truth; null before the first answer. */
  asOf: Instant.nullable(),
  /** Why the last refresh failed; the rows stay. */
  failure: Failure.nullable(),
});
/** What main knows of the key list of the active connection. */
export type KeyList = z.infer<typeof KeyList>;

/** The revoked keys read so far, newest revocation first. A slice of its own: there can be thousands, and they rarely change. */
export const RevokedList = z.object({
  rows: z.array(ApiKey),
  /** Whether the server holds more than `rows`. */
  more: z.boolean(),
  /** Whether the rest is being read page by page, so that a filter or an order covers all of them. */
  readingAll: z.boolean(),
});
/** The revoked keys read so far. */
export type RevokedList = z.infer<typeof RevokedList>;

/** Names a create whose answer never came, for as long as it is spoken of; its notice has the same id. */
const lostKeyId = z.string().min(1).max(100);

/** A create whose answer never came. It stays until the person has dealt with it, so that no key exists unseen. */
export const LostKey = z.discriminatedUnion("status", [
  /** The server has not been reached since: nobody can say whether the key exists. The next list decides. */
  z.object({ id: lostKeyId, status: z.literal("unknown"), name: z.string().nullable() }),
  /** The key exists, and its value can no longer be had. */
  z.object({ id: lostKeyId, status: z.literal("created"), name: z.string().nullable(), apiKey: ApiKey }),
]);
/** A create whose answer never came. */
export type LostKey = z.infer<typeof LostKey>;

/** Which create is meant: another one may have come on show since the person looked. */
export const LostKeyReference = z.object({ lostKeyId });
/** Which create is meant. */
export type LostKeyReference = z.infer<typeof LostKeyReference>;

/** The key that was just generated and waits to be copied. Its value stays in main until the modal asks for it. */
export const NewKey = z.object({
  apiKey: ApiKey,
  /** Whether a verified copy was made; until then closing asks first. */
  copied: z.boolean(),
  /** Why it is not kept on this computer although it should be; null otherwise. */
  keepFailure: Failure.nullable(),
});
/** The key that was just generated and waits to be copied. */
export type NewKey = z.infer<typeof NewKey>;
