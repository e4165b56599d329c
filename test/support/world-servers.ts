/** The servers a world can have, each with an admin who acts on it directly. */
import { rmSync } from "node:fs";
import { SlidingWindow } from "../../src-main/local-service/http/sliding-window.ts";
import { createServers } from "../../src-main/servers/servers.ts";
import type { Result } from "../../src-preload/contract/failure.ts";
import type { ApiKey } from "../../src-preload/contract/keys.ts";
import { type BetterAuthServer, startBetterAuthProcess } from "./better-auth-server.ts";
import { betterAuthPlace } from "./capabilities.ts";
import { signInDirectly } from "./direct-admin.ts";
import type { WorldServer } from "./headless-world.ts";
import { startLocalService } from "./local-service.ts";
import { quickFolder } from "./quick-folder.ts";

/** The local service, with its rate limits out of the way: signing in many times in a row is nobody's attack here. */
export async function startKeyrackServer(): Promise<WorldServer> {
  const dataDir = quickFolder("world");
  const service = await startLocalService({
    requestsPerMinute: 1_000_000,
    alter: (parts) => ({ ...parts, signIns: new SlidingWindow(1_000_000, 60_000) }),
    dataDir,
  });
  return {
    origin: service.origin,
    credentials: { email: service.adminEmail, password: service.adminPassword },
    admin: await signInDirectly(service),
    async close() {
      await service.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** One Better Auth server, in a process of its own, for many worlds: each has an account, and knows of no other. */
export function betterAuthForWorlds(): { start(): Promise<WorldServer>; close(): Promise<void> } {
  const data = quickFolder("better-auth");
  let started: Promise<BetterAuthServer> | null = null;
  let accounts = 0;
  return {
    async start() {
      started ??= startBetterAuthProcess({ data, quickPasswords: true, apiKey: { rateLimit: { enabled: false } } });
      const server = await started;
      accounts += 1;
      const credentials = { email: `maria-${accounts}@example.com`, password: "correct horse battery staple" };
      await server.addUser({ ...credentials, name: "Maria Ortega" });
      return accountOf(server, credentials);
    },
    async close() {
      await (await started)?.close();
      rmSync(data, { recursive: true, force: true });
    },
  };
}

/** What the account holds is read over Better Auth's own HTTP API, past the proxy. */
async function accountOf(server: BetterAuthServer, credentials: WorldServer["credentials"]): Promise<WorldServer> {
  const servers = createServers();
  const api = servers.at({ origin: server.origin, ...betterAuthPlace });
  const { token } = sure(await api.openSession(credentials));

  async function keys(which: "active" | "revoked"): Promise<ApiKey[]> {
    const page = sure(await api.listKeys(token, { status: which }));
    if (page === "unchanged") throw new Error("Nobody asked whether the list has changed.");
    return page.keys;
  }
  return {
    origin: server.origin,
    credentials,
    admin: {
      token,
      truth: async () => ({ active: await keys("active"), retiring: [], revoked: await keys("revoked") }),
      async create(name) {
        const input = { name, expiresInDays: null, idempotencyKey: "" };
        const { apiKey, value } = sure(await api.createKey(token, input));
        return { apiKey, key: value };
      },
      rotate: async () => Promise.reject(new Error("Better Auth rotates no keys.")),
      rename: async (keyId, name) => sure(await api.renameKey(token, { keyId, name })),
      revoke: async (keyId) => sure(await api.revokeKey(token, { keyId, reason: null })),
      selfStatus: async (key) => ((await server.verify(key)).valid ? 200 : 401),
      async sessionStatus(other) {
        const url = `${server.origin}${server.basePath}/get-session`;
        const answered = await fetch(url, { headers: { authorization: `Bearer ${other}`, connection: "close" } });
        // It says `null` rather than 401.
        return (await answered.json()) === null ? 401 : answered.status;
      },
      async endSession(other) {
        sure(await api.closeSession(other));
      },
    },
    close: servers.close,
  };
}

function sure<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(result.failure.message);
  return result.value;
}
