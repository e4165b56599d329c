/** Asks a proxy for a connection to a server, and hands it on when it stands. */
import type { Socket } from "node:net";
import type { buildConnector, Pool } from "undici";
import { notReached, ProxyFault, refused } from "./proxy-fault.ts";
import type { ProxyRoute } from "./route.ts";

/** Where a connection is to lead, as undici's agents ask for it. */
export type Destination = Pick<buildConnector.Options, "hostname" | "port">;

/** Opens a connection through a proxy; throws a ProxyFault where there is none to be had. */
export type Tunnel = (to: Destination) => Promise<Socket>;

/** By way of CONNECT. `pool` leads to the proxy. */
export function httpTunnel(pool: Pool, { credentials }: ProxyRoute): Tunnel {
  const authorization = credentials && basic(credentials);
  return async (to) => {
    const host = `${bracketed(to.hostname)}:${to.port || "443"}`;
    const { statusCode, headers, socket } = await pool
      .connect({ path: host, headers: { host, ...(authorization ? { "proxy-authorization": authorization } : {}) } })
      .catch((error: unknown) => {
        throw notReached(error);
      });
    if (statusCode >= 200 && statusCode < 300) return socket as Socket;
    socket.on("error", () => {}).destroy();
    throw refused(statusCode, headers["proxy-authenticate"], { credentials: authorization !== null });
  };
}

/** By way of SOCKS. `connect` opens the connection to the proxy; `timeoutMs` is how long it may take to decide. */
export function socksTunnel(connect: () => Promise<Socket>, { kind }: ProxyRoute, timeoutMs: number): Tunnel {
  return async (to) => {
    const { SocksClient } = await import("socks");
    const existing = await connect().catch((error: unknown) => {
      throw notReached(error);
    });
    try {
      const { socket } = await SocksClient.createConnection({
        // The socket stands already; the library wants to know the place all the same.
        proxy: { host: "proxy", port: 1080, type: kind === "socks4" ? 4 : 5 },
        command: "connect",
        destination: { host: to.hostname, port: Number(to.port || 443) },
        existing_socket: existing,
        timeout: timeoutMs,
      });
      return socket;
    } catch (error) {
      existing.on("error", () => {}).destroy();
      throw socksFault(error);
    }
  };
}

/** The library tells its errors apart by their text alone. */
function socksFault(error: unknown): ProxyFault {
  const { message } = error as Error;
  if (/authentication/i.test(message)) {
    const reason = "it wants a user name and password, which Keyrack gives to http and https proxies only";
    return new ProxyFault("proxy-credentials", { reason, answered: true });
  }
  if (/rejected/i.test(message)) {
    return new ProxyFault("proxy-unreachable", { reason: "it would not connect to the server", answered: true });
  }
  const reason = /timed out/i.test(message) ? "it did not answer in time" : "it did not answer as a proxy does";
  return new ProxyFault("proxy-unreachable", { reason, answered: false });
}

/** RFC 7617, with UTF-8, which is what proxies that say anything about it ask for. */
function basic({ username, password }: { username: string; password: string }): string {
  return `Basic ${Buffer.from(`${username}:${password}`, "utf8").toString("base64")}`;
}

function bracketed(hostname: string): string {
  return hostname.includes(":") && !hostname.startsWith("[") ? `[${hostname}]` : hostname;
}
