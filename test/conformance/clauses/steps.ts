/** Steps that several clauses share. */
import { expect } from "vitest";
import type { Context } from "../clause.ts";
import { type ApiKey, problem } from "../shapes.ts";

/** A grace period of a few seconds is over by then, on a busy server too. */
const overWithinMs = 15_000;

/** A key's entry in a list; undefined when it is not there. */
export async function listed(context: Context, status: ApiKey["status"], id: string): Promise<ApiKey | undefined> {
  return (await context.all(status)).find((key) => key.id === id);
}

/** The HTTP status a key's holder gets. */
export async function statusOfHolder(context: Context, key: string): Promise<number> {
  return (await context.api.send({ path: "/keys/self", key })).status;
}

/** Uses a key until it is refused with 401 invalid-key. */
export async function untilRefused(context: Context, key: string): Promise<void> {
  const until = Date.now() + overWithinMs;
  while ((await statusOfHolder(context, key)) === 200) {
    expect(Date.now(), "the key still works").toBeLessThan(until);
    await new Promise((done) => setTimeout(done, 50));
  }
  problem(await context.api.send({ path: "/keys/self", key }), 401, "invalid-key");
}

/** Makes keys until the limit is reached and answers them. */
export async function fill(context: Context): Promise<{ id: string; key: string }[]> {
  await context.needRoom(1);
  const made: { id: string; key: string }[] = [];
  for (let room = await context.room(); room > 0; room -= 1) {
    const { apiKey, key } = await context.create("Fills the limit");
    made.push({ id: apiKey.id, key });
  }
  return made;
}
