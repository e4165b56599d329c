/** A server's answer, reduced to what Keyrack looks at. */
import type { Dispatcher } from "undici";

/** A server's answer, read to its end. */
export interface Answer {
  status: number;
  body: AnswerBody;
  etag: string | null;
  retryAfter: string | null;
  /** When the server says it answered; its clock is the one a date in Retry-After refers to. */
  date: string | null;
  /** Any other header field, by its name in lower case; null where the server did not send it. */
  header(name: string): string | null;
  /** The cookies it sets: `name=value; Max-Age=600; Path=/` each. They are kept nowhere. */
  setCookies(): readonly string[];
}

/** The body. `other` is anything that does not call itself JSON, nothing at all included. */
export type AnswerBody =
  /** `problem`: it calls itself problem details (RFC 9457). */
  | { kind: "json"; value: unknown; problem: boolean }
  /** It calls itself JSON, but `reason` (a clause for people) kept it from being read. */
  | { kind: "broken"; reason: string }
  /** `type`: what it calls itself, without parameters; null where it says nothing fit to be repeated. */
  | { kind: "other"; type: string | null };

/** Parameters such as charset are allowed and ignored: JSON is UTF-8 (RFC 8259, 8.1). */
const jsonType = /^application\/(?<problem>problem\+)?json\s*(?:;|$)/i;

/** A media type short enough to be repeated in a sentence (RFC 9110, 8.3.1). */
const mediaType = /^[\w.+-]{1,30}\/[\w.+-]{1,50}(?=\s*(?:;|$))/;

/** Reads the body if it is JSON; anything else is left unread. Throws what undici throws when the connection breaks. */
export async function readAnswer({ statusCode, headers, body }: Dispatcher.ResponseData): Promise<Answer> {
  const header = (name: string) => {
    const value = headers[name];
    return (Array.isArray(value) ? value[0] : value) ?? null;
  };
  const named = header("content-type") ?? "";
  const type = jsonType.exec(named);
  const encoding = header("content-encoding");
  let content: AnswerBody = { kind: "other", type: mediaType.exec(named)?.[0].toLowerCase() ?? null };
  const readable = encoding === null || encoding === "identity";
  if (statusCode === 204 || statusCode === 304) {
    await body.dump();
  } else if (type && readable) {
    content = parsed(await body.arrayBuffer(), type.groups?.problem !== undefined);
  } else {
    if (type) content = { kind: "broken", reason: "it is compressed although that was not asked for" };
    // Reading on would only keep a connection to something that is no API; undici reports the end as an error.
    body.on("error", () => {}).destroy();
  }
  return {
    status: statusCode,
    body: content,
    etag: header("etag"),
    retryAfter: header("retry-after"),
    date: header("date"),
    header,
    setCookies: () => [headers["set-cookie"] ?? []].flat(),
  };
}

function parsed(bytes: ArrayBuffer, problem: boolean): AnswerBody {
  try {
    return { kind: "json", value: JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes)), problem };
  } catch {
    return { kind: "broken", reason: "it is not valid JSON" };
  }
}
