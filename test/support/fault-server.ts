/** A server that answers each request as scripted, byte for byte, and remembers what it was asked: for everything a well-behaved HTTP server cannot do. */

import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { createServer, type Server, type Socket } from "node:net";
import { createServer as createTlsServer, type TlsOptions } from "node:tls";
import { somewhere } from "./reserved-port.ts";

/** A request as it came in. */
export interface SeenRequest {
  method: string;
  path: string;
  headers: Record<string, string>;
  body: string;
}

/** What the server does with one request. */
export type Behaviour = (socket: Socket, request: SeenRequest) => void;

/** A running server. */
export interface FaultServer {
  origin: string;
  host: string;
  requests: SeenRequest[];
  /** Connections made so far, answered or not. */
  connections: () => number;
  close: () => Promise<void>;
}

/** Starts a server that treats the nth request with the nth behaviour, and all further ones with the last. */
export async function startFaultServer(behaviours: Behaviour[], tls?: TlsOptions): Promise<FaultServer> {
  const requests: SeenRequest[] = [];
  let connections = 0;
  const serve = (socket: Socket) => {
    socket.on("error", () => {});
    readRequests(socket, (request) => {
      requests.push(request);
      const behave = behaviours[Math.min(requests.length, behaviours.length) - 1];
      behave?.(socket, request);
    });
  };
  const server = tls ? createTlsServer(tls, serve) : createServer(serve);
  const open = await listen(server, () => connections++);
  const scheme = tls ? "https" : "http";
  return {
    origin: `${scheme}://127.0.0.1:${open.port}`,
    host: `127.0.0.1:${open.port}`,
    requests,
    connections: () => connections,
    close: open.close,
  };
}

/** Starts a server that takes connections and never says or reads a thing. */
export async function startSilentServer(): Promise<{ port: number; close: () => Promise<void> }> {
  return listen(
    createServer((socket) => socket.on("error", () => {})),
    () => {},
  );
}

/** A port on which nothing listens, and no other test will for as long as this process runs. */
export async function closedPort(): Promise<number> {
  const { port } = await somewhere(async (at) => {
    const server = createServer().listen(at, "127.0.0.1");
    await once(server, "listening");
    await new Promise((resolve) => server.close(resolve));
  });
  return port;
}

async function listen(server: Server, onConnection: () => void) {
  const sockets = new Set<Socket>();
  server.on("connection", (socket: Socket) => {
    onConnection();
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket)).on("error", () => {});
  });
  server.on("tlsClientError", () => {});
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    port: (server.address() as AddressInfo).port,
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Reads requests with Content-Length bodies, one after another. */
export function readRequests(socket: Socket, onRequest: (request: SeenRequest) => void): void {
  let received = "";
  // One character a byte, as Content-Length counts.
  socket.setEncoding("latin1");
  socket.on("data", (text: string) => {
    received += text;
    const end = received.indexOf("\r\n\r\n");
    if (end < 0) return;
    const [start = "", ...lines] = received.slice(0, end).split("\r\n");
    const headers = Object.fromEntries(
      lines.map((line) => [line.slice(0, line.indexOf(":")).toLowerCase(), line.slice(line.indexOf(":") + 1).trim()]),
    );
    const length = Number(headers["content-length"] ?? 0);
    const body = received.slice(end + 4, end + 4 + length);
    if (body.length < length) return;
    received = received.slice(end + 4 + length);
    const [method = "", path = ""] = start.split(" ");
    onRequest({ method, path, headers, body: Buffer.from(body, "latin1").toString("utf8") });
  });
}

/** Answers with a body of any type. */
export function answer(status: number, headers: Record<string, string>, body = ""): Behaviour {
  return (socket) => {
    socket.write(head(status, { "content-length": String(Buffer.byteLength(body)), ...headers }) + body);
  };
}

/** Answers with JSON. */
export function json(status: number, value: unknown, headers: Record<string, string> = {}): Behaviour {
  return answer(status, { "content-type": "application/json; charset=utf-8", ...headers }, JSON.stringify(value));
}

/** Answers with problem details. */
export function problem(
  status: number,
  code: string,
  extra: Record<string, unknown> = {},
  headers: Record<string, string> = {},
): Behaviour {
  return json(
    status,
    { type: `urn:keyrack:problem:${code}`, title: "For people", status, ...extra },
    { "content-type": "application/problem+json", ...headers },
  );
}

/** Answers nothing and keeps the connection. */
export const hang: Behaviour = () => {};

/** Breaks the connection with a TCP reset before any answer. */
export const reset: Behaviour = (socket) => {
  if ("resetAndDestroy" in socket) socket.resetAndDestroy();
};

/** Closes the connection in good order before any answer. */
export const hangUp: Behaviour = (socket) => {
  socket.end();
};

/** Promises `length` bytes of JSON, sends a few and closes. */
export function cutShort(status = 200): Behaviour {
  return (socket) => {
    socket.end(`${head(status, { "content-type": "application/json", "content-length": "500" })}{"data": [`);
  };
}

/** Sends headers, then a byte every few milliseconds for ever. */
export const trickleBody: Behaviour = (socket) => {
  socket.write(head(200, { "content-type": "application/json", "content-length": "1000000" }));
  every(socket, 5, " ");
};

/** Sends a header line every few milliseconds and never the last one. */
export const trickleHeaders: Behaviour = (socket) => {
  socket.write("HTTP/1.1 200 OK\r\n");
  every(socket, 5, "x-more: 1\r\n");
};

/** Sends bytes that are no HTTP. */
export const garbage: Behaviour = (socket) => {
  socket.end("\u0000\u0001SSH-2.0-OpenSSH_9.2\r\n");
};

function every(socket: Socket, ms: number, text: string): void {
  const timer = setInterval(() => socket.write(text), ms);
  socket.on("close", () => clearInterval(timer));
}

function head(status: number, headers: Record<string, string>): string {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  return `HTTP/1.1 ${status} Whatever\r\n${lines.join("")}\r\n`;
}
