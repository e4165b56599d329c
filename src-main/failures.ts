/** Every failure code's sentence for people: what happened, that nothing was lost, what to do. */
import type { Failure, FailureCode, Result } from "../src-preload/contract/failure.ts";

/** What a sentence may mention. No secret is ever among it. */
export interface FailureContext {
  /** The host a person would recognise, `api.example.com`. */
  host?: string;
  /** The reason in a few words, such as "it has expired" for a certificate; a clause without a full stop. */
  reason?: string;
  /** HTTP status, for `server-error`, `not-an-api` and `proxy-unreachable`. */
  status?: number;
  /** Host and port of the proxy on the way, for the failures that are the proxy's. */
  proxy?: string;
  retryAfterSeconds?: number;
  keyId?: string;
  lostKeyId?: string;
  maxActive?: number;
  /** Which file was left as it was, where it is another one than the person chose; with `env-file`. */
  file?: string;
  /** Whether the list was read since, and shows nothing of what was asked for; with `outcome-unknown` and `change-unconfirmed`. */
  notListed?: boolean;
  /** Whether a create that is sent again would make a second key; with `outcome-unknown`. */
  onceOnly?: boolean;
  /** Whether the key was to take another's place. */
  rotating?: boolean;
}

const server = ({ host }: FailureContext) => host ?? "the server";
const proxy = (context: FailureContext) => (context.proxy ? `the proxy ${context.proxy}` : "the proxy");

/** 75 as "1 minute 15 seconds"; from an hour on in hours and minutes. */
function waitText(seconds: number): string {
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor((seconds % 3600) / 60);
  const rest = hours > 0 ? 0 : seconds % 60;
  const part = (count: number, unit: string) => (count === 0 ? [] : [`${count} ${unit}${count === 1 ? "" : "s"}`]);
  return [...part(hours, "hour"), ...part(minutes, "minute"), ...part(rest, "second")].join(" ") || "a moment";
}

/** Servers that do not say how many keys may be active say no more than that there may be no more. */
function fullText(c: FailureContext): string {
  return c.maxActive === undefined
    ? `${capitalised(server(c))} takes no more active keys.`
    : `${c.maxActive} of ${c.maxActive} keys are active.`;
}

/** Whether a create may be sent again, for the person. */
function againText({ onceOnly, rotating }: FailureContext): string {
  const button = rotating ? "Generate Successor" : "Generate Key";
  return onceOnly
    ? `It may still be on its way: look at the list again in a minute before you press ${button} again, or there may be two.`
    : `Press ${button} again: within ten minutes that cannot make a second one.`;
}

