/** TODO helper */
import type { Output, ParsedInput } from "../../src-preload/contract/ipc.ts";
import type { Context } from "../context.ts";
import { failed } from "../failures.ts";

/** TODO helper */
export async function exportKeys(
  _context: Context,
  _input: ParsedInput<"keys:export">,
): Promise<Output<"keys:export">> {
  return failed("unsupported");
}
