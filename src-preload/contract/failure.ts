/** How things go wrong: the stable codes that cross IPC, and the Result every call answers with. */
import { z } from "zod";

/**
 * Every way a call can fail. Code branches on these, never on the sentence beside them.
 * A new code needs a sentence in src-main/failures.ts (the compiler insists).
 */
export const FailureCode = z.enum([
  /** The message over IPC did not fit its schema; nothing was run. */
  "invalid-input",
  /** A key's name or a revocation reason breaks the contract's rules (64 or 200 characters, no control characters). */
  "invalid-name",
  "invalid-reason",
  /** The address is no URL, or one with credentials, a query or a fragment. */
  "invalid-address",
  /** Plain http to a host that is not this computer. */
  "insecure-address",
  /** DNS knows no such host. */
  "unknown-host",
  /** The host answered, but nothing listens at that port. */
  "connection-refused",
  /** The connection broke or no route leads there. */
  "connection-lost",
  /** Connect, header or body time-out passed (DESIGN.md section 5). */
  "timeout",
  /** TLS: the certificate is not trusted, has expired, or belongs to another host. */
  "certificate",
  /** The proxy's address is none, or not one of http or https. */
  "invalid-proxy",
  /** The proxy could not be reached, or would not pass the request on. */
  "proxy-unreachable",
  /** The proxy asks for credentials, or for others (407). */
  "proxy-credentials",
  /** The chosen file of certificate authorities cannot be read or holds no certificate. */
  "authorities-unreadable",
  /** The server answered with a redirect, which is never followed with a token. */
  "redirected",
  /** Something answered, but it does not speak the management API (HTML, 404 without problem details). */
  "not-an-api",
  /** The management API answered with a body that breaks its own schema. */
  "protocol",
  /** 5xx. */
  "server-error",
  /** 429; `retryAfterSeconds` says how long to wait. */
  "rate-limited",
  /** 401 `invalid-credentials`. */
  "invalid-credentials",
  /** The password is right, and the account also wants a code from an authenticator app. */
  "code-required",
  /** That code is wrong or too old. */
  "invalid-code",
  /** The server does not take a password (from this account); a session token may do. */
  "password-not-taken",
  /** The pasted session token is none, or has ended. */
  "invalid-token",
  /** Better Auth runs there without the api-key or bearer plugin; the sentence says which. */
  "plugin-missing",
  /** Another kind of server stands at a connection's address than the one it was made for. */
  "other-server",
  /** The server has rules of its own for the end of a key. */
  "invalid-expiry",
  /** 401 `session-expired`: ended by time or by somebody else. */
  "session-expired",
  /** The call needs a session and there is none. */
  "signed-out",
  /** 403. */
  "forbidden",
  /** 409 `key-limit-reached`; `maxActive` says how many may be active. */
  "key-limit-reached",
  /** 404: the key is not there any more. */
  "not-found",
  /** A create was sent and no answer came, even after retries. The list was read back. */
  "outcome-unknown",
  /** The key exists, but its value was not received (or 409 `already-created`); `keyId` says which, where it is known. */
  "already-created",
  /** A rename or revoke was sent and no answer came: it may have been done. Doing it again is safe. */
  "change-unconfirmed",
  /** A key was generated and not copied yet; its modal comes first. */
  "copy-first",
  /** The clipboard did not hold the value when it was read back. */
  "clipboard-refused",
  /** A copied key could not be taken off the clipboard, or that could not be verified. */
  "clipboard-not-cleared",
  /** The key's value is not kept on this computer (any more). */
  "key-not-kept",
  /** The keychain did not take the value of a key that was to be kept. */
  "not-kept",
  /** What the keychain held for a kept key was not its value; it was forgotten. */
  "kept-unreadable",
  /** A pasted value does not begin and end like the key it was pasted for. */
  "value-mismatch",
  /** The server says that a pasted value is not this key, or is no longer good. */
  "value-refused",
  /** 409 `not-rotatable`: the key is revoked, retiring, or being rotated already. */
  "not-rotatable",
  /** 422 `invalid-grace`, or a server that does not take the length of the grace period. */
  "invalid-grace",
  /** The server does not offer what was asked for. */
  "unsupported",
  /** No shell takes the variable's name; the sentence suggests another. */
  "invalid-variable",
  /** The key has characters that no line of a `.env` file or a shell carries for every reader. */
  "unquotable",
  /** The `.env` file was left as it was; the sentence says why. */
  "env-file",
  /** The write to the `.env` file can no longer be taken back, and why. */
  "env-undo",
  /** The export could not be written. */
  "export-failed",
  /** Another program holds the global shortcut, or it is none. */
  "shortcut-taken",
  /** The system did not take the change to starting at login. */
  "start-at-login",
  /** The key to copy or show is no longer held in memory. */
  "key-not-held",
  /** The keychain is there but locked; the person can unlock it. */
  "keychain-locked",
  /** There is no keychain on this machine or session. */
  "keychain-unavailable",
  /** The person dismissed the unlock prompt, or the system denied access. */
  "keychain-denied",
  /** The Local workspace's service did not start. */
  "local-service",
  /** The Local workspace's service ended by itself; it is being started again without anybody's doing. */
  "local-service-restarting",
  /** The Local workspace's service ended again and again, so it is not started by itself any more. */
  "local-service-stopped",
  /** At the new address of a connection the credentials are another account's. */
  "other-account",
  /** Another connection has that address and e-mail already. */
  "known-connection",
  /** The settings file could not be written. */
  "settings-not-saved",
  /** No such connection (any more). */
  "unknown-connection",
  /** A fault of Keyrack's own; the log says more. */
  "internal",
]);
/** One of the stable failure codes. */
export type FailureCode = z.infer<typeof FailureCode>;

/** What went wrong, as a value. */
export const Failure = z.object({
  /** What code branches on. */
  code: FailureCode,
  /** One or two sentences for people: what happened, that nothing was lost, what to do. Never holds a secret. */
  message: z.string().min(1),
  /** Seconds until it makes sense to try again; only with `rate-limited`. */
  retryAfterSeconds: z.number().int().nonnegative().optional(),
  /** The key in question; only with `already-created`. */
  keyId: z.string().optional(),
  /** What this create is called while its answer is missing (`LostKey.id`); only with `outcome-unknown` and `already-created`. */
  lostKeyId: z.string().optional(),
  /** The server's limit of active keys; only with `key-limit-reached`. */
  maxActive: z.number().int().positive().optional(),
});
/** What went wrong, as a value. */
export type Failure = z.infer<typeof Failure>;

/** Either a value or a Failure; exceptions never cross IPC. */
export type Result<T> = { ok: true; value: T } | { ok: false; failure: Failure };

/** The schema of a Result around `value`. */
export function resultOf<Value extends z.ZodType>(value: Value) {
  return z.discriminatedUnion("ok", [
    z.object({ ok: z.literal(true), value }),
    z.object({ ok: z.literal(false), failure: Failure }),
  ]);
}
