/** Chooses the certificate authorities to trust. */
import type { Result } from "../../src-preload/contract/failure.ts";
import type { Context } from "../context.ts";
import { failed } from "../failures.ts";

/** TODO helper */
export async function chooseAuthorities(_context: Context): Promise<Result<null>> {
  return failed("internal");
}
/** TODO helper */
export async function forgetAuthorities(_context: Context): Promise<Result<null>> {
  return failed("internal");
}
