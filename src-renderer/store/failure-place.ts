/** Where a failure is said: beside the field it concerns, or below the form; and its words while a wait counts down. */
import type { Failure, FailureCode } from "../../src-preload/contract/failure.ts";
import type { SignInField } from "./sign-in-form.ts";

/** The part of a sign-in form that a failure concerns. */
export type FailurePlace = "address" | "name" | SignInField | "form";

/** The field that each code says something about. */
const fields: Partial<Record<FailureCode, FailurePlace>> = {
  "invalid-address": "address",
  "insecure-address": "address",
  "unknown-host": "address",
  "connection-refused": "address",
  "connection-lost": "address",
  timeout: "address",
  certificate: "address",
  redirected: "address",
  "not-an-api": "address",
  "plugin-missing": "address",
  "other-server": "address",
  "known-connection": "address",
  "invalid-name": "name",
  "invalid-credentials": "password",
  "password-not-taken": "password",
  "code-required": "code",
  "invalid-code": "code",
  "invalid-token": "token",
};

/** The field a failed sign-in concerns. What concerns a field that is not on screen is said below the form. */
export function placeOf(failure: Failure, onScreen: readonly FailurePlace[]): FailurePlace {
  const place = fields[failure.code] ?? "form";
  return onScreen.includes(place) ? place : "form";
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
