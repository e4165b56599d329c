/** API keys as the management API shows and takes them. */
import { z } from "zod";

/** The longest name, in Unicode code points. */
const maxNameLength = 64;
/** The longest reason for a revocation, in Unicode code points. */
const maxReasonLength = 200;
/** The longest time a rotated key may go on working after the first use of its successor: 30 days. */
export const maxGraceSeconds = 30 * 24 * 60 * 60;

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
const RevocationReason = freeText(
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
    status: z
      .enum(["active", "retiring", "revoked"])
      .describe(
        "`retiring`: rotated, goes on working until its grace period ends, and does not count against the limit.",
      ),
    createdAt: Instant,
    createdBy: Actor,
    lastUsedAt: Instant.nullable().describe("The last call with this key, exact to a minute; null if there was none."),
    expiresAt: Instant.nullable().describe("Null while keys do not expire."),
    revokedAt: Instant.nullable().describe("Null until the key is revoked. Never changes once set."),
    revokedBy: Actor.nullable().describe(
      "Null until the key is revoked. At the end of a grace period: who rotated the key.",
    ),
    revocationReason: z.string().max(maxReasonLength).nullable().describe("`rotated` at the end of a grace period."),
    replaces: z.string().nullable().describe("The id of the key this one was made to take the place of."),
    replacedBy: z
      .string()
      .nullable()
      .describe("The id of the key that takes or took this one's place; null again when the rotation is cancelled."),
    graceSeconds: z
      .int()
      .min(0)
      .max(maxGraceSeconds)
      .nullable()
      .describe("While retiring: how long the key goes on working after the first use of its successor."),
    graceEndsAt: Instant.nullable().describe(
      "While retiring: when the key is revoked; null until its successor is used.",
    ),
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

/**
 * The header of whatever makes a key. Loose, because what a header schema leaves out would be taken from
 * `request.headers`.
 */
export const IdempotencyHeader = z.looseObject({
  "idempotency-key": z
    .string()
    .regex(/^[\x21-\x7e]{16,128}$/, "must be 16 to 128 visible ASCII characters")
    .describe("Made by the client for each new key, such as a UUID, and repeated when the answer was lost.")
    .meta({ examples: ["7f1a3f0e-6f0b-4d5e-9a51-0c6b6a3f2d11"] }),
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

/** The body of a rotation. */
export const RotateKeyRequest = z.object({
  graceSeconds: z
    .int("must be a whole number of seconds")
    .min(0, "must not be negative")
    .max(maxGraceSeconds, `must be at most ${maxGraceSeconds}, which is 30 days`)
    .describe(
      "How long the key goes on working once its successor has been used for the first time, in seconds. 0: not at all.",
    ),
});
/** The answer to a rotation: like that to a create, the only one that ever holds the new key. */
export const RotatedKey = z.object({
  apiKey: ApiKey.describe("The successor. It takes over the name."),
  key: CreatedKey.shape.key,
  predecessor: ApiKey.describe("The key that retires."),
});
/** The answer to a rotation. */
export type RotatedKey = z.infer<typeof RotatedKey>;

/** The body of a rename. */
export const RenameKeyRequest = z.object({ name: KeyName });
/** The body of a revocation. */
export const RevokeKeyRequest = z.object({ reason: RevocationReason.optional() });
/** A key's id in a path. */
export const KeyIdParams = z.object({ id: z.string().min(1).max(128).describe("The key's id.") });

/** Which keys to list. */
export const KeyStatus = z.enum(["active", "retiring", "revoked"]);
/** Which keys to list. */
export type KeyStatus = z.infer<typeof KeyStatus>;

/** How much of a list a page holds: a number in a query is text. `what`: keys or events, for the document. */
export function pageLimit(what: string) {
  return z
    .string()
    .regex(/^[0-9]{1,3}$/, "must be a whole number from 1 to 200")
    .transform(Number)
    .refine((limit) => limit >= 1 && limit <= 200, "must be a whole number from 1 to 200")
    .default(50)
    .meta({
      description: `At most this many ${what}; 50 without it.`,
      // What a client may send; the pattern above is how this service checks it.
      ...{ type: "integer", minimum: 1, maximum: 200, pattern: undefined },
    });
}

/** The query of a list. */
export const ListKeysQuery = z.object({
  status: KeyStatus.optional().describe(
    "`active`: newest first. `retiring`: newest first. `revoked`: newest revocation first. Without it all keys, newest first.",
  ),
  limit: pageLimit("keys"),
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
