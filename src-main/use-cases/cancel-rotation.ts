/** TODO helper */
import type { Output, ParsedInput } from "../../src-preload/contract/ipc.ts";
import type { Context } from "../context.ts";
import { failed } from "../failures.ts";

/** TODO helper */
export async function cancelRotation(
  _context: Context,
  _input: ParsedInput<"keys:cancel-rotation">,
): Promise<Output<"keys:cancel-rotation">> {
  return failed("unsupported");
}
