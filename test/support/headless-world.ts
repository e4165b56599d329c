/** A whole world for tests without a window: a real service, an admin who acts on it directly, the fault proxy, and Keyrack in front of it. */
import { lookup } from "node:dns";
import { rmSync } from "node:fs";
import type { LookupFunction } from "node:net";
import { SlidingWindow } from "../../src-main/local-service/http/sliding-window.ts";
import type { ServiceOptions } from "../../src-main/local-service/service.ts";
import type { TransportOptions } from "../../src-main/servers/limits.ts";
import { type DirectAdmin, signInDirectly } from "./direct-admin.ts";
import { type FaultProxy, startFaultProxy } from "./fault-proxy.ts";
import { type Headless, type HeadlessOptions, quickRetries, startHeadless } from "./headless.ts";
import { startLocalService, type TestService } from "./local-service.ts";
import { quickFolder } from "./quick-folder.ts";
import { type Identity, makeAuthority, makeIdentity } from "./tls-certificates.ts";

/** A name that no DNS has (RFC 6761, 6.4). */
const worldHost = "keyrack-faults.invalid";

/** How a world is made. */
export interface WorldOptions {
  /** Whether the app reaches the service through https, at a name that `World.dns` knows; plain http on 127.0.0.1 by default. */
  tls?: boolean;
  /** The service's clock and windows; its rate limits are out of the way unless given. */
  service?: Partial<ServiceOptions>;
  headless?: HeadlessOptions;
}

/** The world, and handles on its parts. */
export interface World {
  service: TestService;
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

/** Starts everything; some 25 ms. */
export async function startWorld({
  tls = false,
  service: given = {},
  headless = {},
}: WorldOptions = {}): Promise<World> {
  const dataDir = given.dataDir ?? quickFolder("world");
  const service = await startLocalService({
    requestsPerMinute: 1_000_000,
    // Signing in many times in a row is nobody's attack here.
    alter: (parts) => ({ ...parts, signIns: new SlidingWindow(1_000_000, 60_000) }),
    ...given,
    dataDir,
  });
  const admin = await signInDirectly(service);
  const certificates = tls ? await worldCertificates() : null;
  const proxy = await startFaultProxy(service.origin, certificates?.good);
  const dns = { known: true };
  const connect = certificates ? { ca: certificates.authority.cert, lookup: lookupIn(dns) } : {};
  const overTls = (transport: TransportOptions = quickRetries) => ({ ...transport, connect });
  const credentials = { email: service.adminEmail, password: service.adminPassword };
  const world: World = {
    service,
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
      await service.close();
      if (given.dataDir === undefined) rmSync(dataDir, { recursive: true, force: true });
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
