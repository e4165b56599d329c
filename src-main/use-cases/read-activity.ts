/** TODO helper */
import type { Output, ParsedInput } from "../../src-preload/contract/ipc.ts";
import type { Context } from "../context.ts";
import { failed } from "../failures.ts";

/** TODO helper */
export async function readActivity(
  _context: Context,
  _input: ParsedInput<"activity:read">,
): Promise<Output<"activity:read">> {
  return failed("unsupported");
}
