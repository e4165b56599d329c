/** Starts the Local workspace's service and remembers where it listens. */
import type { Connection } from "../../src-preload/contract/connection.ts";
import type { Result } from "../../src-preload/contract/failure.ts";
import type { Context } from "../context.ts";
import { changeConnection } from "./change-connection.ts";

/** Starts it unless it runs. The port of last time is preferred, so that addresses in people's scripts stay good. */
export async function startLocalWorkspace(
  context: Context,
  connection: Connection,
): Promise<Result<{ origin: string }>> {
  const started = await context.localService.start(context.settings.current().localPort);
  if (!started.ok) return started;
  const { origin } = started.value;
  if (connection.origin !== origin) {
    await context.settings.update({ localPort: Number(new URL(origin).port) });
    await changeConnection(context, connection.id, { origin });
  }
  return started;
}
