/** Uses the Local workspace: made on first use, no password needed. */
import { randomUUID } from "node:crypto";
import type { Connection } from "../../src-preload/contract/connection.ts";
import type { Result } from "../../src-preload/contract/failure.ts";
import type { Context } from "../context.ts";
import { failed } from "../failures.ts";
import { putInFront } from "./activate-connection.ts";
import { saveConnections } from "./change-connection.ts";
import { freshColour } from "./connection-colour.ts";
import { restoreSession } from "./restore-session.ts";

/** Adds the Local workspace's connection unless it exists, puts it in front and signs in. */
export async function useLocalWorkspace(context: Context): Promise<Result<null>> {
  const { connections, activeConnectionId } = context.state.getState();
  const existing = connections.find(({ kind }) => kind === "local");
  const switches = !existing || existing.id !== activeConnectionId;
  if (switches && context.held.newValue !== null) return failed("copy-first");
  const local: Connection = existing ?? {
    id: randomUUID(),
    kind: "local",
    name: "Local workspace",
    colour: freshColour(connections),
    origin: null,
    server: { kind: "keyrack", basePath: "/api/v1" },
    email: null,
    sessionStored: false,
  };
  if (!existing) context.state.setState({ connections: [...connections, local] });
  putInFront(context, local.id);
  await saveConnections(context);
  return restoreSession(context);
}
