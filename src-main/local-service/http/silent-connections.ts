/** Connections on which nothing was asked yet: Node takes them for busy ones and would wait for them when the service closes. */
import type { Server } from "node:http";
import type { Socket } from "node:net";

/**
 * Watches a server, and answers how to end such connections. Clients open them ahead of need: undici, for one, as soon as a
 * stream was hung up.
 */
export function watchSilentConnections(server: Server): () => void {
  const silent = new Set<Socket>();
  server.on("connection", (socket) => {
    silent.add(socket);
    socket.once("close", () => silent.delete(socket));
  });
  server.on("request", ({ socket }) => silent.delete(socket));
  return () => {
    for (const socket of silent) socket.destroy();
  };
}
