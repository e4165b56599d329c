/** The management API in the table, with the local service. */
import { problem } from "../support/fault-server.ts";
import { startKeyrackServer } from "../support/world-servers.ts";
import type { TableServer } from "./table-server.ts";

/** How it words a refusal, by status. */
const words: Partial<Record<number, [code: string, extra?: Record<string, unknown>]>> = {
  401: ["session-expired"],
  403: ["forbidden"],
  404: ["not-found"],
  409: ["key-limit-reached", { maxActive: 5, active: 5 }],
  422: ["invalid-name"],
  429: ["rate-limited"],
  500: ["internal"],
};
const unauthorized: Record<string, string> = {
  "sign in": "invalid-credentials",
  "sign in again": "invalid-credentials",
  verify: "invalid-key",
};

/** The management API. */
export const keyrackTable: TableServer = {
  name: "Keyrack API",
  start: startKeyrackServer,
  close: async () => {},
  keepsRevoked: true,
  repeatableCreate: true,
  requests: {
    "sign in": { method: "POST", path: /\/admin\/sessions$/ },
    "sign in again": { method: "POST", path: /\/admin\/sessions$/ },
    restore: { method: "GET", path: /\/admin\/session$/ },
    list: { method: "GET", path: /\/admin\/api-keys\?/ },
    generate: { method: "POST", path: /\/admin\/api-keys$/ },
    rename: { method: "PATCH", path: /\/admin\/api-keys\/[^/]+$/ },
    revoke: { method: "POST", path: /\/revoke$/ },
    rotate: { method: "POST", path: /\/rotate$/ },
    "cancel rotation": { method: "POST", path: /\/revoke$/ },
    verify: { method: "GET", path: /\/keys\/self$/ },
    "sign out": { method: "DELETE", path: /\/admin\/session$/ },
  },
  refusal({ status, headers = {}, operation = "list" }) {
    const [code = "internal", extra = {}] = words[status] ?? [];
    return problem(status, status === 401 ? (unauthorized[operation] ?? code) : code, extra, headers);
  },
  differences: {},
  sentences: {},
  limits: (active) => ({ maxActive: 5, active }),
};
