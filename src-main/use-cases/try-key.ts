/** TODO helper */
import type { Output, ParsedInput } from "../../src-preload/contract/ipc.ts";
import type { Context } from "../context.ts";
import { failed } from "../failures.ts";

/** TODO helper */
export async function tryKey(_context: Context, _input: ParsedInput<"use:test">): Promise<Output<"use:test">> {
  return failed("unsupported");
}
