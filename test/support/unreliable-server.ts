/** A server that can be told to go wrong: it passes everything on to a real one, except where a test says otherwise. */
import {
  createServer as createHttpServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  request,
  type Server,
  type ServerResponse,
} from "node:http";
import { createServer as createTlsServer } from "node:https";
import type { AddressInfo, Socket } from "node:net";

/** What it answers instead of the real server. */
export interface Answer {
  status: number;
  headers?: Record<string, string>;
  body?: string;
}

/**
 * Decides about one request: an answer, or null to pass it on. "cut" breaks the connection before the real server hears of
 * it; "lose" lets the real server do it and breaks the connection instead of answering.
 */
export type Fault = (request: {
  method: string;
  path: string;
  headers: IncomingHttpHeaders;
}) => Answer | "cut" | "lose" | null;

/** What becomes of a JSON answer of the real server's. */
export type Rewrite = (body: unknown, path: string) => unknown;

/** A server under a test's control. */
export interface UnreliableServer {
  origin: string;
  /** Every request that arrived, as "GET /api/v1/admin/session". */
  readonly requests: string[];
  /** How many connections were ever made, also by something that speaks no HTTP. */
  connections(): number;
  /** Goes wrong from now on; null: everything is passed on again. */
  fault(fault: Fault | null): void;
  /** Changes the JSON that the real server answers, from now on; null: it comes as it is. */
  rewrite(rewrite: Rewrite | null): void;
  /** Breaks every connection there is; new ones are made as before. */
  cutAll(): void;
  close(): Promise<void>;
}

/** An RFC 9457 problem of the management API. */
export function problem(status: number, code: string, headers: Record<string, string> = {}): Answer {
  const body = JSON.stringify({ type: `urn:keyrack:problem:${code}`, title: code, status });
  return { status, headers: { "content-type": "application/problem+json", ...headers }, body };
}

/** A JSON answer. */
export function json(status: number, value: unknown): Answer {
  return { status, headers: { "content-type": "application/json" }, body: JSON.stringify(value) };
}

/** Starts one in front of `behind` (an origin); without it everything unanswered gets 404. */
export async function startUnreliableServer(
  behind: string | null,
  tls: { key: string; cert: string } | null = null,
): Promise<UnreliableServer> {
  let current: Fault | null = null;
  let change: Rewrite | null = null;
  const requests: string[] = [];
  const sockets = new Set<Socket>();
  let connections = 0;
  const answer = (incoming: IncomingMessage, outgoing: ServerResponse) => {
    const { method = "GET", url: path = "/" } = incoming;
    requests.push(`${method} ${path}`);
    const decided = current?.({ method, path, headers: incoming.headers }) ?? null;
    if (decided === "cut") incoming.socket.destroy();
    else if (decided === "lose" && behind) passOn(behind, incoming, outgoing, { lose: true, change: null });
    else if (decided && decided !== "lose") outgoing.writeHead(decided.status, decided.headers).end(decided.body);
    else if (behind) passOn(behind, incoming, outgoing, { lose: false, change });
    else outgoing.writeHead(404).end();
  };
  const server: Server = tls ? createTlsServer(tls, answer) : createHttpServer(answer);
  server.on("connection", (socket: Socket) => {
    connections += 1;
    sockets.add(socket);
    socket.once("close", () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    origin: `${tls ? "https" : "http"}://127.0.0.1:${port}`,
    requests,
    connections: () => connections,
    fault(fault) {
      current = fault;
    },
    rewrite(rewrite) {
      change = rewrite;
    },
    cutAll() {
      for (const socket of sockets) socket.destroy();
    },
    close() {
      for (const socket of sockets) socket.destroy();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

function passOn(
  behind: string,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  { lose, change }: { lose: boolean; change: Rewrite | null },
): void {
  const { method, url, headers } = incoming;
  // Under a name of its own it stands in front of a service that answers to its own address alone.
  const onwardHeaders = { ...headers, host: new URL(behind).host };
  const onward = request(new URL(url ?? "/", behind), { method, headers: onwardHeaders }, (response) => {
    if (lose) {
      response.resume().once("end", () => incoming.socket.destroy());
      return;
    }
    if (change && /^application\/json/.test(response.headers["content-type"] ?? "")) {
      void rewritten(response, url ?? "/", change).then((body) => {
        const { "content-length": _length, ...rest } = response.headers;
        outgoing.writeHead(response.statusCode ?? 502, rest).end(body);
      });
      return;
    }
    outgoing.writeHead(response.statusCode ?? 502, response.headers);
    response.pipe(outgoing);
  });
  onward.once("error", () => outgoing.destroy());
  incoming.pipe(onward);
}

async function rewritten(response: IncomingMessage, path: string, change: Rewrite): Promise<string> {
  const pieces: Buffer[] = [];
  for await (const piece of response) pieces.push(piece as Buffer);
  return JSON.stringify(change(JSON.parse(Buffer.concat(pieces).toString("utf8")), path));
}

/** An origin at which nothing listens: the port was free a moment ago. */
export async function nobodyHome(): Promise<string> {
  const server = await startUnreliableServer(null);
  await server.close();
  return server.origin;
}
