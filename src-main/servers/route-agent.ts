/** Keeps connections alive by one way: straight to servers, or through one proxy. */
import type { Socket } from "node:net";
import type { SecureContext } from "node:tls";
import type { Agent, buildConnector } from "undici";
import type { Limits } from "./limits.ts";
import type { Route } from "./route.ts";
import { httpTunnel, socksTunnel, type Tunnel } from "./tunnel.ts";

/** An agent for one way. */
export interface RouteAgent {
  request: Agent["request"];
  /** Ends it after the calls under way. */
  close(): Promise<void>;
  /** Ends it at once. */
  destroy(): Promise<void>;
}

/** Makes one; no connection is made before its first call. `trust`: what certificates are checked against, null for Node's own. */
export async function createRouteAgent(route: Route, limits: Limits, trust: SecureContext | null): Promise<RouteAgent> {
  // undici takes some 80 ms to load, which the start of the program need not wait for.
  const { Agent, buildConnector, Pool } = await import("undici");
  const sockets: buildConnector.BuildOptions = {
    // Node gives an address 250 ms before it goes to the next one, and ends the first attempt at that moment: too short
    // for a far-away host (https://github.com/nodejs/node/issues/54359).
    autoSelectFamily: true,
    autoSelectFamilyAttemptTimeout: Math.ceil(limits.connectTimeoutMs / 3),
    // Said, because Node's default asks NODE_TLS_REJECT_UNAUTHORIZED, which is left over in many a shell.
    rejectUnauthorized: true,
    ...(trust ? { secureContext: trust } : {}),
    ...limits.connect,
    timeout: limits.connectTimeoutMs,
  };
  const connect = buildConnector(sockets);
  const agentOver = (connector: buildConnector.connector) =>
    new Agent({
      headersTimeout: limits.headersTimeoutMs,
      // undici's own counts from one chunk to the next, so a trickle would never end; the transport limits the whole body.
      bodyTimeout: 0,
      maxResponseSize: limits.maxBodyBytes,
      connect: connector,
    });
  if (route.kind === "direct") return agentOver(connect);

  const { protocol, hostname, port } = new URL(route.address);
  if (route.kind === "socks4" || route.kind === "socks5") {
    const toProxy = () => connected(connect, { protocol: "http:", hostname, port: port || "1080" });
    return agentOver(through(socksTunnel(toProxy, route, limits.headersTimeoutMs), connect));
  }
  const pool = new Pool(`${protocol}//${new URL(route.address).host}`, {
    // undici takes the name for an https proxy's certificate from the Host header, which is the server's.
    connect: ({ servername: _server, ...options }, callback) => connect(options, callback),
    // How long the proxy may take to reach the server.
    headersTimeout: limits.headersTimeoutMs,
  });
  const agent = agentOver(through(httpTunnel(pool, route), connect));
  return {
    request: agent.request.bind(agent),
    async close() {
      await agent.close();
      await pool.close();
    },
    async destroy() {
      await Promise.all([agent.destroy(), pool.destroy()]);
    },
  };
}

/** A connector that puts TLS, for the server, into a tunnel. */
function through(tunnel: Tunnel, connect: buildConnector.connector): buildConnector.connector {
  return (options, callback) => {
    tunnel(options).then(
      (socket) => connect({ ...options, httpSocket: socket }, callback),
      (error: Error) => callback(error, null),
    );
  };
}

function connected(connect: buildConnector.connector, options: buildConnector.Options): Promise<Socket> {
  return new Promise((resolve, reject) => {
    connect(options, (error, socket) => (error ? reject(error) : resolve(socket as Socket)));
  });
}
