/** Adds a server from what was filled in, for the dialog and for the first run. */
import { connect } from "../../store/actions.ts";
import type { Filled } from "./CredentialsForm.tsx";

/** Signs in there and adds it. Without a name, main calls the connection by its host. */
export function addServer({ address, kind, name, credentials }: Filled) {
  return connect({
    address,
    ...(kind !== null && { kind }),
    ...(name.trim() !== "" && { name }),
    ...credentials,
  });
}
