/** Copies a line that holds a kept key: for a `.env` file, or a shell's export. The line is made here, so that the value stays in main. */
import type { Result } from "../../src-preload/contract/failure.ts";
import type { ParsedInput } from "../../src-preload/contract/ipc.ts";
import type { Context } from "../context.ts";
import { waysToWrite } from "../env-quoting.ts";
import { failed, succeeded } from "../failures.ts";
import { isVariableName, nearestVariableName } from "../variable-name.ts";
import { copyKeptText } from "./copy-kept-key.ts";

/** Copies it, verified, and clears it like a copied key. `invalid-variable` with a name that would do; `unquotable`. */
export async function copyWithKey(
  context: Context,
  { connectionId, keyId, kind, variable }: ParsedInput<"use:copy-with-key">,
): Promise<Result<null>> {
  if (!isVariableName(variable)) return failed("invalid-variable", { reason: nearestVariableName(variable) });
  const prefix = kind === "export" ? "export " : "";
  return copyKeptText(context, { connectionId, keyId }, ` ${kind} ${variable}`, (value) => {
    // What dotenv and Docker Compose read as it is, a shell does too.
    const [written] = waysToWrite(value, "");
    return written === undefined ? failed("unquotable") : succeeded(`${prefix}${variable}=${written}`);
  });
}
