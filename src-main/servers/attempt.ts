/** One try of a call by one way: sent once, its answer read within the time allowed, every error turned into an outcome. */
import type { Failure } from "../../src-preload/contract/failure.ts";
import { failure } from "../failures.ts";
import { readAnswer } from "./answer.ts";
import { type Call, headersOf, type Outcome } from "./call.ts";
import type { Limits } from "./limits.ts";
import { networkFault } from "./network-fault.ts";
import { ProxyFault } from "./proxy-fault.ts";
import type { Route } from "./route.ts";
import type { RouteAgent } from "./route-agent.ts";
import { proxyOf } from "./routes.ts";
import { follow, isStream } from "./stream.ts";

/** The way it goes. */
export interface AttemptWay {
  origin: string;
  route: Route;
  agent: () => Promise<RouteAgent>;
  /** Ends what does not end by itself, a stream. */
  endStreams: AbortSignal;
  limits: Limits;
}

/** Tries it; `nowhere` when it could not even be begun, so that another way may be tried. */
export async function attemptBy(
  { origin, route, agent, endStreams, limits }: AttemptWay,
  call: Call,
): Promise<Outcome | { nowhere: Failure }> {
  const { host, hostname } = new URL(origin);
  const body = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  try {
    const response = await (await agent()).request({
      origin,
      path: call.path,
      method: call.method,
      headers: headersOf(call),
      body: call.body === undefined ? null : JSON.stringify(call.body),
      signal: call.stream ? AbortSignal.any([body.signal, call.stream.signal, endStreams]) : body.signal,
    });
    if (call.stream && isStream(response)) {
      return { answer: await follow(response, call.stream, limits.silenceTimeoutMs, body), lost: false };
    }
    timer = setTimeout(() => body.abort(bodyTimeout()), limits.bodyTimeoutMs);
    if (response.statusCode >= 300 && response.statusCode < 400 && response.statusCode !== 304) {
      response.body.on("error", () => {}).destroy();
      return { failure: failure("redirected", { host }), lost: false };
    }
    const answer = await readAnswer(response);
    // A gateway that could not hear the service out (RFC 9110, 15.6.3 and 15.6.5) does not know what it did.
    return { answer, lost: answer.status === 502 || answer.status === 504 };
  } catch (error) {
    if (error instanceof ProxyFault) return proxyOutcome(error, host, route);
    const { code, reason, sent } = networkFault(error);
    const subject = code === "unknown-host" || code === "certificate" ? hostname : host;
    const told = failure(code, { host: subject, ...(reason ? { reason } : {}) });
    // A certificate is the server's own, whichever way leads to it.
    return sent || code === "certificate" ? { failure: told, lost: sent } : { nowhere: told };
  } finally {
    clearTimeout(timer);
  }
}

function proxyOutcome(
  { code, reason, status, answered }: ProxyFault,
  host: string,
  route: Route,
): Outcome | { nowhere: Failure } {
  const proxy = proxyOf(route);
  const told = failure(code, {
    host,
    ...(proxy ? { proxy } : {}),
    ...(reason ? { reason } : {}),
    ...(status ? { status } : {}),
  });
  return answered ? { failure: told, lost: false } : { nowhere: told };
}

/** The error undici itself would have thrown. */
function bodyTimeout(): Error {
  return Object.assign(new Error("The body did not end in time."), { code: "UND_ERR_BODY_TIMEOUT" });
}
