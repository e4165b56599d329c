/** Passes on an answer that does not end, piece by piece, for as long as both sides want it. */
import { request } from "node:http";
import type { Socket } from "node:net";
import type { SeenRequest } from "./fault-server.ts";

/** Whether a request asks for one. */
export function asksForStream({ method, headers }: SeenRequest): boolean {
  return method === "GET" && headers.accept === "text/event-stream";
}

/** Asks the service and writes whatever comes; whoever hangs up, the other side hears of it. */
export function passStream(origin: string, { method, path, headers }: SeenRequest, socket: Socket): void {
  const { host } = new URL(origin);
  const onward = request(new URL(path, origin), { method, headers: { ...headers, host, connection: "close" } });
  socket.once("close", () => onward.destroy());
  onward.once("error", () => socket.destroy());
  onward.once("response", (response) => {
    const type = response.headers["content-type"] ?? "text/plain";
    socket.write(`HTTP/1.1 ${response.statusCode} Whatever\r\ncontent-type: ${type}\r\nconnection: close\r\n\r\n`);
    response.once("error", () => socket.destroy());
    response.pipe(socket);
  });
  onward.end();
}
