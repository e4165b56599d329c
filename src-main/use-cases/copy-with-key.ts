/** Copies a line that holds a kept key: for a `.env` file, a shell's export, a call. It is made here, so that the value stays in main. */
import type { Result } from "../../src-preload/contract/failure.ts";
import type { ParsedInput } from "../../src-preload/contract/ipc.ts";
import { abilitiesOf } from "../abilities.ts";
import type { Context } from "../context.ts";
import { failed, succeeded } from "../failures.ts";
import { keyedLine } from "../keyed-line.ts";
import { isVariableName, nearestVariableName } from "../variable-name.ts";
import { copyKeptText } from "./copy-kept-key.ts";

/** Copies it, verified, and clears it like a copied key. `invalid-variable` with a name that would do; `unquotable`. */
export async function copyWithKey(
  context: Context,
  { connectionId, keyId, kind, variable, warehouseId }: ParsedInput<"use:copy-with-key">,
): Promise<Result<null>> {
  if (!isVariableName(variable)) return failed("invalid-variable", { reason: nearestVariableName(variable) });
  const app = context.state.getState();
  const connection = app.connections.find(({ id }) => id === connectionId);
  if (!connection) return failed("unknown-connection");
  const { capabilities, keyHeader } = abilitiesOf(app, connection);
  const { origin } = connection;
  // Only curl has the address in it, and the Local workspace has none while it starts.
  if (kind === "curl" && capabilities.warehouses && origin === null) return failed("local-service");
  const api = capabilities.warehouses ? { origin: origin ?? "", warehouseId } : null;
  const what = ` ${kind} ${kind === "curl" ? warehouseId : variable}`;
  return copyKeptText(context, { connectionId, keyId }, what, (value) => {
    const line = keyedLine({ kind, value, variable, header: keyHeader, api });
    return line === null ? failed("unquotable") : succeeded(line);
  });
}
