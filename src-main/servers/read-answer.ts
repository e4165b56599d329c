/** Reads a success by its schema, and says what is wrong with one that cannot be read. */
import type { z } from "zod";
import type { Result } from "../../src-preload/contract/failure.ts";
import { failed, succeeded } from "../failures.ts";
import type { Answer } from "./answer.ts";

/** Whether an answer says that it was done. */
export function isSuccess({ status }: Answer): boolean {
  return status >= 200 && status < 300;
}

/** The body of a success; `not-an-api` for a page or nothing at all, `protocol` with the reason for what breaks `schema`. */
export function readBody<T>({ status, body }: Answer, schema: z.ZodType<T>, host: string): Result<T> {
  if (isPage(body)) return failed("not-an-api", { host, status });
  if (body.kind === "other") return failed("protocol", { host, reason: `it is ${body.type} instead of JSON` });
  if (body.kind === "broken") return failed("protocol", { host, reason: body.reason });
  const parsed = schema.safeParse(body.value);
  return parsed.success ? succeeded(parsed.data) : failed("protocol", { host, reason: whereItBreaks(parsed.error) });
}

/** A page, or nothing at all, is what some other kind of server answers with. */
function isPage(body: Answer["body"]): boolean {
  return body.kind === "other" && (body.type === null || /^(text\/html|application\/xhtml\+xml)$/.test(body.type));
}

/** `data[0].createdAt` of an answer that breaks its schema. Its values are not repeated: one could be a secret. */
function whereItBreaks(error: z.ZodError): string {
  const path = (error.issues[0]?.path ?? []).reduce<string>(
    (text, part) => (typeof part === "number" ? `${text}[${part}]` : `${text}${text ? "." : ""}${String(part)}`),
    "",
  );
  return path ? `${path} is missing or malformed` : "it is not what was expected";
}
