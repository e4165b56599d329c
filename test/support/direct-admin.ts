/** An admin at the service's own address: acts behind the app's back and reads the server's truth. */
import { randomUUID } from "node:crypto";
import { z } from "zod";
import { ApiKeyAnswer } from "../../src-main/servers/keyrack/wire.ts";
import { type ApiKey, KeyLimits, KeyValue } from "../../src-preload/contract/keys.ts";
import type { TestService } from "./local-service.ts";

const Page = z.object({ data: z.array(ApiKeyAnswer), nextCursor: z.string().nullable(), limits: KeyLimits });
const Created = z.object({ apiKey: ApiKeyAnswer, key: KeyValue });

/** What the server holds. */
export interface Truth {
  /** Newest first. */
  active: ApiKey[];
  /** Replaced by another and still good; newest first. */
  retiring: ApiKey[];
  /** Newest revocation first. */
  revoked: ApiKey[];
}

/** A second session of the same account, without the app and whatever lies between it and the service. */
export interface DirectAdmin {
  readonly token: string;
  truth(): Promise<Truth>;
  create(name: string | null): Promise<{ apiKey: ApiKey; key: string }>;
  rotate(keyId: string, graceSeconds: number): Promise<{ apiKey: ApiKey; key: string }>;
  rename(keyId: string, name: string | null): Promise<ApiKey>;
  revoke(keyId: string, reason?: string): Promise<ApiKey>;
  /** What `GET /keys/self` says to a key: its status of HTTP. */
  selfStatus(key: string): Promise<number>;
  /** What `GET /admin/session` says to a token: its status of HTTP. */
  sessionStatus(token: string): Promise<number>;
  /** Ends another session by its token. */
  endSession(token: string): Promise<void>;
}

/** Signs in. Every method rejects when the service does not do as asked. */
export async function signInDirectly(
  service: Pick<TestService, "origin" | "adminEmail" | "adminPassword">,
): Promise<DirectAdmin> {
  async function send(method: string, path: string, authorization: string | null, body?: unknown) {
    return fetch(`${service.origin}/api/v1${path}`, {
      method,
      headers: {
        ...(authorization ? { authorization } : {}),
        ...(body === undefined ? {} : { "content-type": "application/json" }),
        // No connection outlives its request: a service that was stopped and started again is found again.
        connection: "close",
        // A create needs one; nothing else minds.
        "idempotency-key": randomUUID(),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  }
  async function read<T>(response: Response, schema: z.ZodType<T>): Promise<T> {
    if (!response.ok) throw new Error(`${response.url} answered ${response.status}: ${await response.text()}`);
    return schema.parse(await response.json());
  }

  const { adminEmail: email, adminPassword: password } = service;
  const opened = await send("POST", "/admin/sessions", null, { email, password });
  const { token } = await read(opened, z.object({ token: z.string() }));
  const bearer = `Bearer ${token}`;

  async function all(status: ApiKey["status"]): Promise<ApiKey[]> {
    const keys: ApiKey[] = [];
    for (let cursor: string | null = ""; cursor !== null; ) {
      const query = new URLSearchParams({ status, limit: "100", ...(cursor ? { cursor } : {}) });
      const page: z.infer<typeof Page> = await read(await send("GET", `/admin/api-keys?${query}`, bearer), Page);
      keys.push(...page.data);
      cursor = page.nextCursor;
    }
    return keys;
  }
  const keyPath = (keyId: string) => `/admin/api-keys/${encodeURIComponent(keyId)}`;

  return {
    token,
    truth: async () => ({
      active: await all("active"),
      retiring: await all("retiring"),
      revoked: await all("revoked"),
    }),
    create: async (name) => read(await send("POST", "/admin/api-keys", bearer, name === null ? {} : { name }), Created),
    rotate: async (keyId, graceSeconds) =>
      read(await send("POST", `${keyPath(keyId)}/rotate`, bearer, { graceSeconds }), Created),
    rename: async (keyId, name) => read(await send("PATCH", keyPath(keyId), bearer, { name }), ApiKeyAnswer),
    revoke: async (keyId, reason) =>
      read(
        await send("POST", `${keyPath(keyId)}/revoke`, bearer, reason === undefined ? {} : { reason }),
        ApiKeyAnswer,
      ),
    selfStatus: async (key) => (await send("GET", "/keys/self", `ApiKey ${key}`)).status,
    sessionStatus: async (other) => (await send("GET", "/admin/session", `Bearer ${other}`)).status,
    async endSession(other) {
      await send("DELETE", "/admin/session", `Bearer ${other}`);
    },
  };
}
