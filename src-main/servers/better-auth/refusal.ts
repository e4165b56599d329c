/** Turns an answer that is no success into a Failure: by Better Auth's code first, by status where that says nothing. */
import { z } from "zod";
import type { Failure, FailureCode } from "../../../src-preload/contract/failure.ts";
import { failure } from "../../failures.ts";
import type { Answer } from "../answer.ts";
import { secondsOf, waitable } from "../retry-after.ts";
import { meaningOf } from "./errors.ts";

/** `{code, message}`; a member of the wrong kind counts as missing. */
const ErrorBody = z.object({
  code: z.string().optional().catch(undefined),
  message: z.string().optional().catch(undefined),
  /** Of a key that was verified too often. Milliseconds. */
  details: z.object({ tryAgainIn: z.number().nonnegative() }).optional().catch(undefined),
});
type ErrorBody = z.infer<typeof ErrorBody>;

/**
 * The Failure for an answer outside 2xx; null where Better Auth may not have said it at all, so that somebody has to look what
 * stands there. `otherwise`: what a refusal in words of the server's own comes to, such as those of its hooks; `ofKey`: whether
 * a key was named, so that it can be gone.
 */
export function failureOf(
  answer: Answer,
  host: string,
  { otherwise = "forbidden", ofKey = false }: { otherwise?: FailureCode; ofKey?: boolean } = {},
): Failure | null {
  const { status, body } = answer;
  if (status >= 500) return failure("server-error", { host, status });
  const said = body.kind === "json" && !body.problem ? (ErrorBody.safeParse(body.value).data ?? {}) : {};
  const meaning = said.code === undefined ? null : meaningOf(said.code);
  if (status === 429) return rateLimited(answer, said, meaning?.reason);
  if (body.kind === "broken") return failure("protocol", { host, reason: body.reason });
  if (meaning?.code === "not-found" && !ofKey) return null;
  // Whatever its body says: only 401 ends a session, and takes its entry out of the keychain.
  if (meaning?.code === "session-expired" && status !== 401) return failure("forbidden", { host });
  if (meaning) return failure(meaning.code, { host, ...(meaning.reason ? { reason: meaning.reason } : {}) });
  if (said.code === undefined || status === 401 || status === 404) return null;
  const words = wordsOf(said);
  return failure(otherwise, { host, ...(words === null ? {} : { reason: `it says “${words}”` }) });
}

/** The longest wait that is taken over, in seconds: the plugin counts by the day. */
const longestWaitSeconds = 86_400;

/** Better Auth says how long in a field of its own, a gateway in the usual one, the api-key plugin in the body. */
function rateLimited(answer: Answer, { details }: ErrorBody, reason: string | undefined): Failure {
  const inBody = details ? details.tryAgainIn / 1000 : null;
  const seconds =
    secondsOf(answer.header("x-retry-after"), null) ?? secondsOf(answer.retryAfter, answer.date) ?? inBody;
  return failure("rate-limited", {
    ...(seconds === null ? {} : { retryAfterSeconds: waitable(seconds, longestWaitSeconds) }),
    ...(reason ? { reason } : {}),
  });
}

/** A server's own words, as far as they may be repeated: short, printable, and with no word so long that it could be a secret. */
function wordsOf({ message }: ErrorBody): string | null {
  const words = message?.trim().replace(/[.!]$/, "") ?? "";
  if (words === "" || words.length > 160 || /\S{25}/.test(words)) return null;
  return /[\p{C}\u2028\u2029]/u.test(words) ? null : words;
}
