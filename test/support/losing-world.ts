/** A signed-in world whose server loses the answers to creates, as each test of them says. */
import { failed, succeeded } from "../../src-main/failures.ts";
import type { CreatedKey, ManagementApi } from "../../src-main/ports.ts";
import { connect } from "../../src-main/use-cases/connect.ts";
import { generateKey } from "../../src-main/use-cases/generate-key.ts";
import { lookForLostKeys } from "../../src-main/use-cases/lost-creates.ts";
import type { Result } from "../../src-preload/contract/failure.ts";
import { fakeWorld, sampleKey } from "./fake-ports.ts";

/** Who signs in there. */
export const credentials = { address: "https://api.example.com", email: "ada@example.com", password: "right" };
/** What a server does with a create: makes the key or not, and answers or not. */
export type Step = "make" | "make, lose" | "lose" | (() => Result<CreatedKey>);

/** A signed-in world whose server takes the steps one after the other, honours the Idempotency-Key, and answers it again. */
export async function losingWorld(...steps: Step[]) {
  const world = fakeWorld();
  const { context, server } = world;
  server.keys = [sampleKey()];
  await connect(context, credentials);
  lookForLostKeys(context);
  const sent: { name: string | null; idempotencyKey: string }[] = [];
  const made = new Map<string, CreatedKey>();
  const createKey: ManagementApi["createKey"] = async (_token, input) => {
    sent.push(input);
    const step = steps.shift() ?? "make";
    if (typeof step === "function") return step();
    if (step === "lose") return failed("outcome-unknown");
    const created = made.get(input.idempotencyKey) ?? makeKey(input.name);
    made.set(input.idempotencyKey, created);
    return step === "make" ? succeeded(created) : failed("outcome-unknown");
  };
  Object.assign(server, { createKey });
  let count = 1;
  function makeKey(name: string | null, change = {}): CreatedKey {
    const createdAt = "2026-11-23T10:00:01.000Z";
    count += 1;
    const apiKey = sampleKey({ id: `key_${count}`, name, createdAt, ...change });
    server.keys.unshift(apiKey);
    return { apiKey, value: `krk_${apiKey.id}_secret_value` };
  }
  const state = () => context.state.getState();
  const generate = (name: string | null = "Staging") => generateKey(context, { name, expiresInDays: null });
  /** What the window names when it acts on the lost key on show. */
  const shown = () => ({ lostKeyId: state().lostKey?.id ?? "none" });
  return { ...world, sent, makeKey, state, generate, shown };
}
