/** A team's server with a past: two admins, and keys that were generated, used, rotated and forgotten at their time. */
import { randomUUID } from "node:crypto";
import { expect } from "@playwright/test";
import { type DirectAdmin, signInDirectly } from "../support/direct-admin.ts";
import { startLocalService, type TestService } from "../support/local-service.ts";
import { addAdmin } from "../support/seeded-account.ts";

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

/** The server, now that its past is over. */
export interface ServerWithPast extends TestService {
  /** The value of its key "Warehouse App", as a colleague would hand it over. */
  appKey: string;
  /** Signs in the other admin. */
  marta(): Promise<DirectAdmin>;
}

/** Starts it. Its clock goes through the past and then keeps to ours. */
export async function startServerWithPast(): Promise<ServerWithPast> {
  let behind = 0;
  const service = await startLocalService({ now: () => Date.now() - behind });
  const { origin, adminPassword } = service;
  addAdmin(service.dataDir, { email: "marta@example.com", name: "Marta Kowalczyk" });
  const marta = () => signInDirectly({ origin, adminEmail: "marta@example.com", adminPassword });
  /** Sets the clock, milliseconds behind ours; sessions end with time, so each moment has one of its own. */
  const at = (past: number): Promise<DirectAdmin> => {
    behind = past;
    return marta();
  };
  // Well inside a day, so that an age stays the same while the demo runs.
  const daysAgo = (days: number) => at(days * dayMs + 5 * hourMs);
  const use = async (admin: DirectAdmin, key: string) => expect(await admin.selfStatus(key)).toBe(200);

  const storefront = await (await daysAgo(140)).create("Storefront");
  const nightly = await (await daysAgo(60)).create("Nightly Export");
  const first = await (await daysAgo(58)).create("Warehouse App");
  await use(await daysAgo(41), nightly.key);
  const appKey = await rotate(origin, await daysAgo(38), first.apiKey.id);
  await use(await daysAgo(37), appKey);
  await use(await at(2 * hourMs + 30 * minuteMs), storefront.key);
  const admin = await at(20 * minuteMs);
  await use(admin, appKey);
  const printer = await admin.create("Label Printer");
  await use(admin, printer.key);
  behind = 0;
  return { ...service, appKey, marta };
}

/** Rotates a key and answers the successor's value; the old key goes on for a day after that is first used. */
async function rotate(origin: string, { token }: DirectAdmin, keyId: string): Promise<string> {
  const answer = await fetch(`${origin}/api/v1/admin/api-keys/${keyId}/rotate`, {
    method: "POST",
    headers: {
      authorization: `Bearer ${token}`,
      "content-type": "application/json",
      "idempotency-key": randomUUID(),
    },
    body: JSON.stringify({ graceSeconds: dayMs / 1000 }),
  });
  expect(answer.status).toBe(201);
  return ((await answer.json()) as { key: string }).key;
}
