/** What a person gets in each cell, and the sentence that goes with each code. */
import type { FailureCode } from "../../src-preload/contract/failure.ts";
import type { Fault, FaultName } from "./faults.ts";
import type { OperationName } from "./operations.ts";
import type { TableServer } from "./table-server.ts";

/** `ok`, or why not. */
export type Code = FailureCode | "ok";

/** What one fault comes to. */
interface Row {
  /** Never repeated by itself: signing in, to a new server and again. */
  signIn: Code;
  /** GET, repeated where the way there broke: list, and restore unless that differs. */
  ask: Code;
  restore?: Code;
  /** Repeated with the same Idempotency-Key, and in doubt looked up in the list. */
  create: Code;
  /** Rename and revoke: in doubt looked up in the list. */
  change: Code;
  /** Answers to a rotation that are none to a create; else the same. */
  rotate?: Code;
  /** A rotation is cancelled once the list is read: what goes wrong with everything goes wrong there, unless this says otherwise. */
  cancel?: Code;
  /** A value that cannot be checked is kept all the same, because its row fits; only the server's no is a no. */
  verify?: Code;
  /** What the service does although something goes wrong; `repeated`: only what is asked for again by itself. */
  serves: "nothing" | "everything" | "repeated";
}

/** The same for everything that asks the server; the service is never reached. */
function all(code: Code): Row {
  return { signIn: code, ask: code, create: code, change: code, serves: "nothing" };
}

/** The service does it, and no answer that could be believed comes. The list that is read then shows what happened. */
function unheard(code: Code): Row {
  return { signIn: code, ask: code, create: "already-created", change: "ok", serves: "everything" };
}

/** The service is not reached, which the app cannot know. */
function inDoubt(code: Code): Row {
  return { signIn: code, ask: code, create: "outcome-unknown", change: "change-unconfirmed", serves: "nothing" };
}

/** The first try goes wrong, the second does not. */
function once(first: Code, change: Code, serves: Row["serves"]): Row {
  return { signIn: first, ask: "ok", create: "ok", change, serves };
}

const fine: Row = { ...all("ok"), serves: "everything" };

const rows: Record<FaultName, Row> = {
  "nothing listens": all("connection-refused"),
  "the server takes connections and says nothing": inDoubt("timeout"),
  "the request is never answered": inDoubt("timeout"),
  "reset before the request is passed on": inDoubt("connection-lost"),
  "reset before the request is passed on, once": once("connection-lost", "change-unconfirmed", "repeated"),
  "reset before every request": inDoubt("connection-lost"),
  "closed before the request is passed on": inDoubt("connection-lost"),
  "done, and the answer is lost": unheard("connection-lost"),
  "done, and the answer is lost once": once("connection-lost", "ok", "everything"),
  "done, the answer is lost, then nothing listens": {
    signIn: "connection-lost",
    // Asked again, it finds nobody there.
    ask: "connection-refused",
    create: "outcome-unknown",
    change: "change-unconfirmed",
    cancel: "change-unconfirmed",
    serves: "everything",
  },
  "done, and the answer never comes": unheard("timeout"),
  "reset within the answer": unheard("connection-lost"),
  "reset within the answer, once": once("connection-lost", "ok", "everything"),
  "closed within the answer": unheard("connection-lost"),
  "reset after the answer": fine,
  "a byte at a time": unheard("timeout"),
  "bytes that are no HTTP": inDoubt("not-an-api"),
  "a page for people": { ...all("not-an-api"), create: "outcome-unknown" },
  "done, and a page for people": unheard("not-an-api"),
  "done, and JSON of another shape": unheard("protocol"),
  "a gzip bomb": { ...all("protocol"), create: "outcome-unknown" },
  "9 MB": inDoubt("protocol"),
  "the answer, as text/plain": unheard("protocol"),
  "301 to another server": all("redirected"),
  "307 to another server": all("redirected"),
  "answered 401": {
    ...all("session-expired"),
    signIn: "invalid-credentials",
    // The state says that the session has ended; nothing went wrong in finding that out.
    restore: "ok",
    verify: "value-refused",
  },
  "answered 401 with a page": all("not-an-api"),
  "answered 403": all("forbidden"),
  "answered 404": { ...all("not-an-api"), change: "not-found", rotate: "not-found" },
  "answered 404 with a page": all("not-an-api"),
  "answered 409": all("key-limit-reached"),
  "answered 422": all("invalid-name"),
  "answered 429 with a wait": all("rate-limited"),
  "answered 429 without a wait": all("rate-limited"),
  "answered 429 until a date, by a clock a day ahead": all("rate-limited"),
  "answered 500": all("server-error"),
  "the request is answered 500": all("server-error"),
  "done, and answered 500": unheard("server-error"),
  "answered 502": inDoubt("server-error"),
  "done, and answered 502": unheard("server-error"),
  "answered 503": all("server-error"),
  "answered 503 with a wait": all("server-error"),
  "done, and answered 504": unheard("server-error"),
  "the server's clock is a day ahead": fine,
  "the server's clock is a day behind": fine,
  "the name is not known": all("unknown-host"),
  "a self-signed certificate": all("certificate"),
  "an expired certificate": all("certificate"),
  "another host's certificate": all("certificate"),
};

