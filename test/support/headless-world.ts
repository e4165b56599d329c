/** A whole world for tests without a window: a real server, an admin who acts on it directly, the fault proxy, and Keyrack in front of it. */
import { lookup } from "node:dns";
import type { LookupFunction } from "node:net";
import type { TransportOptions } from "../../src-main/servers/limits.ts";
import type { DirectAdmin } from "./direct-admin.ts";
import { type FaultProxy, startFaultProxy } from "./fault-proxy.ts";
import { type Headless, type HeadlessOptions, quickRetries, startHeadless } from "./headless.ts";
import { type Identity, makeAuthority, makeIdentity } from "./tls-certificates.ts";
import { startKeyrackServer } from "./world-servers.ts";

/** A name that no DNS has (RFC 6761, 6.4). */
const worldHost = "keyrack-faults.invalid";

/** How a world is made. */
export interface WorldOptions {
  /** Whether the app reaches the server through https, at a name that `World.dns` knows; plain http on 127.0.0.1 by default. */
  tls?: boolean;
  /** Starts the server behind the proxy; the local service by default. */
  server?: () => Promise<WorldServer>;
  headless?: HeadlessOptions;
}

/** A server to put behind the proxy, whatever its kind. */
export interface WorldServer {
  /** Scheme, host and port. */
  origin: string;
  credentials: { email: string; password: string };
  admin: DirectAdmin;
  /** Stops it and removes what it has written. */
  close(): Promise<void>;
}

/** The world, and handles on its parts. */
export interface World {
  /** Acts on the same account, past the proxy. */
  admin: DirectAdmin;
  proxy: FaultProxy;
  /** Keyrack; not connected to anything yet. `restart` puts the next run here. */
  app: Headless;
  /** Where the app finds the service: `http://127.0.0.1:PORT` or `https://keyrack-faults.invalid:PORT`. */
  address: string;
  credentials: { email: string; password: string };
  /** Whether the name of a `tls` world is known; while it is not, the real resolver is asked, which knows no such name. */
  dns: { known: boolean };
  /** Connects and signs in; throws if that does not work. */
  signIn(): Promise<void>;
  /** Quits the app and starts it again. Asks no server by itself: that is `session:restore`. */
  restart(change?: Parameters<Headless["restart"]>[0]): Promise<Headless>;
  close(): Promise<void>;
}

/** Starts everything; some 25 ms with the local service. */
export async function startWorld({
  tls = false,
  server: start = startKeyrackServer,
  headless = {},
}: WorldOptions = {}): Promise<World> {
  const server = await start();
  const { admin, credentials } = server;
  const certificates = tls ? await worldCertificates() : null;
  const proxy = await startFaultProxy(server.origin, certificates?.good);
  const dns = { known: true };
  const connect = certificates ? { ca: certificates.authority.cert, lookup: lookupIn(dns) } : {};
  const overTls = (transport: TransportOptions = quickRetries) => ({ ...transport, connect });
  const world: World = {
    admin,
    proxy,
    app: startHeadless({ ...headless, transport: overTls(headless.transport) }),
    address: tls ? `https://${worldHost}:${proxy.port}` : proxy.origin,
    credentials,
    dns,
    async signIn() {
      const connected = await world.app.ask("connection:connect", { address: world.address, ...credentials });
      if (!connected.ok) throw new Error(`The app could not sign in: ${connected.failure.message}`);
    },
    async restart(change = {}) {
      const transport = change.transport ? { transport: overTls(change.transport) } : {};
      world.app = await world.app.restart({ ...change, ...transport });
      return world.app;
    },
    async close() {
      await world.app.dispose();
      await proxy.close();
      await server.close();
    },
  };
  return world;
}

/** What a server in a `tls` world can show. */
export interface WorldCertificates {
  /** The one the app is told to trust. */
  authority: Identity;
  good: Identity;
  selfSigned: Identity;
  expired: Identity;
  wrongHost: Identity;
}

/** Made once for each test file: key pairs take a while. */
export function worldCertificates(): Promise<WorldCertificates> {
  made ??= makeCertificates();
  return made;
}
let made: Promise<WorldCertificates> | undefined;

async function makeCertificates(): Promise<WorldCertificates> {
  const authority = await makeAuthority("Keyrack fault tests");
  const [good, selfSigned, expired, wrongHost] = await Promise.all([
    makeIdentity({ authority, host: worldHost }),
    makeIdentity({ host: worldHost }),
    makeIdentity({ authority, host: worldHost, validFrom: -3, validUntil: -1 }),
    makeIdentity({ authority, host: "somebody-else.invalid" }),
  ]);
  return { authority, good, selfSigned, expired, wrongHost };
}

function lookupIn(dns: { known: boolean }): LookupFunction {
  return (hostname, options, callback) => {
    if (!dns.known || hostname !== worldHost) return lookup(hostname, options, callback as never);
    // Whoever tries several addresses asks for all of them.
    if (options.all) callback(null, [{ address: "127.0.0.1", family: 4 }]);
    else callback(null, "127.0.0.1", 4);
  };
}
