/** What becomes of a create whose answer never came. */
import type { Result } from "../../src-preload/contract/failure.ts";
import type { ApiKey } from "../../src-preload/contract/keys.ts";
import type { Context } from "../context.ts";
import { failed } from "../failures.ts";

/** TODO helper */
export async function replaceLostKey(_context: Context): Promise<Result<ApiKey>> {
  return failed("internal");
}
/** TODO helper */
export async function dismissLostKey(_context: Context): Promise<Result<null>> {
  return failed("internal");
}
