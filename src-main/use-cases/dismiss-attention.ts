/** TODO helper */
import type { Output, ParsedInput } from "../../src-preload/contract/ipc.ts";
import type { Context } from "../context.ts";
import { failed } from "../failures.ts";

/** TODO helper */
export async function dismissAttention(
  _context: Context,
  _input: ParsedInput<"attention:dismiss">,
): Promise<Output<"attention:dismiss">> {
  return failed("unsupported");
}

/** TODO helper */
export async function restoreAttention(_context: Context): Promise<Output<"attention:restore">> {
  return failed("unsupported");
}
