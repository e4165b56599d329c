/** API keys as the management API shows and takes them. */
import { z } from "zod";

/** The longest name, in Unicode code points. */
export const maxNameLength = 64;
/** The longest reason for a revocation, in Unicode code points. */
export const maxReasonLength = 200;

/**
 * Characters that break layouts and logs (control characters, line and paragraph separators) or make one name look like
 * another (bidirectional embeddings, overrides and isolates: https://www.unicode.org/reports/tr36/#Bidirectional_Text_Spoofing).
 * Cs, with the u flag, is half of a surrogate pair: no text at all.
 */
const forbidden = /[\p{Cc}\p{Cs}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u;

/** Text a person typed: trimmed, empty means none, counted in code points as JSON Schema's maxLength does. */
function freeText(maxLength: number, description: string, examples: string[]) {
  return z
    .string()
    .trim()
    .refine((text) => [...text].length <= maxLength, `must have at most ${maxLength} characters`)
    .refine((text) => !forbidden.test(text), "must have no control or bidirectional control characters")
    .transform((text) => (text === "" ? null : text))
    .nullable()
    .meta({ description, examples });
}

/** A key's name as sent: anything, trimmed, or null for none. */
export const KeyName = freeText(
  maxNameLength,
  `White space at both ends is removed; what remains has at most ${maxNameLength} characters, counted as Unicode code points. ` +
    "Control characters (category Cc), line and paragraph separators (U+2028, U+2029) and bidirectional controls " +
    "(U+202A to U+202E, U+2066 to U+2069) are refused; emoji and right-to-left text are welcome. Empty or null means no name. " +
    "Two keys may have the same name.",
  ["Production"],
);
/** A revocation's reason as sent. */
export const RevocationReason = freeText(
  maxReasonLength,
  `Why the key is revoked, for people. The rules of names, with at most ${maxReasonLength} characters.`,
  ["Laptop lost"],
);

/** An ISO 8601 moment in UTC with milliseconds. */
export const Instant = z.iso.datetime({ precision: 3 }).meta({ examples: ["2026-03-03T14:02:00.000Z"] });

/** An admin, as far as a list of keys shows one. */
export const Actor = z
  .object({ id: z.string(), name: z.string() })
  .meta({ examples: [{ id: "acc_4Qm", name: "Ada" }] });

/** A key's metadata: all that can ever be read again. */
export const ApiKey = z
  .object({
    id: z
      .string()
      .min(1)
      .max(128)
      .meta({ examples: ["key_8sWq3ZkT1mPc0aXe"] }),
    name: z.string().max(maxNameLength).nullable().describe("Null when the key has no name."),
    start: z
      .string()
      .describe("The key's first eight characters, its prefix included.")
      .meta({ examples: ["krk_9fK2"] }),
    last4: z
      .string()
      .length(4)
      .describe("The key's last four characters.")
      .meta({ examples: ["x7Qd"] }),
    status: z.enum(["active", "revoked"]),
    createdAt: Instant,
    createdBy: Actor,
    lastUsedAt: Instant.nullable().describe("The last call with this key, exact to a minute; null if there was none."),
    expiresAt: Instant.nullable().describe("Null while keys do not expire."),
    revokedAt: Instant.nullable().describe("Null while the key is active. Never changes once set."),
    revokedBy: Actor.nullable().describe("Null while the key is active."),
    revocationReason: z.string().max(maxReasonLength).nullable(),
  })
  .describe("An API key's metadata. The key itself is in no answer but the one that created it.");
/** A key's metadata. */
export type ApiKey = z.infer<typeof ApiKey>;

/** How many keys may be and are active. */
export const KeyLimits = z.object({
  maxActive: z
    .int()
    .positive()
    .meta({ examples: [5] }),
  active: z
    .int()
    .nonnegative()
    .meta({ examples: [3] }),
});

/** The body of a create. */
export const CreateKeyRequest = z.object({ name: KeyName.optional() });
/** The answer to a create: the only one that ever holds a key. */
export const CreatedKey = z.object({
  apiKey: ApiKey,
  key: z
    .string()
    .describe(
      "The key itself, answered here and never again. The local service's keys are `krk_`, 32 base62 characters, and the CRC-32 " +
        "of these 32 characters as 6 base62 digits (0-9A-Za-z, most significant first); clients must not rely on a form.",
    )
    .meta({ examples: ["krk_0123456789ABCDEFGHIJKLMNOPQRSTUV3vJQPe"] }),
});
/** The answer to a create. */
export type CreatedKey = z.infer<typeof CreatedKey>;

/** The body of a rename. */
export const RenameKeyRequest = z.object({ name: KeyName });
/** The body of a revocation. */
export const RevokeKeyRequest = z.object({ reason: RevocationReason.optional() });
/** A key's id in a path. */
export const KeyIdParams = z.object({ id: z.string().min(1).max(128).describe("The key's id.") });

/** Which keys to list. */
export const KeyStatus = z.enum(["active", "revoked"]);
/** Which keys to list. */
export type KeyStatus = z.infer<typeof KeyStatus>;

/** The query of a list. */
export const ListKeysQuery = z.object({
  status: KeyStatus.optional().describe(
    "`active`: newest first. `revoked`: newest revocation first. Without it all keys, newest first.",
  ),
  limit: z
    .string()
    .regex(/^[0-9]{1,3}$/, "must be a whole number from 1 to 200")
    .transform(Number)
    .refine((limit) => limit >= 1 && limit <= 200, "must be a whole number from 1 to 200")
    .default(50)
    .meta({
      description: "At most this many keys; 50 without it.",
      // What a client may send; the pattern above is how this service checks it.
      ...{ type: "integer", minimum: 1, maximum: 200, pattern: undefined },
    }),
  cursor: z
    .string()
    .max(512)
    .optional()
    .describe("`nextCursor` of the page before; opaque. Only valid with the same `status`."),
});

/** One page of keys. */
export const KeyPage = z.object({
  data: z.array(ApiKey),
  nextCursor: z
    .string()
    .nullable()
    .describe("Asks for the next page; null on the last. Stays valid when keys are added."),
  limits: KeyLimits,
});
