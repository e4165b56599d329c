/** Calls the API as a key's holder would, once, and says what the answer makes of the key. */
import { failure } from "../../failures.ts";
import type { ManagementApi, TriedAnswer, TriedCall } from "../../ports.ts";
import type { Answer } from "../answer.ts";
import type { Transport } from "../transport.ts";
import { failureOf } from "./problem.ts";
import { Problem, VerifiedKeyAnswer } from "./wire.ts";

type Verdict = TriedAnswer["verdict"];

const urn = "urn:keyrack:problem:";

/** The problem types that are about the key or the warehouse. */
const verdicts: Partial<Record<string, Verdict>> = {
  [`${urn}invalid-key`]: { kind: "key-refused" },
  [`${urn}warehouse-required`]: { kind: "warehouse-required" },
  [`${urn}unknown-warehouse`]: { kind: "unknown-warehouse" },
  [`${urn}forbidden`]: { kind: "forbidden" },
};

/** What a header carries everywhere: printable ASCII without blanks around it. */
const headerText = /^[\x21-\x7e](?:[\x20-\x7e]*[\x21-\x7e])?$/;

/** `tryKey` over `transport`. */
export function keyTrier(transport: Transport, base: string): ManagementApi["tryKey"] {
  return async ({ value, keyId }, call) => {
    if (call.call === "inbound" && !headerText.test(call.warehouseId)) {
      const told = failure("protocol", { host: transport.host, reason: "no header carries the id of this warehouse" });
      return { status: null, verdict: { kind: "other", failure: told } };
    }
    const outcome = await transport.send({ method: "GET", ...requestOf(base, call), apiKey: value, repeatable: false });
    if ("failure" in outcome) return { status: null, verdict: { kind: "other", failure: outcome.failure } };
    const { answer } = outcome;
    return { status: answer.status, verdict: verdictOf(answer, transport.host, call, keyId) };
  };
}

function requestOf(base: string, call: TriedCall): { path: string; headers?: Record<string, string> } {
  return call.call === "self"
    ? { path: `${base}/keys/self` }
    : { path: `${base}/inbound`, headers: { "x-warehouse-id": call.warehouseId } };
}

function verdictOf(answer: Answer, host: string, { call }: TriedCall, keyId: string): Verdict {
  const { status, body } = answer;
  const other = (told: ReturnType<typeof failure>): Verdict => ({ kind: "other", failure: told });
  if (status >= 200 && status < 300) {
    if (body.kind === "other") return other(failure("not-an-api", { host, status }));
    if (body.kind === "broken") return other(failure("protocol", { host, reason: body.reason }));
    if (call === "inbound") return { kind: "works" };
    const key = VerifiedKeyAnswer.safeParse(body.value);
    if (!key.success) return other(failure("protocol", { host, reason: "it does not say which key that is" }));
    return { kind: key.data.id === keyId ? "works" : "another-key" };
  }
  // Gateways send 429 and 5xx too, with whatever body they like.
  const problem =
    body.kind === "json" && status < 500 && status !== 429 ? Problem.safeParse(body.value).data : undefined;
  const meant = problem?.type === undefined ? undefined : verdicts[problem.type];
  if (meant !== undefined) return meant;
  if (status === 401) return { kind: "key-refused" };
  if (status === 403) return { kind: "forbidden" };
  return other(failureOf(answer, host));
}
