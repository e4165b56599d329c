/** Finds out what stands at an address, by asking each kind of server's own harmless question. */
import type { Result } from "../../src-preload/contract/failure.ts";
import type { ServerPlace } from "../../src-preload/contract/server.ts";
import { succeeded } from "../failures.ts";
import type { Address } from "../ports.ts";
import type { ServerAdapter } from "./adapter.ts";
import type { Transport } from "./transport.ts";

/** The first adapter that recognises it; null when something answers and none does. A failure: nothing answers. */
export async function lookAround(
  adapters: readonly ServerAdapter[],
  transport: Transport,
  { path }: Address,
): Promise<Result<ServerPlace | null>> {
  let refusal: Result<never> | null = null;
  let answered = false;
  for (const { kind, basePath, movable, recognise } of adapters) {
    if (path !== null && path !== basePath && !movable) continue;
    const place = { kind, basePath: path === null || !movable ? basePath : path };
    const recognised = await recognise(transport, place.basePath);
    if (recognised.ok && recognised.value) return succeeded(place);
    answered ||= recognised.ok;
    if (!recognised.ok) refusal ??= recognised;
  }
  return !answered && refusal ? refusal : succeeded(null);
}