/** What one cell comes to. */
export interface Expected {
  code: Code;
  /** Whether the service does it. */
  served: boolean;
}

/** The cell's expectation. */
export function expectedOf(
  { differences }: TableServer,
  operation: OperationName,
  fault: FaultName,
  hits: Fault["hits"],
): Expected {
  const row = rows[fault];
  const repeated = ["restore", "list", "generate", "rotate", "verify"].includes(operation);
  const served = row.serves === "everything" || (row.serves === "repeated" && repeated);
  return { code: codeOf(operation, row, hits), served, ...differences[fault]?.[operation] };
}

function codeOf(operation: OperationName, row: Row, hits: Fault["hits"]): Code {
  switch (operation) {
    case "sign in":
    case "sign in again":
      return row.signIn;
    case "restore":
      return row.restore ?? row.ask;
    case "list":
      return row.ask;
    case "generate":
      return row.create;
    case "rotate":
      return row.rotate ?? row.create;
    case "cancel rotation":
      return row.cancel ?? (hits === "everything" ? row.ask : row.change);
    case "rename":
    case "revoke":
      return row.change;
    case "verify":
      return row.verify ?? "ok";
    // Nobody is kept signed in by a server that does not answer.
    case "sign out":
      return "ok";
  }
}

/** After these the way to the server counts as broken, and changes are disabled until it is back. */
export const offlineCodes: ReadonlySet<Code> = new Set([
  "unknown-host",
  "connection-refused",
  "connection-lost",
  "timeout",
  "certificate",
]);

/** What each sentence must say; `HOST` stands for the server's name. */
export const sentences: Partial<Record<FailureCode, string>> = {
  "unknown-host": "no host called HOST.*Check the address",
  "connection-refused": "Nothing answers at HOST.*try again later",
  "connection-lost": "connection to HOST broke.*try again",
  timeout: "HOST took too long.*try again",
  certificate: "HOST could not prove who it is: its certificate (is self-signed|has expired|belongs to another host)",
  redirected: "HOST points to another address.*does not follow",
  "not-an-api": "at HOST.*not a key management API.*Check the address",
  protocol: "HOST sent an answer Keyrack cannot read",
  "server-error": "HOST has a problem of its own \\(error 50\\d\\).*try again",
  "rate-limited": "Too many requests.*try again in (1 minute 30 seconds|a moment)",
  "invalid-credentials": "do not match.*try again",
  "session-expired": "session has ended.*sign in",
  forbidden: "HOST does not allow your account",
  "key-limit-reached": "5 of 5 keys are active\\. Revoke one",
  "not-found": "not on the server any more",
  "invalid-name": "up to 64 characters",
  "outcome-unknown": "HOST did not answer",
  "already-created": "was created but its value was not received",
  "change-unconfirmed": "HOST did not answer.*again is safe",
  "value-refused": "does not know that value",
};
