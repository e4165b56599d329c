/** Asks a Better Auth server and makes of its answer what it means, looking what stands there where it cannot have been Better Auth. */
import type { z } from "zod";
import type { Failure, FailureCode, Result } from "../../../src-preload/contract/failure.ts";
import { failed } from "../../failures.ts";
import type { Answer } from "../answer.ts";
import type { Call, Outcome } from "../call.ts";
import { isSuccess, readBody } from "../read-answer.ts";
import type { Transport } from "../transport.ts";
import { failureOf } from "./refusal.ts";
import { OkAnswer } from "./wire.ts";

/** A call below the base path, and how a refusal of it is to be understood. */
export interface Question extends Omit<Call, "path"> {
  /** From the base path on, with its query: `/api-key/list`. */
  at: string;
  /** Whether it names a key, which may be gone. */
  ofKey?: true;
  /** What a refusal in the server's own words comes to; `forbidden` without it. */
  otherwise?: FailureCode;
  /** What it comes to when Better Auth does not know the path, or refuses without a word. */
  unknown?: Result<never>;
}

/** What a question came to, and what was answered, for those who need more than its body. */
export interface Asked<T> {
  result: Result<T>;
  outcome: Outcome;
}

/** The way to ask one server. */
export interface Caller {
  host: string;
  origin: string;
  ask<T>(question: Question, schema: z.ZodType<T>): Promise<Asked<T>>;
  /** `ended` if Better Auth stands there all the same, else what stands there or why that cannot be told. */
  confirm(ended: Result<never>, token: string | undefined): Promise<Result<never>>;
}

/** A caller over `transport`. */
export function createCaller(transport: Transport, basePath: string): Caller {
  const { host, origin } = transport;

  async function confirm(told: Result<never>, token: string | undefined): Promise<Result<never>> {
    const outcome = await askWhetherOk(transport, basePath);
    if ("failure" in outcome) return { ok: false, failure: outcome.failure };
    const { answer } = outcome;
    if (isOk(answer, host)) return told;
    const trouble = inTrouble(answer, host);
    if (trouble) return { ok: false, failure: trouble };
    // With a session there was a Better Auth once.
    return token === undefined
      ? failed("not-an-api", { host })
      : failed("other-server", { host, reason: "Better Auth does not answer there any more" });
  }

  async function interpret<T>(question: Question, outcome: Outcome, schema: z.ZodType<T>): Promise<Result<T>> {
    if ("failure" in outcome) return { ok: false, failure: outcome.failure };
    const { answer } = outcome;
    const { token, unknown } = question;
    if (isSuccess(answer)) {
      const read = readBody(answer, schema, host);
      return read.ok ? read : confirm(read, token);
    }
    const known = failureOf(answer, host, question);
    if (known !== null) return { ok: false, failure: known };
    return confirm(unknown ?? failed("protocol", { host, reason: `error ${answer.status}` }), token);
  }

  return {
    host,
    origin,
    confirm,
    async ask(question, schema) {
      const { at, ofKey: _ofKey, otherwise: _otherwise, unknown: _unknown, ...call } = question;
      const outcome = await transport.send({ ...call, path: `${basePath}${at}` });
      return { outcome, result: await interpret(question, outcome, schema) };
    },
  };
}

/** Asks the one question that Better Auth answers to anybody. Sends no credentials. */
export function askWhetherOk(transport: Transport, basePath: string): Promise<Outcome> {
  return transport.send({ method: "GET", path: `${basePath}/ok`, repeatable: true });
}

/** Whether that was Better Auth. */
export function isOk(answer: Answer, host: string): boolean {
  return isSuccess(answer) && readBody(answer, OkAnswer, host).ok;
}

/** Why an answer says nothing of what stands there: whatever it is, it has too much to do or a problem of its own. */
export function inTrouble(answer: Answer, host: string): Failure | null {
  return answer.status === 429 || answer.status >= 500 ? failureOf(answer, host) : null;
}
