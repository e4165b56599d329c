/** The servers a world can have, each with an admin who acts on it directly. */
import { rmSync } from "node:fs";
import { isDeepStrictEqual } from "node:util";
import { z } from "zod";
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

const Rows = z.object({ apiKeys: z.array(z.object({ id: z.string(), enabled: z.boolean() })) });

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
  async function ask(path: string, authorization: string): Promise<unknown> {
    const headers = { authorization: `Bearer ${authorization}`, connection: "close" };
    return (await fetch(`${server.origin}${server.basePath}${path}`, { headers })).json();
  }
  /** Every key of the account, without the adapter between: none may be there that it does not tell of. */
  async function expectNoOther(told: readonly ApiKey[]): Promise<void> {
    const { apiKeys } = Rows.parse(await ask("/api-key/list", token));
    const state = (id: string, active: boolean) => `${id} is ${active ? "active" : "revoked"}`;
    const held = apiKeys.map(({ id, enabled }) => state(id, enabled)).sort();
    const known = told.map(({ id, status }) => state(id, status === "active")).sort();
    if (!isDeepStrictEqual(held, known))
      throw new Error(`The server holds ${held}, and the adapter tells of ${known}.`);
  }

  return {
    origin: server.origin,
    credentials,
    admin: {
      token,
      async truth() {
        const [active, revoked] = [await keys("active"), await keys("revoked")];
        await expectNoOther([...active, ...revoked]);
        return { active, retiring: [], revoked };
      },
      async create(name) {
        const input = { name, expiresInDays: null, idempotencyKey: "" };
        const { apiKey, value } = sure(await api.createKey(token, input));
        return { apiKey, key: value };
      },
      rotate: async () => Promise.reject(new Error("Better Auth rotates no keys.")),
      rename: async (keyId, name) => sure(await api.renameKey(token, { keyId, name })),
      revoke: async (keyId) => sure(await api.revokeKey(token, { keyId, reason: null })),
      selfStatus: async (key) => ((await server.verify(key)).valid ? 200 : 401),
      // It says `null` rather than 401.
      sessionStatus: async (other) => ((await ask("/get-session", other)) === null ? 401 : 200),
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