const sentences: Record<FailureCode, (context: FailureContext) => string> = {
  "invalid-input": () => "Keyrack did not understand that request. Nothing was changed.",
  "invalid-name": (c) =>
    c.reason
      ? `The name was not taken: ${c.reason}. Nothing was changed.`
      : "A name can have up to 64 characters and no control characters. Nothing was changed.",
  "invalid-reason": () => "A reason can have up to 200 characters and no control characters. Nothing was changed.",
  "invalid-address": () => "That is not an address Keyrack can use. Write it like https://api.example.com.",
  "insecure-address": (c) =>
    `${c.host ?? "That address"} can only be reached with https://, because http would send your password in clear. Plain http is for this computer only.`,
  "unknown-host": (c) =>
    `There is no host called ${server(c)}, or this computer is offline. Check the address; nothing was changed.`,
  "connection-refused": (c) =>
    `Nothing answers at ${server(c)}. Check the address and port, or try again later; nothing was changed.`,
  "connection-lost": (c) => `The connection to ${server(c)} broke. Nothing was lost; try again.`,
  timeout: (c) => `${capitalised(server(c))} took too long to answer. Nothing was lost; try again.`,
  certificate: (c) =>
    `${capitalised(server(c))} could not prove who it is: ${c.reason ?? "its certificate is not trusted"}. Nothing was sent. Ask whoever runs it to renew or install the certificate.`,
  "invalid-proxy": (c) =>
    c.reason
      ? `That proxy cannot be used: ${c.reason}. Nothing was changed.`
      : "That is not a proxy's address. Write it like http://proxy.example.com:8080. Nothing was changed.",
  "proxy-unreachable": (c) =>
    `${capitalised(proxy(c))} did not pass the request on${c.status ? ` (it answered ${c.status})` : c.reason ? `: ${c.reason}` : ""}. Nothing was lost; check Settings, Network, or try again later.`,
  "proxy-credentials": (c) =>
    `${capitalised(proxy(c))} did not let the request pass: ${c.reason ?? "it asks for a user name and password"}. Nothing was lost; enter them in Settings, Network.`,
  "authorities-unreadable": (c) =>
    `The file of certificate authorities could not be used${c.reason ? `: ${c.reason}` : ""}. Choose a PEM file; nothing else was changed.`,
  redirected: (c) =>
    `${capitalised(server(c))} points to another address. Keyrack does not follow it, so that your session stays safe. Use the final address.`,
  "not-an-api": (c) =>
    `Something answers at ${server(c)}, but it is not a key management API. Check the address; nothing was changed.`,
  protocol: (c) =>
    `${capitalised(server(c))} sent an answer Keyrack cannot read${c.reason ? ` (${c.reason})` : ""}. Nothing was lost; its administrator may need to update it.`,
  "server-error": (c) =>
    `${capitalised(server(c))} has a problem of its own${c.status ? ` (error ${c.status})` : ""}. Nothing here was lost; try again in a little while.`,
  "rate-limited": (c) =>
    `${c.reason ?? "Too many requests in a short time"}. Nothing was lost; try again in ${waitText(c.retryAfterSeconds ?? 0)}.`,
  "invalid-credentials": () => "The e-mail and password do not match. Check both and try again.",
  "code-required": () => "Your account also wants a code. Enter the one your authenticator app shows.",
  "invalid-code": () => "That code was not taken. Enter the one your authenticator app shows now.",
  "password-not-taken": (c) =>
    `${capitalised(server(c))} does not let this account sign in with a password${c.reason ? `: ${c.reason}` : ""}. Use a session token instead.`,
  "invalid-token": () =>
    "That session token is not good, or its session has ended. Copy it again, whole, and try once more.",
  "plugin-missing": (c) =>
    `Better Auth answers at ${server(c)}, but without its ${c.reason ?? "api-key"} plugin, which Keyrack needs. Whoever runs it can add the plugin; nothing was changed.`,
  "other-server": (c) =>
    `${capitalised(server(c))} is not what it was${c.reason ? `: ${c.reason}` : ""}. Nothing was forgotten; if it has moved, change the connection’s address.`,
  "invalid-expiry": (c) =>
    `${capitalised(server(c))} does not take that end for a key${c.reason ? `: ${c.reason}` : ""}. Choose another; nothing was changed.`,
  "session-expired": () => "Your session has ended. Nothing was changed; sign in and try again.",
  "signed-out": () => "You are signed out. Nothing was changed; sign in and try again.",
  forbidden: (c) =>
    `${capitalised(server(c))} does not allow ${c.reason ? `that: ${c.reason}` : "your account to do that"}. Nothing was changed.`,
  "key-limit-reached": (c) =>
    `${fullText(c)} ${
      c.rotating
        ? "This server needs room for the successor: revoke a key that is no longer needed, then rotate this one. Nothing was changed."
        : "Revoke one that is no longer needed, then generate another."
    }`,
  "not-found": () => "That key is not on the server any more. The list has been read again.",
  "outcome-unknown": (c) =>
    c.notListed
      ? `${capitalised(server(c))} did not answer, and its list shows no such key now. ${againText(c)}`
      : c.reason
        ? `${capitalised(server(c))} did not answer, so Keyrack cannot tell which key was made: ${c.reason}. Revoke the one whose value nobody has, and generate another.`
        : `${capitalised(server(c))} did not answer, so Keyrack cannot tell whether the key was made. It reads the list as soon as there is an answer, and tells you then.`,
  "already-created": (c) =>
    c.reason
      ? `The key was created but its value was not received, and ${c.reason}. Generate another.`
      : "The key was created but its value was not received. Revoke it and generate another.",
  "change-unconfirmed": (c) =>
    c.notListed
      ? `${capitalised(server(c))} did not answer, and its list does not show the key as ${c.reason ?? "changed"}. Doing it again is safe: what is done already stays as it is.`
      : `${capitalised(server(c))} did not answer, so Keyrack cannot tell whether the key was ${c.reason ?? "changed"}. Doing it again is safe: what is done already stays as it is.`,
  "copy-first": () => "The key you generated before is still waiting to be copied. Copy it first, then go on.",
  "clipboard-refused": () =>
    "The key was not copied: the clipboard did not take it. Try again, or select the text and copy it.",
  "clipboard-not-cleared": () =>
    "Keyrack could not make sure that the key is off the clipboard. Copy something else to replace it.",
  "key-not-kept": () => "That key is not kept on this computer any more. Nothing was copied or written.",
  "not-kept": (c) =>
    `The key was not kept on this computer${c.reason ? `: ${c.reason}` : ""}. The key itself is fine; copy it and put it where it belongs.`,
  "kept-unreadable": (c) =>
    `What the keychain held for ${c.reason ?? "that key"} was not its value, so it was forgotten. Nothing was copied; the key itself is not changed.`,
  "value-mismatch": (c) =>
    `That is not this key: its value reads ${c.reason ?? "otherwise"}. Nothing was kept; paste the whole key.`,
  "value-refused": () => "The server does not know that value as this key. Nothing was kept.",
  "not-rotatable": (c) =>
    c.reason
      ? `There is no rotation left to cancel: ${c.reason}. Nothing was revoked.`
      : "That key cannot be rotated now: it is revoked, or it takes part in a rotation that is not finished. Nothing was changed; the list has been read again.",
  "invalid-grace": () =>
    "The old key can go on working for up to 30 days. Choose a time within that; nothing was changed.",
  unsupported: (c) =>
    `${capitalised(server(c))} does not offer that${c.reason ? `: ${c.reason}` : ""}. Nothing was changed.`,
  "invalid-variable": (c) =>
    `A variable’s name has letters, digits and underscores and does not begin with a digit${c.reason ? `: ${c.reason} would do` : ""}. Nothing was written.`,
  unquotable: () =>
    "That key has characters that no such line can carry. Nothing was copied; copy the key alone and put it in by hand.",
  "env-file": (c) => `${c.file ?? "The file"} was left as it is: ${c.reason ?? "it could not be written"}.`,
  "env-undo": (c) =>
    `That write was not taken back: ${c.reason ?? "the file has changed since"}. The file was left as it is.`,
  "export-failed": (c) =>
    `The list could not be written${c.reason ? `: ${c.reason}` : ""}. Choose another place; nothing else was changed.`,
  "shortcut-taken": (c) => `Another program already uses that shortcut. Choose another${c.reason ?? ""}.`,
  "start-at-login": (c) =>
    `Starting at login could not be changed${c.reason ? ` (${c.reason})` : ""}. Everything else works as before.`,
  "key-not-held": () => "That key's value is not held any more. If it was not copied, revoke it and generate another.",
  "keychain-locked": () => "The system keychain is locked. Unlock it and try again; nothing was lost.",
  "keychain-unavailable": () =>
    "No system keychain answers. Install or start one (on Linux, gnome-keyring or KWallet) and try again; nothing was lost.",
  "keychain-denied": () =>
    "The system keychain did not give Keyrack its entry. Nothing was removed; try again and allow it.",
  "local-service": (c) =>
    `The Local workspace did not start${c.reason ? `: ${c.reason}` : ""}. Its keys are safe on disk; try again.`,
  "local-service-restarting": () =>
    "The Local workspace stopped unexpectedly and is being started again. Its keys are safe on disk.",
  "local-service-stopped": () =>
    "The Local workspace stopped several times in a row, so Keyrack no longer starts it by itself. Its keys are safe on disk; start it again when you like.",
  "other-account": (c) =>
    `At ${server(c)} that is another account, with keys of its own. Add it as a connection of its own; this one was not changed.`,
  "known-connection": (c) =>
    `Another connection${c.reason ? `, “${c.reason}”,` : ""} already leads to ${server(c)} with that e-mail. Use that one, or another e-mail; nothing was changed.`,
  "settings-not-saved": (c) =>
    `The settings could not be written${c.reason ? ` (${c.reason})` : ""}. They hold until Keyrack closes.`,
  "unknown-connection": () => "That connection is not there any more. Choose another one.",
  internal: () => "Something went wrong inside Keyrack. Nothing was lost; try again.",
};

function capitalised(text: string): string {
  // Only our own words want a capital; host names are written as they are.
  return text.replace(/^the (?=server$|proxy\b)/, "The ");
}

/** A failure with its sentence. */
export function failure(code: FailureCode, context: FailureContext = {}): Failure {
  return {
    code,
    message: sentences[code](context),
    ...(context.retryAfterSeconds === undefined ? {} : { retryAfterSeconds: context.retryAfterSeconds }),
    ...(context.keyId === undefined ? {} : { keyId: context.keyId }),
    ...(context.lostKeyId === undefined ? {} : { lostKeyId: context.lostKeyId }),
    ...(context.maxActive === undefined ? {} : { maxActive: context.maxActive }),
  };
}

/** A failed Result. */
export function failed(code: FailureCode, context: FailureContext = {}): Result<never> {
  return { ok: false, failure: failure(code, context) };
}

/** A successful Result. */
export function succeeded<T>(value: T): Result<T> {
  return { ok: true, value };
}

/** A successful Result without a value. */
export const done: Result<null> = { ok: true, value: null };
