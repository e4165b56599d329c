/** What Chromium itself says it sent: every name it looked up and every address it connected to, by any session of the app. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { ElectronApplication } from "@playwright/test";
import { temporaryFolder } from "./app.ts";

/** What went out while it was recorded, each once, in order of the alphabet. */
export interface NetworkLog {
  /** Host names and addresses as they were asked for, without port. */
  names: string[];
  /** "tcp address:port" and "udp address:port". */
  connections: string[];
}

interface LogFile {
  constants: { logEventTypes: Record<string, number> };
  events: { type: number; params?: { host?: string; hostname?: string; address?: string } }[];
}

const lookUps = new Set(["HOST_RESOLVER_MANAGER_REQUEST", "HOST_RESOLVER_SYSTEM_TASK", "DNS_TRANSACTION"]);

/** Begins to record (https://www.electronjs.org/docs/latest/api/net-log). */
export async function recordNetwork(app: ElectronApplication): Promise<{ stop(): Promise<NetworkLog> }> {
  const path = join(temporaryFolder("network"), "net.json");
  await app.evaluate(({ netLog }, file) => netLog.startLogging(file, { captureMode: "everything" }), path);
  return {
    async stop() {
      await app.evaluate(({ netLog }) => netLog.stopLogging());
      return read(JSON.parse(readFileSync(path, "utf8")) as LogFile);
    },
  };
}

function read({ constants, events }: LogFile): NetworkLog {
  const kinds = Object.fromEntries(Object.entries(constants.logEventTypes).map(([name, type]) => [type, name]));
  const names = new Set<string>();
  const connections = new Set<string>();
  for (const { type, params } of events) {
    const kind = kinds[type] ?? "";
    // Requests are logged except those of automatic configuration scripts, which show only as what becomes of them.
    const asked = lookUps.has(kind) && (params?.host ?? params?.hostname);
    if (asked) names.add(hostOf(asked));
    if (kind === "TCP_CONNECT_ATTEMPT" && params?.address) connections.add(`tcp ${params.address}`);
    if (kind === "UDP_CONNECT" && params?.address) connections.add(`udp ${params.address}`);
  }
  // The windows' rule turns every name into this one before it is looked up.
  names.delete("~notfound");
  return { names: [...names].sort(), connections: [...connections].sort() };
}

/** "https://name", "name:port" and "~NOTFOUND:443" as the name. */
function hostOf(text: string): string {
  return text
    .replace(/^\w+:\/\//, "")
    .replace(/:\d+$/, "")
    .toLowerCase();
}
