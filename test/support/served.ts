/** A real service's answer as a value, so that it can be written to the client whole, in part, late or altered. */
import { Agent, type IncomingMessage, request } from "node:http";
import type { Socket } from "node:net";
import type { SeenRequest } from "./fault-server.ts";

/** What the service answered. */
export interface Served {
  status: number;
  /** Names in lower case. */
  headers: Record<string, string>;
  body: Buffer;
}

/** The connection's own business, which is not passed on (RFC 9110, 7.6.1); the length is worked out anew. */
const hopByHop = new Set(["connection", "keep-alive", "transfer-encoding", "content-length"]);

// No connection outlives its request: a service that was stopped and started again is found again.
const agent = new Agent({ keepAlive: false });

/** Sends the request to the service and reads its whole answer. Rejects when there is none. */
export function handOn(origin: string, { method, path, headers, body }: SeenRequest): Promise<Served> {
  return new Promise((resolve, reject) => {
    const { host } = new URL(origin);
    // The service refuses requests for hosts it does not know, so the proxy asks it by its own name, as gateways do.
    const onwardHeaders = { ...headers, host, connection: "close" };
    const onward = request(new URL(path, origin), { method, headers: onwardHeaders, agent });
    onward.once("error", reject);
    onward.once("response", (response: IncomingMessage) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.once("error", reject);
      response.once("end", () => {
        const kept = Object.entries(response.headers).filter(([name]) => !hopByHop.has(name));
        resolve({
          status: response.statusCode ?? 0,
          // Only cookies come in several lines, and they must stay so (RFC 6265, 3): a comma is part of many.
          headers: Object.fromEntries(kept.map(([name, value]) => [name, [value].flat().join(`\r\n${name}: `)])),
          body: Buffer.concat(chunks),
        });
      });
    });
    onward.end(body);
  });
}

/** The answer's status line and header fields, with the true length of its body unless `headers` says otherwise. */
export function headOf({ status, headers, body }: Served): string {
  const bodiless = status === 204 || status === 304;
  const all = { ...(bodiless ? {} : { "content-length": String(body.length) }), ...headers };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
  return `HTTP/1.1 ${status} Whatever\r\n${lines.join("")}\r\n`;
}

/** Writes the answer whole; calls back when it has left. */
export function writeAnswer(socket: Socket, answer: Served, then: () => void = () => {}): void {
  // Hung up from either side meanwhile.
  if (!socket.writable) return;
  socket.write(Buffer.concat([Buffer.from(headOf(answer), "latin1"), answer.body]), then);
}
