/** What every route's schema says the same way: problems, security and the shared kind of app. */
import type {
  FastifyBaseLogger,
  FastifyInstance,
  RawReplyDefaultExpression,
  RawRequestDefaultExpression,
  RawServerDefault,
} from "fastify";
import type { ZodTypeProvider } from "fastify-type-provider-zod";
import { z } from "zod";
import { type ProblemCode, problemKinds, problemSchema } from "../wire/problem.ts";

/** The app as routes see it: requests and answers typed by their schemas. */
export type App = FastifyInstance<
  RawServerDefault,
  RawRequestDefaultExpression,
  RawReplyDefaultExpression,
  FastifyBaseLogger,
  ZodTypeProvider
>;

/** Each problem's schema once, so that the document can name them as components. */
export const problemSchemas = Object.fromEntries(
  Object.keys(problemKinds).map((code) => [code, problemSchema(code as ProblemCode)]),
) as Record<ProblemCode, ReturnType<typeof problemSchema>>;

/** Problems any call may be answered with. */
const everywhere: readonly ProblemCode[] = ["host-not-allowed", "origin-not-allowed", "rate-limited", "internal"];

type ProblemResponses = Record<
  number,
  { description: string; content: { "application/problem+json": { schema: z.ZodType } } }
>;

/** The `response` entries of a route's problems, one for each status. */
export function problemResponses(...codes: ProblemCode[]): ProblemResponses {
  const byStatus = new Map<number, ProblemCode[]>();
  for (const code of [...codes, ...everywhere]) {
    const { status } = problemKinds[code];
    byStatus.set(status, [...(byStatus.get(status) ?? []), code]);
  }
  return Object.fromEntries(
    [...byStatus].map(([status, [first, ...others]]) => {
      const list = first ? [first, ...others] : others;
      const [schema, ...more] = list.map((code) => problemSchemas[code]);
      const description = list.map((code) => `\`${code}\`: ${problemKinds[code].when}`).join("\n\n");
      const union = schema && more.length > 0 ? z.union([schema, ...more]) : (schema ?? z.never());
      return [status, { description, content: { "application/problem+json": { schema: union } } }];
    }),
  );
}
