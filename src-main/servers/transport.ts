/** Sends requests to one server: kept-alive connections, time-outs, careful retries, and no exception ever. */
import { setTimeout as delay } from "node:timers/promises";
import type { Agent, buildConnector } from "undici";
import type { Failure } from "../../src-preload/contract/failure.ts";
import { failure } from "../failures.ts";
import { type Answer, readAnswer } from "./answer.ts";
import { networkFault } from "./network-fault.ts";

/** What can be set from outside; the defaults are DESIGN.md's. Times in milliseconds. */
export interface TransportOptions {
  connectTimeoutMs?: number;
  headersTimeoutMs?: number;
  /** From the headers to the last byte, however steadily the bytes trickle in. */
  bodyTimeoutMs?: number;
  /** The waits before each further try of a request that may be repeated. */
  retryDelaysMs?: readonly number[];
  /** No further try starts later than this after the first: nobody should look at a spinner for minutes. */
  retryWithinMs?: number;
  /** The largest body that is read, in bytes. */
  maxBodyBytes?: number;
  /** More for the sockets, such as the certificate authorities to trust (`ca`). */
  connect?: Partial<buildConnector.BuildOptions>;
}

const defaults = {
  connectTimeoutMs: 5_000,
  headersTimeoutMs: 10_000,
  bodyTimeoutMs: 15_000,
  retryDelaysMs: [200, 800] as readonly number[],
  retryWithinMs: 15_000,
  maxBodyBytes: 8 * 1024 * 1024,
};

/** One request. */
export interface Call {
  method: "GET" | "POST" | "PATCH" | "DELETE";
  /** Absolute, with its query. */
  path: string;
  /** The session's bearer token. */
  token?: string;
  /** The API key of a consumer call, which takes the session's place. */
  apiKey?: string;
  headers?: Record<string, string>;
  /** Sent as JSON. */
  body?: unknown;
  /** Whether sending it twice does no harm: GET, and a create with its Idempotency-Key. */
  repeatable: boolean;
}

/** What a call came to. */
export type Outcome = (
  | { answer: Answer }
  /** No answer, or none that may be looked at. */
  | { failure: Failure }
) & {
  /** Some try may have reached the server without its answer reaching us: what it asked for may have happened. */
  lost: boolean;
};

/** The way to one server. */
export interface Transport {
  /** Host and port, for sentences. */
  host: string;
  send(call: Call): Promise<Outcome>;
  /** Ends all connections at once; calls under way answer `connection-lost`. */
  close(): Promise<void>;
}

/** Opens the way to an origin. No connection is made before the first call. */
export function createTransport(origin: string, options: TransportOptions = {}): Transport {
  const limits = { ...defaults, ...options };
  const { host, hostname } = new URL(origin);
  let agent: Promise<Agent> | null = null;
  const closing = new AbortController();

  /** One try. */
  async function attempt(call: Call): Promise<Outcome> {
    const body = new AbortController();
    let timer: NodeJS.Timeout | undefined;
    try {
      agent ??= createAgent(limits);
      const response = await (await agent).request({
        origin,
        path: call.path,
        method: call.method,
        headers: headersOf(call),
        body: call.body === undefined ? null : JSON.stringify(call.body),
        signal: body.signal,
      });
      timer = setTimeout(() => body.abort(bodyTimeout()), limits.bodyTimeoutMs);
      if (response.statusCode >= 300 && response.statusCode < 400 && response.statusCode !== 304) {
        response.body.on("error", () => {}).destroy();
        return { failure: failure("redirected", { host }), lost: false };
      }
      const answer = await readAnswer(response);
      // A gateway that could not hear the service out (RFC 9110, 15.6.3 and 15.6.5) does not know what it did.
      return { answer, lost: answer.status === 502 || answer.status === 504 };
    } catch (error) {
      const { code, reason, sent } = networkFault(error);
      const subject = code === "unknown-host" || code === "certificate" ? hostname : host;
      return { failure: failure(code, { host: subject, ...(reason ? { reason } : {}) }), lost: sent };
    } finally {
      clearTimeout(timer);
    }
  }

  return {
    host,
    async send(call) {
      const deadline = performance.now() + limits.retryWithinMs;
      let outcome = await attempt(call);
      let { lost } = outcome;
      for (const waitMs of call.repeatable ? limits.retryDelaysMs : []) {
        if (!mayPass(outcome) || performance.now() + waitMs > deadline) break;
        await delay(waitMs, undefined, { signal: closing.signal }).catch(() => {});
        if (closing.signal.aborted) break;
        outcome = await attempt(call);
        lost ||= outcome.lost;
      }
      return { ...outcome, lost };
    },
    async close() {
      closing.abort();
      await (await agent)?.destroy();
    },
  };
}

/** The one place that makes connections; a proxy (undici's ProxyAgent) would stand here. */
async function createAgent(limits: typeof defaults & TransportOptions): Promise<Agent> {
  // undici takes some 80 ms to load, which the start of the program need not wait for.
  const { Agent } = await import("undici");
  return new Agent({
    headersTimeout: limits.headersTimeoutMs,
    // undici's own counts from one chunk to the next, so a trickle would never end; `attempt` limits the whole body.
    bodyTimeout: 0,
    maxResponseSize: limits.maxBodyBytes,
    // Node gives an address 250 ms before it goes to the next one, and ends the first attempt at that moment: too short
    // for a far-away host (https://github.com/nodejs/node/issues/54359).
    autoSelectFamily: true,
    autoSelectFamilyAttemptTimeout: Math.ceil(limits.connectTimeoutMs / 3),
    connect: { ...limits.connect, timeout: limits.connectTimeoutMs },
  });
}

/** The error undici itself would have thrown. */
function bodyTimeout(): Error {
  return Object.assign(new Error("The body did not end in time."), { code: "UND_ERR_BODY_TIMEOUT" });
}

function headersOf({ token, apiKey, headers, body }: Call): Record<string, string> {
  return {
    accept: "application/json, application/problem+json",
    // Compressed, 8 MB on the wire could be gigabytes in memory.
    "accept-encoding": "identity",
    "user-agent": "Keyrack",
    ...(body === undefined ? {} : { "content-type": "application/json" }),
    ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    ...(apiKey === undefined ? {} : { authorization: `ApiKey ${apiKey}` }),
    ...headers,
  };
}

/** Whether a failure may be gone a moment later: the way there broke, or a gateway found its service away. */
function mayPass(outcome: Outcome): boolean {
  if ("answer" in outcome) {
    const { status, retryAfter } = outcome.answer;
    return (status === 502 || status === 503 || status === 504) && retryAfter === null;
  }
  return ["connection-lost", "connection-refused", "unknown-host", "timeout"].includes(outcome.failure.code);
}
