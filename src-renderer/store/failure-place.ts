/** Where a failure is said: beside the field it concerns, or below the form; and its words while a wait counts down. */
import type { Failure, FailureCode } from "../../src-preload/contract/failure.ts";

/** The part of a sign-in form that a failure concerns. */
export type FailurePlace = "address" | "name" | "password" | "form";

/** The codes that say something about the address typed. */
const addressCodes: ReadonlySet<FailureCode> = new Set<FailureCode>([
  "invalid-address",
  "insecure-address",
  "unknown-host",
  "connection-refused",
  "connection-lost",
  "timeout",
  "certificate",
  "redirected",
  "not-an-api",
  "known-connection",
]);

/** The field a failed sign-in concerns. What concerns a field that the form does not have is said below it. */
export function placeOf(failure: Failure, hasAddress: boolean, hasName = false): FailurePlace {
  if (hasName && failure.code === "invalid-name") return "name";
  if (failure.code === "invalid-credentials") return "password";
  if (hasAddress && addressCodes.has(failure.code)) return "address";
  return "form";
}

/** What to say while `secondsLeft` of the wait remain; main's sentence holds the wait as it was at first. */
export function failureText(failure: Failure, secondsLeft: number): string {
  if (failure.code !== "rate-limited") return failure.message;
  if (secondsLeft <= 0) return "Too many requests in a short time. You can try again now; nothing was lost.";
  return `Too many requests in a short time. Nothing was lost; try again in ${waitText(secondsLeft)}.`;
}

/** "24 s", "2 min 5 s". */
export function waitText(seconds: number): string {
  const minutes = Math.floor(seconds / 60);
  const rest = seconds % 60;
  if (minutes === 0) return `${rest} s`;
  return rest === 0 ? `${minutes} min` : `${minutes} min ${rest} s`;
}
