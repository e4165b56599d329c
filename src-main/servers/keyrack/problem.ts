/** Turns an answer that is no success into a Failure: by problem type first, by status where that says nothing. */
import type { Failure, FailureCode } from "../../../src-preload/contract/failure.ts";
import { failure } from "../../failures.ts";
import type { Answer } from "../answer.ts";
import { secondsOf, waitable } from "../retry-after.ts";
import { Problem } from "./wire.ts";

/** What a status means for one particular call when the problem type is not known. */
export type StatusMeaning = Partial<Record<number, FailureCode>>;

const urn = "urn:keyrack:problem:";

/** The problem types that have a failure of their own. */
const meanings: Partial<Record<string, FailureCode>> = {
  "invalid-credentials": "invalid-credentials",
  "session-expired": "session-expired",
  "invalid-key": "value-refused",
  forbidden: "forbidden",
  "key-limit-reached": "key-limit-reached",
  "already-created": "already-created",
  "invalid-name": "invalid-name",
  "invalid-reason": "invalid-reason",
  "not-rotatable": "not-rotatable",
  "invalid-grace": "invalid-grace",
  // Only a fault of ours sends two different requests under one key.
  "idempotency-mismatch": "internal",
};

/** The Failure for an answer outside 2xx and 3xx. `host` is for its sentence. */
export function failureOf(answer: Answer, host: string, byStatus: StatusMeaning = {}): Failure {
  const { status, body } = answer;
  // These two are told by the status alone: gateways send them too, in whatever format they like.
  if (status === 429) return rateLimited(answer);
  if (status >= 500) return failure("server-error", { host, status });
  if (body.kind === "other") return failure("not-an-api", { host, status });
  if (body.kind === "broken") return failure("protocol", { host, reason: body.reason });

  const problem = Problem.safeParse(body.value).data ?? {};
  const type = problem.type?.startsWith(urn) ? problem.type.slice(urn.length) : undefined;
  // JSON of another making: plenty of services answer 404 to a path they do not know.
  if (status === 404 && type === undefined && !body.problem) return failure("not-an-api", { host, status });
  const meant = (type && meanings[type]) || byStatus[status] || generally[status];
  // Whatever its body says: only 401 ends a session, and takes its entry out of the keychain.
  const code = meant === "session-expired" && status !== 401 ? undefined : meant;
  if (code === undefined) return failure("protocol", { host, reason: `error ${status}` });
  const { maxActive, keyId } = problem;
  return failure(code, {
    host,
    ...(code === "key-limit-reached" && maxActive ? { maxActive } : {}),
    ...(code === "already-created" && keyId ? { keyId } : {}),
  });
}

const generally: StatusMeaning = { 401: "session-expired", 403: "forbidden", 404: "not-an-api" };

const longestWaitSeconds = 3600;

function rateLimited({ retryAfter, date }: Answer): Failure {
  const seconds = secondsOf(retryAfter, date);
  if (seconds === null) return failure("rate-limited");
  return failure("rate-limited", { retryAfterSeconds: waitable(seconds, longestWaitSeconds) });
}
