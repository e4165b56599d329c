/** Opens clients to servers, one for each endpoint, so that kept-alive connections are shared; and finds out what stands where. */
import { failed, succeeded } from "../failures.ts";
import type { Address, Endpoint, ManagementApi, Servers, WayToServers } from "../ports.ts";
import type { ServerAdapter } from "./adapter.ts";
import { adapters as all } from "./adapters.ts";
import { parseAddress } from "./address.ts";
import type { TransportOptions } from "./limits.ts";
import { lookAround } from "./look.ts";
import { parseProxyAddress } from "./proxy-address.ts";
import { refusing } from "./refusing.ts";
import { createRoutes } from "./routes.ts";
import { createTransport, type Transport, type Way } from "./transport.ts";
import { offersSystemAuthorities, readAuthorityFile, trustWith } from "./trust.ts";

/**
 * The servers that can be reached. `options` hold for every one of them; without a `chosen` way all are reached directly.
 * `adapters`: another registry, for tests.
 */
export function createServers(
  options: TransportOptions = {},
  chosen?: WayToServers,
  adapters: readonly ServerAdapter[] = all,
): Servers {
  const way = chosen && wayOf(chosen);
  const transports = new Map<string, Transport>();
  const open = new Map<string, ManagementApi>();

  function transportTo(origin: string): Transport {
    const known = transports.get(origin);
    if (known) return known;
    const transport = createTransport(origin, options, way);
    transports.set(origin, transport);
    return transport;
  }

  function clientAt({ origin, kind, basePath }: Endpoint): ManagementApi {
    const address = parseAddress(origin);
    // The settings file can be edited by hand; a token still never goes out in clear.
    if (!address.ok) return refusing(address);
    const adapter = adapters.find((one) => one.kind === kind);
    if (!adapter) return refusing(failed("unsupported", { host: address.value.host }));
    return adapter.open(transportTo(address.value.origin), basePath);
  }

  return {
    offers: adapters.map(({ kind, label, signIn, movable }) => ({ kind, label, signIn: [...signIn], movable })),
    resolve: parseAddress,
    look: (address) => lookAround(adapters, transportTo(address.origin), address),
    place: (address, kind) => placeOf(adapters, address, kind),
    at(endpoint) {
      const id = `${endpoint.kind} ${endpoint.origin}${endpoint.basePath}`;
      const known = open.get(id);
      if (known) return known;
      const api = clientAt(endpoint);
      open.set(id, api);
      return api;
    },
    readProxyAddress: parseProxyAddress,
    forgetProxies() {
      way?.routes.forget();
      for (const transport of transports.values()) transport.renew();
    },
    systemAuthorities: offersSystemAuthorities(),
    async readAuthorities(path) {
      const read = await readAuthorityFile(path);
      return read.ok ? succeeded(read.value.length) : read;
    },
    async close() {
      const closing = [...transports.values()];
      transports.clear();
      open.clear();
      await Promise.all(closing.map((transport) => transport.close()));
    },
  };
}

/** Where a server of that kind has its API: where the address says, if it may say so, else where it usually is. */
function placeOf(
  adapters: readonly ServerAdapter[],
  { host, path }: Address,
  kind: string,
): ReturnType<Servers["place"]> {
  const adapter = adapters.find((one) => one.kind === kind);
  if (!adapter) return failed("unsupported", { host });
  if (path === null || path === adapter.basePath) return succeeded({ kind, basePath: adapter.basePath });
  return adapter.movable ? succeeded({ kind, basePath: path }) : failed("invalid-address");
}

function wayOf(chosen: WayToServers): Way {
  return {
    routes: createRoutes(chosen),
    async trust() {
      const path = chosen.authoritiesFile();
      if (path === null) return trustWith([]);
      const read = await readAuthorityFile(path);
      chosen.authoritiesRead(read.ok ? succeeded(read.value.length) : read);
      return trustWith(read.ok ? read.value : []);
    },
  };
}
