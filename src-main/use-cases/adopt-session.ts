/** Takes a session just opened into use: token into memory and keychain, the rest into the state. */
import type { Context } from "../context.ts";
import type { OpenedSession, SecretChange } from "../ports.ts";
import { encodeSessionEntry, sessionAccount } from "../session-entry.ts";
import { dropForeignList } from "./cached-list.ts";
import { changeConnection } from "./change-connection.ts";

/** How to mend a keychain that does not answer as it should. */
const help: Record<SecretChange["status"], string | null> = {
  ok: null,
  locked: "The system keychain is locked. Unlock it, then try again.",
  denied: "The system keychain did not let Keyrack in. Try again and allow it.",
  unavailable:
    "No system keychain answers in this session. Start one, such as GNOME Keyring or KWallet, then try again.",
};

/** Records what the keychain last said, with the sentence that helps. */
export function noteKeychain(context: Context, status: SecretChange["status"]): void {
  const known = context.state.getState().keychain;
  if (known.status !== status) context.state.setState({ keychain: { status, help: help[status] } });
}

/** Signs the connection in with `opened`. Without a keychain the session lives in memory for this run (never on disk). */
export async function adoptSession(context: Context, connectionId: string, opened: OpenedSession): Promise<void> {
  context.held.tokens.set(connectionId, opened.token);
  const connection = context.state.getState().connections.find(({ id }) => id === connectionId);
  const origin = connection?.kind === "remote" ? connection.origin : null;
  const kept = await context.secretStore.write(sessionAccount(connectionId), encodeSessionEntry(opened.token, origin));
  noteKeychain(context, kept.status);
  // An entry that could not be replaced may still be there: only a successful write changes what is known of it.
  if (kept.status === "ok") await changeConnection(context, connectionId, { sessionStored: true, signedOut: false });
  if (context.state.getState().activeConnectionId !== connectionId) return;
  dropForeignList(context, opened.session);
  const keptIn = kept.status === "ok" ? "keychain" : "memory";
  context.state.setState({ session: { status: "signed-in", session: opened.session, keptIn } });
}
