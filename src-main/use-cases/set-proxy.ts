/** Chooses the way to servers. */
import type { Result } from "../../src-preload/contract/failure.ts";
import type { ProxyInput } from "../../src-preload/contract/transport.ts";
import type { Context } from "../context.ts";
import { failed } from "../failures.ts";

/** TODO helper */
export async function setProxy(_context: Context, _input: ProxyInput): Promise<Result<null>> {
  return failed("internal");
}
