/** The way to servers has changed: the next call takes the new one, and there is reason to make it now. */
import type { Context } from "../context.ts";
import { logLine } from "../log.ts";
import { refreshKeys } from "./list-keys.ts";
import { restoreSession } from "./restore-session.ts";

/** Asks the server again, so that the person sees what the new way is worth. Nobody waits for it. */
export function takeNewWay(context: Context): void {
  context.servers.forgetProxies();
  const { status } = context.state.getState().session;
  // What `restoring` comes to by the old way is dropped.
  const missing = status === "unreachable" || status === "restoring";
  if (!missing && status !== "signed-in") return;
  const asked = missing ? restoreSession(context) : refreshKeys(context);
  asked.catch((error: unknown) => logLine("asking by the new way failed", error));
}
