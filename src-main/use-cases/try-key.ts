/** Tests a key: calls the API with it from main, and says what each answer means. */
import type { Result } from "../../src-preload/contract/failure.ts";
import type { TestedCall, TestInput } from "../../src-preload/contract/use.ts";
import type { Context } from "../context.ts";
import { failed, succeeded } from "../failures.ts";
import type { TriedCall } from "../ports.ts";
import { meaningOf } from "../tried-key-text.ts";
import { valueAtHand } from "./kept-value.ts";
import { refreshKeys } from "./list-keys.ts";

/**
 * Asks which key it is and then, with a warehouse, for its shipments. Where the first call was refused or not answered at
 * all, the second would say the same, so it is not made.
 */
export async function tryKey(
  context: Context,
  { connectionId, keyId, warehouseId }: TestInput,
): Promise<Result<TestedCall[]>> {
  const { connections } = context.state.getState();
  const connection = connections.find(({ id }) => id === connectionId);
  if (!connection) return failed("unknown-connection");
  if (connection.origin === null) return failed("local-service");
  const value = await valueAtHand(context, { connectionId, keyId });
  if (!value.ok) return value;

  const api = context.servers.at({ origin: connection.origin, ...connection.server });
  const server = connection.kind === "local" ? "the Local workspace" : new URL(connection.origin).host;
  const calls: TriedCall[] = [{ call: "self" }];
  if (warehouseId !== null) calls.push({ call: "inbound", warehouseId });
  const tested: TestedCall[] = [];
  let refused = false;
  for (const call of calls) {
    const begun = performance.now();
    const answer = await api.tryKey({ value: value.value, keyId }, call);
    const ms = performance.now() - begun;
    const ok = answer.verdict.kind === "works";
    const knownBefore = tested.some((earlier) => earlier.ok);
    const { status } = answer;
    tested.push({ call: call.call, status, ms, ok, meaning: meaningOf(answer, call, { server, knownBefore }) });
    refused = answer.verdict.kind === "key-refused";
    if (refused || status === null) break;
  }
  // The list on screen still shows it as active. Not waited for: what the person asked for is answered.
  if (refused && context.state.getState().activeConnectionId === connectionId) void refreshKeys(context);
  return succeeded(tested);
}
