/** Renames, recolours or moves a connection. */

import type { EditInput } from "../../src-preload/contract/connection.ts";
import type { Result } from "../../src-preload/contract/failure.ts";
import type { Context } from "../context.ts";
import { failed } from "../failures.ts";

/** TODO helper */
export async function editConnection(_context: Context, _input: EditInput): Promise<Result<null>> {
  return failed("internal");
}
