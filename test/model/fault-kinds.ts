/** What can go wrong with one request: every fault a sequence may switch on, and what it means for what may be believed afterwards. */
import type { Misbehaviour } from "../support/fault-proxy.ts";
import { answer, type Behaviour, garbage, hang, hangUp, json, problem, reset } from "../support/fault-server.ts";
import {
  cutAnswer,
  gzipBomb,
  htmlPage,
  loseAnswer,
  mistype,
  oversize,
  replaceAnswer,
  resetAfterAnswer,
  resetWithinAnswer,
  withholdAnswer,
} from "../support/misbehaviours.ts";

/** The requests that can go wrong, by what the app wants with them. */
export const targets = {
  "sign-in": { method: "POST", path: /\/admin\/sessions$/ },
  session: { method: "GET", path: /\/admin\/session$/ },
  active: { method: "GET", path: /\/admin\/api-keys\?.*status=active/ },
  retiring: { method: "GET", path: /\/admin\/api-keys\?.*status=retiring/ },
  revoked: { method: "GET", path: /\/admin\/api-keys\?.*status=revoked/ },
  create: { method: "POST", path: /\/admin\/api-keys$/ },
  rename: { method: "PATCH", path: /\/admin\/api-keys\/[^/]+$/ },
  rotate: { method: "POST", path: /\/rotate$/ },
  revoke: { method: "POST", path: /\/revoke$/ },
  verify: { method: "GET", path: /\/keys\/self$/ },
  "sign-out": { method: "DELETE", path: /\/admin\/session$/ },
  everything: { method: "", path: /^/ },
} as const satisfies Record<string, { method: string; path: RegExp }>;
/** One of the requests that can go wrong. */
export type Target = keyof typeof targets;

/** One way of going wrong. */
export interface FaultKind {
  behave: Behaviour | Misbehaviour;
  /** The connection breaks, and the request reaches the service only when the sequence says so. */
  late?: true;
  /** Says that the session is over. */
  unauthorized?: true;
  /** Says that a create was not done, for certain, although it was or may have been: no client can know better. */
  denies?: true;
  /** Costs up to a second a try, because the app has to give up by itself. */
  hangs?: true;
}

/** 401 in the words of the management API. */
const unauthorized: Behaviour = (socket, request) => {
  const signingIn = request.method === "POST" && targets["sign-in"].path.test(request.path);
  const code = signingIn
    ? "invalid-credentials"
    : request.path.endsWith("/keys/self")
      ? "invalid-key"
      : "session-expired";
  problem(401, code)(socket, request);
};

const kinds = {
  "the answer is lost": { behave: loseAnswer },
  "the connection breaks and the request arrives late": { behave: reset, late: true },
  "reset before": { behave: reset },
  "closed before": { behave: hangUp },
  "reset within the answer": { behave: resetWithinAnswer },
  "cut within the answer": { behave: cutAnswer },
  "reset after the answer": { behave: resetAfterAnswer },
  garbage: { behave: garbage },
  "a page": { behave: htmlPage() },
  "done, and a page": { behave: replaceAnswer(htmlPage()) },
  "done, and JSON of another shape": { behave: replaceAnswer(json(200, { hello: "world" })) },
  "done, and 500": { behave: replaceAnswer(answer(500, {})) },
  "done, and 502": { behave: replaceAnswer(htmlPage(502)) },
  "401": { behave: unauthorized, unauthorized: true },
  "401 with a page": { behave: htmlPage(401) },
  "403": { behave: problem(403, "forbidden") },
  "409": { behave: problem(409, "key-limit-reached", { maxActive: 5, active: 5 }), denies: true },
  "429 with a wait": { behave: problem(429, "rate-limited", {}, { "retry-after": "90" }) },
  "429 without a wait": { behave: answer(429, {}) },
  "500": { behave: answer(500, {}) },
  "503": { behave: answer(503, {}) },
  "503 with a wait": { behave: answer(503, { "retry-after": "30" }) },
  "the wrong type": { behave: mistype("text/plain") },
  "9 MB": { behave: oversize },
  "a gzip bomb": { behave: gzipBomb },
  "no answer": { behave: hang, hangs: true },
  "done, and no answer": { behave: withholdAnswer, hangs: true },
} as const satisfies Record<string, FaultKind>;
/** The name of a way of going wrong. */
export type FaultName = keyof typeof kinds;

/** Every way by its name. */
export const faultKinds: Readonly<Record<FaultName, FaultKind>> = kinds;
