/** TODO helper */
import type { Output, ParsedInput } from "../../src-preload/contract/ipc.ts";
import type { Context } from "../context.ts";
import { failed } from "../failures.ts";

/** TODO helper */
export async function copyWithKey(
  _context: Context,
  _input: ParsedInput<"use:copy-with-key">,
): Promise<Output<"use:copy-with-key">> {
  return failed("unsupported");
}
