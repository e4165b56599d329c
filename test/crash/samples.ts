/** What the children write and the tests expect to read. */
import type { CachedList } from "../../src-main/ports.ts";
import type { ApiKey } from "../../src-preload/contract/keys.ts";
import { keyrackCapabilities, keyrackHeader } from "../support/capabilities.ts";

/** The children's clock, milliseconds since 1970. */
export const time = Date.parse("2026-11-23T08:15:00.000Z");

/** The connection that everything is about. */
export const connectionId = "3b241101-e2bb-4255-8caf-4136c566a962";

/** Whose keys they are. */
export const accountId = "acc_1";

/** One create each. */
export const idempotencyKeys = ["first-create-of-three", "second-create-of-three", "third-create-of-three"] as const;

/** The rotation of the third of them: its Idempotency-Key, and how long the key goes on working, in seconds. */
export const rotation = { idempotencyKey: "the-only-rotation", graceSeconds: 60 } as const;

/** A list that says of itself which one it is, large enough not to be written in one breath. */
export function cachedList(active: number): CachedList {
  const key = (index: number) => sampleKey(`key_${active}_${index}`, `List ${active}, key ${index}`);
  return {
    session: {
      account: { id: accountId, name: "Ada", email: "ada@example.com" },
      organization: { id: "org_1", name: "Example" },
      warehouses: [],
      capabilities: keyrackCapabilities(),
      keyHeader: keyrackHeader,
      expiresAt: "2026-12-24T00:00:00.000Z",
    },
    active: Array.from({ length: 50 }, (_, index) => key(index)),
    retiring: [],
    revoked: [],
    moreRevoked: false,
    limits: { maxActive: 50, active },
    asOf: new Date(time).toISOString(),
  };
}

/** A key as it is remembered; the higher its number, the later it was revoked. */
export function revokedKey(number: number): ApiKey {
  const revokedAt = new Date(time + number * 60_000).toISOString();
  const key = sampleKey(`revoked_${number}`, `Revoked ${number}`);
  return { ...key, status: "revoked", revokedAt, revocationReason: "Replaced", remembered: true };
}

function sampleKey(id: string, name: string): ApiKey {
  return {
    id,
    name,
    start: "krk_9fK2",
    last4: "x7Qd",
    status: "active",
    createdAt: "2026-08-01T09:00:00.000Z",
    createdBy: { id: accountId, name: "Ada" },
    lastUsedAt: null,
    expiresAt: null,
    revokedAt: null,
    revokedBy: null,
    revocationReason: null,
    rotation: null,
    remembered: false,
  };
}
