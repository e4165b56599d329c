/** Ends a session on this computer: memory, keychain and state. The key list stays on screen if it ended by itself. */
import type { Context } from "../context.ts";
import { sessionAccount } from "../session-entry.ts";
import { noteKeychain } from "./adopt-session.ts";
import { changeConnection } from "./change-connection.ts";

/** Forgets the token. Called on the person's word or on the server's 401, never on a network error. */
export async function endSession(context: Context, connectionId: string, reason: "by-choice" | "ended"): Promise<void> {
  context.held.tokens.delete(connectionId);
  if (context.state.getState().activeConnectionId === connectionId) {
    context.held.epoch += 1;
    context.state.setState({ session: { status: "signed-out", reason } });
  }
  const known = context.state.getState().connections.find(({ id }) => id === connectionId);
  if (!known?.sessionStored) return;
  const removed = await context.secretStore.remove(sessionAccount(connectionId), { expected: true });
  noteKeychain(context, removed.status);
  if (removed.status === "ok")
    await changeConnection(context, connectionId, { sessionStored: false, signedOut: false });
  // While the keychain refuses, the entry is still there. One that has ended is read at the next start, hears 401 and goes
  // then; one that the person gave up may still be good on a server that was out of reach, so it must not be read again.
  else if (reason === "by-choice") await changeConnection(context, connectionId, { signedOut: true });
}
