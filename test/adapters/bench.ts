/** Where a behaviour is tried out: a fresh server of the subject's, and the adapter in front of it as Keyrack has it. */
import type { KeyPage, ManagementApi, OpenedSession, Servers } from "../../src-main/ports.ts";
import type { ServerAdapter } from "../../src-main/servers/adapter.ts";
import { adapters } from "../../src-main/servers/adapters.ts";
import { createServers } from "../../src-main/servers/servers.ts";
import { createTransport, type Transport } from "../../src-main/servers/transport.ts";
import type { Result } from "../../src-preload/contract/failure.ts";
import type { ApiKey } from "../../src-preload/contract/keys.ts";
import { type FaultProxy, startFaultProxy } from "../support/fault-proxy.ts";
import { quickRetries } from "../support/headless.ts";
import type { Subject, SubjectServer } from "./subject.ts";

/** One thing that holds for every adapter. */
export interface AdapterBehaviour {
  what: string;
  run(bench: Bench): Promise<void>;
}

/** A subject at work. */
export interface Bench {
  subject: Subject;
  /** The subjects besides it. */
  others: readonly Subject[];
  server: SubjectServer;
  servers: Servers;
  /** The adapter's client, straight to the server. */
  api: ManagementApi;
  /** The same through a proxy that does as it is told. */
  proxied(): Promise<{ proxy: FaultProxy; api: ManagementApi }>;
  /** A way to any origin, as adapters get it. */
  transportTo(origin: string): Transport;
  /** Signs in straight to the server; throws if that does not work. */
  signIn(): Promise<OpenedSession>;
  /** Has this done when the behaviour has been tried out, the latest first. */
  afterwards(end: () => Promise<void>): void;
}

/** Tries `behaviour` out with a server of its own. */
export async function tryOut(behaviour: AdapterBehaviour, subject: Subject, others: readonly Subject[]): Promise<void> {
  const ends: (() => Promise<void>)[] = [];
  try {
    const server = await subject.start();
    ends.push(server.close);
    const registry: readonly ServerAdapter[] = adapters.includes(subject.adapter)
      ? adapters
      : [...adapters, subject.adapter];
    const servers = createServers(quickRetries, undefined, registry);
    ends.push(servers.close);
    const clientAt = (origin: string) => servers.at({ origin, kind: subject.adapter.kind, basePath: server.basePath });
    const api = clientAt(server.origin);
    await behaviour.run({
      subject,
      others,
      server,
      servers,
      api,
      async proxied() {
        const proxy = await startFaultProxy(server.origin);
        ends.push(proxy.close);
        return { proxy, api: clientAt(proxy.origin) };
      },
      transportTo(origin) {
        const transport = createTransport(origin, quickRetries);
        ends.push(transport.close);
        return transport;
      },
      signIn: async () => worked(await api.openSession({ email: server.email, password: server.password })),
      afterwards: (end) => void ends.push(end),
    });
  } finally {
    for (const end of ends.reverse()) await end();
  }
}

/** What a call that has to work answered. */
export function worked<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`${result.failure.code}: ${result.failure.message}`);
  return result.value;
}

/** `ok`, or the failure's code. */
export function codeOf(result: Result<unknown>): string {
  return result.ok ? "ok" : result.failure.code;
}

/** A wish for a key, each under an Idempotency-Key of its own unless `change` has one. */
export function wish(name: string | null, change: Partial<Parameters<ManagementApi["createKey"]>[1]> = {}) {
  return { name, expiresInDays: null, idempotencyKey: crypto.randomUUID(), ...change };
}

/** A list, all pages of it. */
export async function listed(api: ManagementApi, token: string, status: "active" | "revoked"): Promise<ApiKey[]> {
  const keys: ApiKey[] = [];
  let cursor: string | null = null;
  do {
    const answered: KeyPage | "unchanged" = worked(
      await api.listKeys(token, { status, ...(cursor === null ? {} : { cursor }) }),
    );
    if (answered === "unchanged") throw new Error("Nobody asked whether the list has changed.");
    keys.push(...answered.keys);
    cursor = answered.nextCursor;
  } while (cursor !== null);
  return keys;
}

/** Every call that takes a session's token and changes nothing that is there. */
export function callsOf(api: ManagementApi, token: string): Record<string, () => Promise<Result<unknown>>> {
  return {
    readSession: () => api.readSession(token),
    listKeys: () => api.listKeys(token, { status: "active" }),
    createKey: () => api.createKey(token, wish("Never made")),
    renameKey: () => api.renameKey(token, { keyId: "no-such-key", name: "Never so called" }),
    revokeKey: () => api.revokeKey(token, { keyId: "no-such-key", reason: null }),
  };
}
