/** Opens clients to servers, one for each origin, so that kept-alive connections are shared. */
import type { Result } from "../../src-preload/contract/failure.ts";
import { failure, succeeded } from "../failures.ts";
import type { ManagementApi, Servers, WayToServers } from "../ports.ts";
import { parseAddress } from "./address.ts";
import { createKeyrackClient } from "./keyrack/client.ts";
import type { TransportOptions } from "./limits.ts";
import { parseProxyAddress } from "./proxy-address.ts";
import { createRoutes } from "./routes.ts";
import { createTransport, type Transport, type Way } from "./transport.ts";
import { offersSystemAuthorities, readAuthorityFile, trustWith } from "./trust.ts";

/** The servers that can be reached. `options` hold for every one of them; without a `chosen` way all are reached directly. */
export function createServers(options: TransportOptions = {}, chosen?: WayToServers): Servers {
  const way = chosen && wayOf(chosen);
  const open = new Map<string, { transport: Transport; api: ManagementApi }>();
  return {
    resolve: parseAddress,
    at(origin) {
      const known = open.get(origin);
      if (known) return known.api;
      const address = parseAddress(origin);
      // The settings file can be edited by hand; a token still never goes out in clear.
      if (!address.ok) return refusing(address);
      const transport = createTransport(address.value.origin, options, way);
      const api = createKeyrackClient(transport);
      open.set(origin, { transport, api });
      return api;
    },
    readProxyAddress: parseProxyAddress,
    forgetProxies() {
      way?.routes.forget();
      for (const { transport } of open.values()) transport.renew();
    },
    systemAuthorities: offersSystemAuthorities(),
    async readAuthorities(path) {
      const read = await readAuthorityFile(path);
      return read.ok ? succeeded(read.value.length) : read;
    },
    async close() {
      const transports = [...open.values()].map(({ transport }) => transport);
      open.clear();
      await Promise.all(transports.map((transport) => transport.close()));
    },
  };
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

/** A client that answers every call with the same failure. */
function refusing(refusal: Result<never>): ManagementApi {
  const refuse = async () => refusal;
  return {
    openSession: refuse,
    readSession: refuse,
    closeSession: refuse,
    listKeys: refuse,
    createKey: refuse,
    rotateKey: refuse,
    listen: refuse,
    renameKey: refuse,
    revokeKey: refuse,
    verifyKey: refuse,
    readAudit: refuse,
    tryKey: async () => ({
      status: null,
      verdict: { kind: "other", failure: refusal.ok ? failure("internal") : refusal.failure },
    }),
  };
}
