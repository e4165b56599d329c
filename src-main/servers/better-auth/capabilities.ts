/** What Better Auth with its api-key plugin can do. Its sessions say nothing of that, so it is the same everywhere. */
import type { Capabilities, KeyHeader } from "../../../src-preload/contract/server.ts";

/** What its endpoints offer a signed-in account. */
export const capabilities: Capabilities = {
  rename: true,
  expiry: true,
  lastUsed: true,
  // Each create makes another key.
  repeatableCreate: false,
  // A disabled key can be enabled again or deleted by others, and the endpoint that deletes leaves nothing.
  history: false,
  reason: false,
  limit: false,
  rotate: false,
  audit: false,
  events: false,
  // `/api-key/verify` is for the server's own code, not for callers.
  verify: false,
  warehouses: false,
};

/** Where the plugin looks for a key unless it is told otherwise (`apiKeyHeaders`). */
export const keyHeader: KeyHeader = { name: "x-api-key", scheme: null };
