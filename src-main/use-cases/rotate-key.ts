/** TODO helper */
import type { Output, ParsedInput } from "../../src-preload/contract/ipc.ts";
import type { Context } from "../context.ts";
import { failed } from "../failures.ts";

/** TODO helper */
export async function rotateKey(_context: Context, _input: ParsedInput<"keys:rotate">): Promise<Output<"keys:rotate">> {
  return failed("unsupported");
}
