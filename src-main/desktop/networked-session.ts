/** Makes the few sessions that find hosts, unlike the windows' (lockdown.ts). No page is ever shown with one of them. */
import { app, type Session, session } from "electron";
import { logLine } from "../log.ts";
import { hostRules } from "./lockdown.ts";

/** One after the other: while one is made, the rule is away. */
let last: Promise<unknown> = Promise.resolve();

/** A session of this name, without a cache. Later calls of Electron's `session.fromPartition` with the name answer the same one. */
export function openNetworkedSession(partition: string): Promise<Session> {
  const opened = last.then(() => open(partition));
  last = opened.catch(() => {});
  return opened;
}

/** Chromium reads the rule when it makes a session's network, so the rule is away for that moment alone (docs/decisions/0010). */
async function open(partition: string): Promise<Session> {
  // The windows' own network is certainly made by the time it answers.
  await session.defaultSession.clearHostResolverCache();
  // In development there is no rule: the page comes from a server.
  const ruled = app.commandLine.hasSwitch(hostRules.name);
  if (ruled && networkIsApart())
    logLine(`Chromium's network runs in a process of its own: the session ${partition} finds no host`);
  app.commandLine.removeSwitch(hostRules.name);
  try {
    const made = session.fromPartition(partition, { cache: false });
    // Every session fetches a dictionary from Google at its start; turning the spell checker off does not prevent that.
    made.setSpellCheckerLanguages([]);
    await made.clearHostResolverCache();
    return made;
  } finally {
    if (ruled) app.commandLine.appendSwitch(hostRules.name, hostRules.value);
  }
}

/** Whether lockdown.ts asked in vain for a network inside this process. */
function networkIsApart(): boolean {
  return app.getAppMetrics().some(({ serviceName }) => serviceName === "network.mojom.NetworkService");
}
