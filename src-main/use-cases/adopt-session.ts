/** Takes a session just opened into use: token into memory and keychain, the rest into the state. */
import type { Context } from "../context.ts";
import { failure } from "../failures.ts";
import type { OpenedSession, SecretChange } from "../ports.ts";
import { encodeSessionEntry, sessionAccount } from "../session-entry.ts";
import { changeConnection } from "./change-connection.ts";

/** Records what the keychain last said, with the sentence that helps. */
export function noteKeychain(context: Context, status: SecretChange["status"]): void {
  context.state.setState({
    keychain: status === "ok" ? { status, help: null } : { status, help: failure(`keychain-${status}`).message },
  });
}

/** Signs the connection in with `opened`. Without a keychain the session lives in memory for this run (never on disk). */
export async function adoptSession(context: Context, connectionId: string, opened: OpenedSession): Promise<void> {
  context.held.tokens.set(connectionId, opened.token);
  const kept = await context.secretStore.write(sessionAccount(connectionId), encodeSessionEntry(opened.token));
  noteKeychain(context, kept.status);
  // An entry that could not be replaced may still be there: only a successful write changes what is known of it.
  if (kept.status === "ok") await changeConnection(context, connectionId, { sessionStored: true });
  if (context.state.getState().activeConnectionId !== connectionId) return;
  const keptIn = kept.status === "ok" ? "keychain" : "memory";
  context.state.setState({ session: { status: "signed-in", session: opened.session, keptIn } });
}
