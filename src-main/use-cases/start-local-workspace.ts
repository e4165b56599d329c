/** Starts the Local workspace's service, remembers where it listens, and says when its database had to be set aside. */
import type { Connection } from "../../src-preload/contract/connection.ts";
import type { Result } from "../../src-preload/contract/failure.ts";
import type { Context } from "../context.ts";
import { changeConnection } from "./change-connection.ts";
import { addNotice } from "./notices.ts";

/** Starts it unless it runs. The port of last time is preferred, so that addresses in people's scripts stay good. */
export async function startLocalWorkspace(
  context: Context,
  connection: Connection,
): Promise<Result<{ origin: string }>> {
  const started = await context.localService.start(context.settings.current().localPort);
  const { held } = context;
  if (!started.ok) {
    // It was given up, and somebody has tried in vain: still nothing is tried by itself, but this is the newer reason.
    if (held.localAway?.code === "local-service-stopped")
      held.localAway = { ...started.failure, code: held.localAway.code };
    return started;
  }
  held.localAway = null;
  const { origin, setAside } = started.value;
  if (setAside !== null) sayWhatWasSetAside(context, connection.id, setAside);
  if (connection.origin !== origin) {
    await context.settings.update({ localPort: Number(new URL(origin).port) });
    await changeConnection(context, connection.id, { origin });
  }
  return started;
}

/** Kept values stay (use-cases/reconcile-kept.ts): the old database may be mended and put back. */
function sayWhatWasSetAside(context: Context, connectionId: string, name: string): void {
  const { kept } = context.state.getState();
  const keptToo = kept.some((key) => key.connectionId === connectionId)
    ? " Their values stay on this computer until you forget them in Settings."
    : "";
  addNotice(context, {
    id: `database-${name}`,
    tone: "warning",
    message: `The Local workspace's database was damaged. It was set aside as ${name}, and a new one was begun. Keys in the old one no longer work.${keptToo}`,
  });
}
