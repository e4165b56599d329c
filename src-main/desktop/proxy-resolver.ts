/** Asks the system which proxies lead to a server, with the one session in this program that has a network. */
import { app, type Session, session } from "electron";
import { logLine } from "../log.ts";
import type { ProxyResolver } from "../ports.ts";
import { hostRules } from "./lockdown.ts";

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

/**
 * A session that finds hosts, unlike the windows' (lockdown.ts): a script lies on some server, and may ask for names itself.
 * Chromium reads the rule when it makes a session's network, so the rule is away for that moment alone.
 */
async function openSession(): Promise<Session> {
  // The windows' own network is certainly made by the time it answers.
  await session.defaultSession.clearHostResolverCache();
  // In development there is no rule: the page comes from a server.
  const ruled = app.commandLine.hasSwitch(hostRules.name);
  if (ruled && networkIsApart())
    logLine("Chromium's network runs in a process of its own: no proxy script can be fetched");
  app.commandLine.removeSwitch(hostRules.name);
  try {
    const resolver = session.fromPartition("proxy-resolver", { cache: false });
    // Every session fetches a dictionary from Google at its start; turning the spell checker off does not prevent that.
    resolver.setSpellCheckerLanguages([]);
    // It is there to ask, not to fetch: no page is ever shown with it.
    resolver.webRequest.onBeforeRequest((_details, decide) => decide({ cancel: true }));
    await resolver.clearHostResolverCache();
    return resolver;
  } finally {
    if (ruled) app.commandLine.appendSwitch(hostRules.name, hostRules.value);
  }
}

/** Whether lockdown.ts asked in vain for a network inside this process. */
function networkIsApart(): boolean {
  return app.getAppMetrics().some(({ serviceName }) => serviceName === "network.mojom.NetworkService");
}
