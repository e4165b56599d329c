/** Asks the system which proxies lead to a server, with a session that has a network. */
import type { Session } from "electron";
import type { ProxyResolver } from "../ports.ts";
import { openNetworkedSession } from "./networked-session.ts";

/** Asks Chromium, which reads the system's settings and runs the script that they may name. Nothing happens before first use. */
export function createProxyResolver(): ProxyResolver {
  let asked: Promise<Session> | null = null;
  let stale = false;
  return {
    async resolve(origin) {
      asked ??= openSession();
      asked.catch(() => {
        asked = null;
      });
      const resolver = await asked;
      if (stale) {
        stale = false;
        await resolver.forceReloadProxyConfig();
      }
      return resolver.resolveProxy(origin);
    },
    forget() {
      stale = asked !== null;
    },
  };
}

/** A session that finds hosts: a script lies on some server, and may ask for names itself. */
async function openSession(): Promise<Session> {
  const resolver = await openNetworkedSession("proxy-resolver");
  // It is there to ask, not to fetch.
  resolver.webRequest.onBeforeRequest((_details, decide) => decide({ cancel: true }));
  return resolver;
}
