/** The suite's own small client: sends exactly what a clause says and keeps a redacted record for the report. */
import { setTimeout as sleep } from "node:timers/promises";
import { redactBody, redactHeaders } from "./redact.ts";

/** What to send. */
export interface Request {
  readonly method?: "GET" | "POST" | "PATCH" | "PUT" | "DELETE";
  /** Below `/api/v1`, with its query. */
  readonly path: string;
  /** A session token; `Authorization: Bearer`. */
  readonly token?: string | undefined;
  /** An API key; `Authorization: ApiKey`. */
  readonly key?: string | undefined;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON. */
  readonly body?: unknown;
  /** Sent as it is, with this content type; for bodies that are no JSON. */
  readonly raw?: { readonly type: string; readonly text: string };
  /** Take a 429 as the answer instead of waiting. */
  readonly takeLimit?: boolean;
}

/** What came. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  /** The parsed body; undefined when it is empty or no JSON. */
  readonly body: unknown;
  readonly text: string;
}

/** One request and its answer, without secrets. */
export interface Exchange {
  readonly request: { readonly line: string; readonly headers: Record<string, string>; readonly body?: unknown };
  readonly answer: { readonly status: number; readonly headers: Record<string, string>; readonly body: unknown };
}

/** A server that takes longer has failed, whatever comes. */
const answerWithinMs = 30_000;

function parse(text: string): unknown {
  try {
    return text === "" ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Talks to one server and remembers what was said. */
export class Api {
  /** Everything said so far, oldest first. */
  readonly exchanges: Exchange[] = [];
  readonly #origin: string;

  constructor(origin: string) {
    this.#origin = origin;
  }

  /** Where a path of the contract lies on a server. */
  static address(origin: string, path: string): string {
    return `${origin.replace(/\/+$/, "")}/api/v1${path}`;
  }

  /** Sends a request. A general rate limit is waited out, as a well-behaved client does, unless the clause is about it. */
  async send(request: Request): Promise<Answer> {
    for (;;) {
      const answer = await this.#once(request);
      if (answer.status !== 429 || request.takeLimit) return answer;
      await sleep(Math.min(Number(answer.headers.get("retry-after")) || 1, 120) * 1000);
    }
  }

  async #once({ method = "GET", path, token, key, headers, body, raw }: Request): Promise<Answer> {
    const sent = new Headers(headers);
    if (token !== undefined) sent.set("Authorization", `Bearer ${token}`);
    if (key !== undefined) sent.set("Authorization", `ApiKey ${key}`);
    if (body !== undefined) sent.set("Content-Type", "application/json");
    if (raw) sent.set("Content-Type", raw.type);
    const payload = raw?.text ?? (body === undefined ? null : JSON.stringify(body));
    const response = await fetch(Api.address(this.#origin, path), {
      method,
      headers: sent,
      body: payload,
      redirect: "manual",
      signal: AbortSignal.timeout(answerWithinMs),
    });
    const text = await response.text();
    const answer = { status: response.status, headers: response.headers, body: parse(text), text };
    this.exchanges.push({
      request: {
        line: `${method} /api/v1${path}`,
        headers: redactHeaders(sent),
        ...(payload === null ? {} : { body: raw ? raw.text : redactBody(body) }),
      },
      answer: {
        status: answer.status,
        headers: redactHeaders(response.headers),
        body: answer.body === undefined ? text.slice(0, 500) : redactBody(answer.body),
      },
    });
    return answer;
  }
}
