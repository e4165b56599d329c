/** How a connection's server is reached. */
import type { Connection } from "../../src-preload/contract/connection.ts";
import type { Context } from "../context.ts";
import type { Endpoint, ManagementApi } from "../ports.ts";

/** The connection's endpoint; null for a Local workspace that has not started yet. */
export function endpointOf({ origin, server }: Pick<Connection, "origin" | "server">): Endpoint | null {
  return origin === null ? null : { origin, ...server };
}

/** The client for the connection's server; null for a Local workspace that has not started yet. */
export function apiOf({ servers }: Context, connection: Connection): ManagementApi | null {
  const endpoint = endpointOf(connection);
  return endpoint && servers.at(endpoint);
}
