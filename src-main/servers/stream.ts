/** Follows an answer that does not end: a stream of events, passed on piece by piece for as long as there are signs of life. */
import type { Dispatcher } from "undici";
import type { Answer } from "./answer.ts";

/** Who follows a stream. */
export interface StreamCall {
  /** Ends it. */
  signal: AbortSignal;
  /** Something has come through. Headers alone are no sign of that: there are proxies that hold all else back. */
  onOpen(): void;
  take(piece: Uint8Array): void;
}

/** Whether an answer is one to be followed. */
export function isStream({ statusCode, headers }: Dispatcher.ResponseData): boolean {
  const encoding = headers["content-encoding"] ?? "identity";
  return (
    statusCode === 200 && encoding === "identity" && /^text\/event-stream\s*(?:;|$)/i.test(`${headers["content-type"]}`)
  );
}

/** Passes the pieces on until the stream ends; aborts `body` after `silenceMs` without one. Throws what undici throws. */
export async function follow(
  { statusCode, body }: Dispatcher.ResponseData,
  call: StreamCall,
  silenceMs: number,
  abort: AbortController,
): Promise<Answer> {
  const silence = setTimeout(() => abort.abort(silent()), silenceMs);
  let begun = false;
  try {
    for await (const piece of body) {
      silence.refresh();
      if (!begun) call.onOpen();
      begun = true;
      call.take(piece as Uint8Array);
    }
  } finally {
    clearTimeout(silence);
  }
  if (!begun) throw Object.assign(new Error("The stream ended before it began."), { code: "UND_ERR_SOCKET" });
  return {
    status: statusCode,
    body: { kind: "other", type: "text/event-stream" },
    etag: null,
    retryAfter: null,
    date: null,
    header: () => null,
    setCookies: () => [],
  };
}

function silent(): Error {
  return Object.assign(new Error("The stream has fallen silent."), { code: "UND_ERR_BODY_TIMEOUT" });
}
