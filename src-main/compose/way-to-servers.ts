/** Where the servers' adapter learns the way: from the settings in force, the keychain and the system. */
import type { Context } from "../context.ts";
import { createProxyResolver } from "../desktop/proxy-resolver.ts";
import type { WayToServers } from "../ports.ts";
import { noteAuthorities } from "../use-cases/certificate-authorities.ts";
import { proxyPassword } from "../use-cases/proxy-password.ts";

/** `context` is asked for when a call is made: the servers are part of it, so it is there only after them. */
export function wayToServers(context: () => Context): WayToServers {
  const transport = () => context().state.getState().transport;
  return {
    proxy: () => transport().proxy,
    proxyPassword: () => proxyPassword(context()),
    resolver: createProxyResolver(),
    authoritiesFile: () => transport().authorities.file?.path ?? null,
    authoritiesRead: (count) => noteAuthorities(context(), count),
  };
}
