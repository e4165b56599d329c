/** A real Better Auth server, a proxy before it that remembers what was sent and goes wrong on request, and a client. */
import type { TestContext } from "vitest";
import type { ManagementApi } from "../../../../src-main/ports.ts";
import { createServers } from "../../../../src-main/servers/servers.ts";
import type { Result } from "../../../../src-preload/contract/failure.ts";
import { type BetterAuthOptions, type BetterAuthServer, startBetterAuth } from "../../../support/better-auth-server.ts";
import { type FaultProxy, startFaultProxy } from "../../../support/fault-proxy.ts";
import { type Behaviour, type FaultServer, json, startFaultServer } from "../../../support/fault-server.ts";

/** So that a failing server is given up soon. */
const quick = { connectTimeoutMs: 500, headersTimeoutMs: 2_000, bodyTimeoutMs: 2_000, retryDelaysMs: [1, 1] };

/** All that a test needs. */
export interface World {
  server: BetterAuthServer;
  /** Between the client and the server. */
  proxy: FaultProxy;
  api: ManagementApi;
  /** A session's token, opened behind the proxy's back. */
  token: string;
}

/** Starts them for the length of a test. */
export async function betterAuthWorld(t: TestContext, options: BetterAuthOptions = {}): Promise<World> {
  const server = await startBetterAuth({ trustedOrigins: ["http://127.0.0.1:*"], quickPasswords: true, ...options });
  t.onTestFinished(server.close);
  const proxy = await startFaultProxy(server.origin);
  t.onTestFinished(proxy.close);
  const api = clientAt(t, proxy.origin, server.basePath);
  return { server, proxy, api, token: await server.openSession() };
}

/** A client to whatever stands at an origin. */
export function clientAt(t: TestContext, origin: string, basePath = "/api/auth"): ManagementApi {
  const servers = createServers(quick);
  t.onTestFinished(servers.close);
  return servers.at({ origin, kind: "better-auth", basePath });
}

/** A client to a server that answers as scripted; `/ok` is answered as Better Auth would. */
export async function scripted(
  t: TestContext,
  behave: Behaviour,
): Promise<{ server: FaultServer; api: ManagementApi }> {
  const server = await startFaultServer([
    (socket, request) => (request.path === "/api/auth/ok" ? json(200, { ok: true }) : behave)(socket, request),
  ]);
  t.onTestFinished(server.close);
  return { server, api: clientAt(t, server.origin) };
}

/** What a call that has to succeed came to. */
export function worked<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`${result.failure.code}: ${result.failure.message}`);
  return result.value;
}

/** The failure's code, or `ok`. */
export function codeOf(result: Result<unknown>): string {
  return result.ok ? "ok" : result.failure.code;
}

/** The failure's sentence; empty for a success. */
export function sentenceOf(result: Result<unknown>): string {
  return result.ok ? "" : result.failure.message;
}
