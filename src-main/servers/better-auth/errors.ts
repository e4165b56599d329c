/** What Better Auth's error codes come to. One table: whatever these endpoints can answer is in it, and a test goes through it. */
import type { FailureCode } from "../../../src-preload/contract/failure.ts";

/** What a code means, with a clause for the sentence where that says more. */
export interface Meaning {
  code: FailureCode;
  reason?: string;
}

/** Only a fault of ours sends such a thing. */
const ourFault: Meaning = { code: "internal" };
/** Answered to a key that is presented, which Keyrack never does here. */
const badKey: Meaning = { code: "value-refused" };
const noCodes: Meaning = {
  code: "password-not-taken",
  reason: "it wants a code, but not one from an authenticator app",
};
const otherAddress: Meaning = {
  code: "password-not-taken",
  reason: "it knows itself by another address than this one",
};
const nameLength = "it is shorter or longer than this server takes";
const locked = "Too many codes were wrong, so the account is locked for a while";

/** `API_KEY_ERROR_CODES` of @better-auth/api-key. */
const ofKeys: Record<string, Meaning> = {
  KEY_NOT_FOUND: { code: "not-found" },
  UNAUTHORIZED_SESSION: { code: "session-expired" },
  USER_BANNED: { code: "forbidden" },
  INVALID_NAME_LENGTH: { code: "invalid-name", reason: nameLength },
  NAME_REQUIRED: { code: "invalid-name", reason: "this server wants every key to have one" },
  EXPIRES_IN_IS_TOO_SMALL: { code: "invalid-expiry", reason: "it is too soon" },
  EXPIRES_IN_IS_TOO_LARGE: { code: "invalid-expiry", reason: "it is too far off" },
  KEY_DISABLED_EXPIRATION: { code: "invalid-expiry", reason: "it decides by itself when keys end" },
  USER_NOT_MEMBER_OF_ORGANIZATION: { code: "forbidden" },
  INSUFFICIENT_API_KEY_PERMISSIONS: { code: "forbidden" },
  ORGANIZATION_ID_REQUIRED: { code: "unsupported", reason: "its keys belong to organizations, not to accounts" },
  NO_DEFAULT_API_KEY_CONFIGURATION_FOUND: { code: "unsupported", reason: "none of its kinds of keys is the usual one" },
  ORGANIZATION_PLUGIN_REQUIRED: { code: "server-error" },
  FAILED_TO_UPDATE_API_KEY: { code: "server-error" },
  INVALID_API_KEY_GETTER_RETURN_TYPE: { code: "server-error" },
  RATE_LIMIT_EXCEEDED: { code: "rate-limited" },
  USAGE_EXCEEDED: { code: "rate-limited" },
  INVALID_API_KEY: badKey,
  KEY_DISABLED: badKey,
  KEY_EXPIRED: badKey,
  KEY_NOT_RECOVERABLE: badKey,
  INVALID_USER_ID_FROM_API_KEY: badKey,
  INVALID_REFERENCE_ID_FROM_API_KEY: badKey,
  SERVER_ONLY_PROPERTY: ourFault,
  NO_VALUES_TO_UPDATE: ourFault,
  INVALID_METADATA_TYPE: ourFault,
  METADATA_DISABLED: ourFault,
  INVALID_PREFIX_LENGTH: ourFault,
  INVALID_REMAINING: ourFault,
  REFILL_AMOUNT_AND_INTERVAL_REQUIRED: ourFault,
  REFILL_INTERVAL_AND_AMOUNT_REQUIRED: ourFault,
};

/** What better-auth's own endpoints for signing in and for sessions answer, and the admin plugin to a banned account. */
const ofSessions: Record<string, Meaning> = {
  INVALID_EMAIL: { code: "invalid-credentials" },
  INVALID_PASSWORD: { code: "invalid-credentials" },
  INVALID_EMAIL_OR_PASSWORD: { code: "invalid-credentials" },
  EMAIL_PASSWORD_DISABLED: { code: "password-not-taken", reason: "it takes no passwords" },
  EMAIL_NOT_VERIFIED: { code: "password-not-taken", reason: "its e-mail address has not been confirmed yet" },
  BANNED_USER: { code: "forbidden" },
  UNAUTHORIZED: { code: "session-expired" },
  SESSION_EXPIRED: { code: "session-expired" },
  FAILED_TO_GET_SESSION: { code: "session-expired" },
  FAILED_TO_CREATE_SESSION: { code: "server-error" },
  INVALID_ORIGIN: otherAddress,
  MISSING_OR_NULL_ORIGIN: otherAddress,
  CROSS_SITE_NAVIGATION_LOGIN_BLOCKED: otherAddress,
  VALIDATION_ERROR: ourFault,
  BODY_MUST_BE_AN_OBJECT: ourFault,
  RATE_LIMITED: { code: "rate-limited" },
};

/** `TWO_FACTOR_ERROR_CODES` of the two-factor plugin. */
const ofCodes: Record<string, Meaning> = {
  INVALID_CODE: { code: "invalid-code" },
  OTP_HAS_EXPIRED: { code: "invalid-code" },
  INVALID_BACKUP_CODE: { code: "invalid-code" },
  // The challenge is a moment old; somebody has used it up meanwhile.
  INVALID_TWO_FACTOR_COOKIE: { code: "invalid-code" },
  TOO_MANY_ATTEMPTS_REQUEST_NEW_CODE: { code: "rate-limited", reason: "Too many codes were wrong" },
  ACCOUNT_TEMPORARILY_LOCKED: { code: "rate-limited", reason: locked },
  TOTP_NOT_ENABLED: noCodes,
  TOTP_NOT_CONFIGURED: noCodes,
  TWO_FACTOR_NOT_ENABLED: noCodes,
  OTP_NOT_ENABLED: noCodes,
  OTP_NOT_CONFIGURED: noCodes,
  BACKUP_CODES_NOT_ENABLED: noCodes,
  TOTP_ALREADY_ENABLED: ourFault,
};

const meanings = new Map(Object.entries({ ...ofSessions, ...ofCodes, ...ofKeys }));

/** What one of Better Auth's codes means; null for one that is not its own, such as a hook's. */
export function meaningOf(code: string): Meaning | null {
  return meanings.get(code) ?? null;
}
