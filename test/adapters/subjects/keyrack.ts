/** The management API's adapter, with the local service. */
import { rmSync } from "node:fs";
import { SlidingWindow } from "../../../src-main/local-service/http/sliding-window.ts";
import { keyrack } from "../../../src-main/servers/keyrack/adapter.ts";
import { signInDirectly } from "../../support/direct-admin.ts";
import { problem } from "../../support/fault-server.ts";
import { startLocalService } from "../../support/local-service.ts";
import { quickFolder } from "../../support/quick-folder.ts";
import { seedRevokedKeys } from "../../support/seeded-keys.ts";
import type { Subject } from "../subject.ts";

const words: Partial<Record<number, string>> = {
  401: "session-expired",
  403: "forbidden",
  404: "not-found",
  429: "rate-limited",
};

export const subject: Subject = {
  name: "Keyrack API",
  adapter: keyrack,
  async start() {
    const dataDir = quickFolder("adapters");
    const service = await startLocalService({
      dataDir,
      requestsPerMinute: 1_000_000,
      alter: (parts) => ({ ...parts, signIns: new SlidingWindow(1_000_000, 60_000) }),
    });
    const admin = await signInDirectly(service);
    return {
      origin: service.origin,
      basePath: "/api/v1",
      email: service.adminEmail,
      password: service.adminPassword,
      isGood: async (value) => (await admin.selfStatus(value)) === 200,
      endSession: admin.endSession,
      async seedKeys(count) {
        // More than five are never active, so the long list is the other one.
        seedRevokedKeys(dataDir, count);
        return "revoked";
      },
      async close() {
        await service.close();
        rmSync(dataDir, { recursive: true, force: true });
      },
    };
  },
  refusal({ status, retryAfter, signingIn }) {
    const code = signingIn && status === 401 ? "invalid-credentials" : (words[status] ?? "internal");
    return problem(status, code, {}, retryAfter === undefined ? {} : { "retry-after": String(retryAfter) });
  },
};
