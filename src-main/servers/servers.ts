/** Opens clients to servers, one for each origin, so that kept-alive connections are shared. */
import type { Result } from "../../src-preload/contract/failure.ts";
import type { ManagementApi, Servers } from "../ports.ts";
import { parseAddress } from "./address.ts";
import { createKeyrackClient } from "./keyrack/client.ts";
import { createTransport, type Transport, type TransportOptions } from "./transport.ts";

/** The servers that can be reached. `options` hold for every one of them. */
export function createServers(options: TransportOptions = {}): Servers {
  const open = new Map<string, { transport: Transport; api: ManagementApi }>();
  return {
    resolve: parseAddress,
    at(origin) {
      const known = open.get(origin);
      if (known) return known.api;
      const address = parseAddress(origin);
      // The settings file can be edited by hand; a token still never goes out in clear.
      if (!address.ok) return refusing(address);
      const transport = createTransport(address.value.origin, options);
      const api = createKeyrackClient(transport);
      open.set(origin, { transport, api });
      return api;
    },
    async close() {
      const transports = [...open.values()].map(({ transport }) => transport);
      open.clear();
      await Promise.all(transports.map((transport) => transport.close()));
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
    renameKey: refuse,
    revokeKey: refuse,
    verifyKey: refuse,
  };
}
