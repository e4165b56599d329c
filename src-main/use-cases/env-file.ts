/** TODO helper */
import type { Output, ParsedInput } from "../../src-preload/contract/ipc.ts";
import type { Context } from "../context.ts";
import { failed } from "../failures.ts";

/** TODO helper */
export async function chooseEnvFile(_context: Context): Promise<Output<"env:choose">> {
  return failed("unsupported");
}

/** TODO helper */
export async function inspectEnvFile(
  _context: Context,
  _input: ParsedInput<"env:inspect">,
): Promise<Output<"env:inspect">> {
  return failed("unsupported");
}

/** TODO helper */
export async function writeEnvFile(_context: Context, _input: ParsedInput<"env:write">): Promise<Output<"env:write">> {
  return failed("unsupported");
}

/** TODO helper */
export async function undoEnvFile(_context: Context, _input: ParsedInput<"env:undo">): Promise<Output<"env:undo">> {
  return failed("unsupported");
}

/** TODO helper */
export async function ignoreEnvFile(
  _context: Context,
  _input: ParsedInput<"env:ignore">,
): Promise<Output<"env:ignore">> {
  return failed("unsupported");
}
