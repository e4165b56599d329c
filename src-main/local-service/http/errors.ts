/** Turns whatever a request threw into the problem that is answered. */
import type { FastifyError, FastifyReply, FastifyRequest } from "fastify";
import { Problem } from "../wire/problem.ts";

type FieldError = { in: "body" | "query" | "header" | "path"; pointer: string; detail: string };

/** Fields whose refusal has a problem of its own. */
const fieldProblems: Readonly<Record<string, "invalid-name" | "invalid-reason" | "invalid-grace">> = {
  "body#/name": "invalid-name",
  "body#/reason": "invalid-reason",
  "body#/graceSeconds": "invalid-grace",
};
const plainProblems: Readonly<Record<string, () => Problem>> = {
  "query#/cursor": () => new Problem("invalid-cursor", "Start again without a cursor.", {}),
  "header#/idempotency-key": () =>
    new Problem("idempotency-key-required", "Send `Idempotency-Key` with 16 to 128 visible ASCII characters.", {}),
  "header#/x-warehouse-id": () =>
    new Problem("warehouse-required", "Send `X-Warehouse-Id` with the id of a warehouse.", {}),
};
const parts = { body: "body", querystring: "query", headers: "header", params: "path" } as const;

/** What fastify itself refuses before a route runs, by its error codes (https://fastify.dev/docs/latest/Reference/Errors/). */
function frameworkProblem(error: FastifyError): Problem | null {
  if (error.code === "FST_ERR_CTP_BODY_TOO_LARGE") {
    return new Problem("payload-too-large", "The body may have at most 16 KiB.", {});
  }
  if (error.code === "FST_ERR_CTP_INVALID_MEDIA_TYPE") {
    return new Problem("unsupported-media-type", "Send the body as `Content-Type: application/json`.", {});
  }
  const status = error.statusCode ?? 500;
  // No message of the parser is passed on: it may quote the body.
  return status >= 400 && status < 500
    ? new Problem("invalid-request", "The request could not be read; a body must be JSON.", { errors: [] })
    : null;
}

function validationProblem(error: FastifyError): Problem | null {
  if (!error.validation || !error.validationContext) return null;
  const where = parts[error.validationContext as keyof typeof parts];
  const errors: FieldError[] = error.validation.map((issue) => ({
    in: where,
    pointer: `#${issue.instancePath === "/" ? "" : issue.instancePath}`,
    detail: issue.message ?? "is not valid",
  }));
  const field = `${where}${errors[0]?.pointer}`;
  const detail = errors.map((error) => `${where} ${error.pointer}: ${error.detail}`).join("; ");
  return plainProblems[field]?.() ?? new Problem(fieldProblems[field] ?? "invalid-request", detail, { errors });
}

/** The kind, code and stack of a fault, without its message, which might quote a value. */
function summary(error: Error, request: FastifyRequest): string {
  const code = "code" in error ? ` ${String(error.code)}` : "";
  const stack = (error.stack ?? "").split("\n").filter((line) => /^\s+at /.test(line));
  return [`${error.name}${code} in ${request.method} ${request.routeOptions.url ?? "(no route)"}`, ...stack].join("\n");
}

/** Answers with a problem. */
export function sendProblem(reply: FastifyReply, problem: Problem): FastifyReply {
  // Fastify closes the connection under a body that is too large; a client that is still sending would then see a broken
  // pipe instead of the answer. Node reads the rest and drops it, for as long as requestTimeout allows.
  if (problem.code === "payload-too-large") reply.removeHeader("connection");
  return reply
    .code(problem.status)
    .headers(problem.headers)
    .type("application/problem+json")
    .send(JSON.stringify(problem.body));
}

/** The app's error handler. */
export function errorHandler(onFault: (summary: string) => void) {
  return (error: FastifyError, request: FastifyRequest, reply: FastifyReply): FastifyReply => {
    const known = error instanceof Problem ? error : (validationProblem(error) ?? frameworkProblem(error));
    if (known) return sendProblem(reply, known);
    onFault(summary(error, request));
    return sendProblem(reply, new Problem("internal", "Something failed inside the service.", {}));
  };
}
