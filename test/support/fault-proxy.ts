/** A TCP proxy in front of a real service that goes wrong on request, byte by byte: for all that can happen between an app and its server. */
import { once } from "node:events";
import { createServer, type Server, type Socket } from "node:net";
import { createServer as createTlsServer, type Server as TlsServer } from "node:tls";
import { type Behaviour, readRequests, type SeenRequest } from "./fault-server.ts";
import { asksForStream, passStream } from "./passed-stream.ts";
import { somewhere } from "./reserved-port.ts";
import { handOn, type Served, writeAnswer } from "./served.ts";
import type { Identity } from "./tls-certificates.ts";

/** What is done with one request; `serve` hands it to the service and answers what that said. A `Behaviour` never asks the service. */
export type Misbehaviour = (socket: Socket, request: SeenRequest, serve: () => Promise<Served>) => void | Promise<void>;

/** Which requests go wrong, and how. */
export interface Rule {
  /** Any method and path by default; the path has its query. */
  method?: string;
  path?: RegExp;
  /** How many matching requests pass before the first goes wrong; none by default. */
  after?: number;
  /** How many go wrong before they pass again; all by default. */
  times?: number;
  behave: Behaviour | Misbehaviour;
}

/** A request as it came in, and whether the service got it. */
export interface ProxiedRequest extends SeenRequest {
  served: boolean;
}

/** The proxy, under a test's control. */
export interface FaultProxy {
  /** Scheme, 127.0.0.1 and port; the port stays the same while nothing listens. */
  readonly origin: string;
  readonly port: number;
  /** Every request that arrived whole, oldest first. */
  readonly requests: readonly ProxiedRequest[];
  /** How many connections were ever made, also by something that speaks no HTTP. */
  connections(): number;
  /** From now on, requests that match go wrong; of several rules the one added first decides. */
  add(rule: Rule): void;
  /** Nothing listens any more and kept-alive connections have ended, as the client has noticed when this resolves. */
  refuse(): Promise<void>;
  /** Shows another certificate from now on; kept-alive connections have ended when this resolves. */
  present(identity: Identity): Promise<void>;
  /** Everything passes again: no rule, the first certificate, and something listens. */
  heal(): Promise<void>;
  close(): Promise<void>;
}

/** Starts one in front of `behind`, an http origin. With `tls` it speaks https to the app. */
export async function startFaultProxy(behind: string, tls?: Identity): Promise<FaultProxy> {
  const requests: ProxiedRequest[] = [];
  const sockets = new Set<Socket>();
  let rules: { rule: Rule; seen: number }[] = [];
  let connections = 0;

  function chosen({ method, path }: SeenRequest): Rule | null {
    for (const entry of rules) {
      const { rule } = entry;
      if ((rule.method && rule.method !== method) || (rule.path && !rule.path.test(path))) continue;
      entry.seen += 1;
      const after = rule.after ?? 0;
      if (entry.seen > after && entry.seen <= after + (rule.times ?? Number.POSITIVE_INFINITY)) return rule;
    }
    return null;
  }

  function serve(socket: Socket): void {
    socket.on("error", () => {});
    readRequests(socket, (received) => {
      const request: ProxiedRequest = { ...received, served: false };
      requests.push(request);
      const rule = chosen(request);
      if (!rule && asksForStream(request)) {
        request.served = true;
        passStream(behind, request, socket);
        return;
      }
      const behave = rule?.behave ?? passOn;
      const handle = async () => {
        request.served = true;
        return handOn(behind, request);
      };
      // A service that cannot be reached looks, to the app, like a connection that breaks.
      Promise.resolve(behave(socket, request, handle)).catch(() => socket.destroy());
    });
  }

  const server: Server = tls ? createTlsServer(tls, serve) : createServer(serve);
  server.on("connection", (socket: Socket) => {
    connections += 1;
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket)).on("error", () => {});
  });
  // A client that does not trust the certificate hangs up in the middle of the handshake.
  server.on("tlsClientError", () => {});
  const place = await somewhere((at) => listenAt(server, at));
  const { port } = place;

  /** Ends every connection and waits until the client has ended its side: its next request then surely makes a new one. */
  async function hangUp(): Promise<void> {
    await Promise.all(
      [...sockets].map(async (socket) => {
        const closed = once(socket, "close");
        socket.end();
        await closed;
      }),
    );
  }

  return {
    origin: `${tls ? "https" : "http"}://127.0.0.1:${port}`,
    port,
    requests,
    connections: () => connections,
    add(rule) {
      rules.push({ rule, seen: 0 });
    },
    async refuse() {
      if (server.listening) server.close();
      await hangUp();
    },
    async present(identity) {
      (server as TlsServer).setSecureContext(identity);
      await hangUp();
    },
    async heal() {
      rules = [];
      if (tls) (server as TlsServer).setSecureContext(tls);
      if (!server.listening) await listenAt(server, port);
    },
    async close() {
      const closed = server.listening ? once(server, "close") : null;
      if (closed) server.close();
      for (const socket of sockets) socket.destroy();
      await closed;
      place.release();
    },
  };
}

const passOn: Misbehaviour = async (socket, _request, serve) => {
  writeAnswer(socket, await serve());
};

async function listenAt(server: Server, port: number): Promise<void> {
  server.listen(port, "127.0.0.1");
  await once(server, "listening");
}
