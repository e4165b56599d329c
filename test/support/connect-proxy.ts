/** A proxy of a test's own, which knows the hosts it is told and passes connections on to where they really are. */
import { once } from "node:events";
import { createServer, type IncomingMessage, type Server } from "node:http";
import { createServer as createTlsServer } from "node:https";
import { type AddressInfo, connect, type Socket } from "node:net";
import type { Duplex } from "node:stream";
import type { Identity } from "./tls-certificates.ts";

/** How a proxy behaves. */
export interface ConnectProxyOptions {
  /** Host name to the port on this computer that stands for it; any other host gets 502. */
  hosts: Record<string, number>;
  /** Asks for these, by Basic. */
  credentials?: { username: string; password: string };
  /** How it says 407; Basic by default. */
  authenticate?: string;
  /** Answers every CONNECT with this status. */
  status?: number;
  /** Takes CONNECT and never answers. */
  silent?: boolean;
  /** Speaks TLS, as an https proxy does. */
  tls?: Identity;
}

/** A running proxy. */
export interface ConnectProxy {
  /** `http://127.0.0.1:port`, or https. */
  address: string;
  host: string;
  /** What was asked for, as "api.example.com:443", whether or not it was granted. */
  readonly asked: string[];
  /** How many connections were made to it. */
  connections(): number;
  /** The Proxy-Authorization headers that came. */
  readonly authorizations: (string | undefined)[];
  close(): Promise<void>;
}

/** Starts one on a free port. */
export async function startConnectProxy(options: ConnectProxyOptions): Promise<ConnectProxy> {
  const { hosts, credentials, authenticate = 'Basic realm="test"', status, silent, tls } = options;
  const asked: string[] = [];
  const authorizations: (string | undefined)[] = [];
  const sockets = new Set<Duplex>();
  let connections = 0;
  const server: Server = tls ? createTlsServer(tls) : createServer();
  server.on("connection", (socket: Socket) => {
    connections += 1;
    track(sockets, socket);
  });
  server.on("connect", (request: IncomingMessage, client: Duplex) => {
    const target = request.url ?? "";
    asked.push(target);
    authorizations.push(request.headers["proxy-authorization"]);
    const refuse = (code: number, header = "") =>
      client.end(`HTTP/1.1 ${code} No\r\n${header}content-length: 0\r\n\r\n`);
    track(sockets, client);
    if (silent) return;
    if (credentials && request.headers["proxy-authorization"] !== basic(credentials)) {
      return void refuse(407, `proxy-authenticate: ${authenticate}\r\n`);
    }
    if (status) return void refuse(status);
    const port = hosts[target.replace(/:\d+$/, "")];
    if (port === undefined) return void refuse(502);
    const onward = connect(port, "127.0.0.1", () => {
      client.write("HTTP/1.1 200 Connection established\r\n\r\n");
      onward.pipe(client).pipe(onward);
    });
    track(sockets, onward);
    onward.once("close", () => client.destroy());
    client.once("close", () => onward.destroy());
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return {
    address: `${tls ? "https" : "http"}://127.0.0.1:${port}`,
    host: `127.0.0.1:${port}`,
    asked,
    authorizations,
    connections: () => connections,
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function basic({ username, password }: { username: string; password: string }): string {
  return `Basic ${Buffer.from(`${username}:${password}`, "utf8").toString("base64")}`;
}

function track(sockets: Set<Duplex>, socket: Duplex): void {
  sockets.add(socket);
  socket.on("error", () => {}).once("close", () => sockets.delete(socket));
}
