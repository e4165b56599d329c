/** A profile as on a working day: signed in to a server, with 50 keys in its cached list. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "@playwright/test";
import { launchApp } from "../support/app.ts";
import { emptyKeyring } from "../support/keyring.ts";
import { seedActiveKeys } from "../support/seeded-account.ts";
import { seedRevokedKeys } from "../support/seeded-keys.ts";
import { type ServiceProcess, startServiceProcess } from "../support/service-process.ts";
import { connectToServer } from "../support/walk.ts";

/** One less than a server lets be active, and the rest of the 50. */
const active = ["Production", "Staging", "Inventory Sync", "Label printer"];
const revoked = 46;

/** What such a profile consists of. */
export interface SignedIn {
  profile: string;
  service: ServiceProcess;
}

/** How many keys the profile's cached list has. */
function cached(profile: string): number {
  const folder = join(profile, "cached-lists");
  const [file] = readdirSync(folder);
  if (file === undefined) return 0;
  const list = JSON.parse(readFileSync(join(folder, file), "utf8")) as { active: unknown[]; revoked: unknown[] };
  return list.active.length + list.revoked.length;
}

/**
 * Makes one, in a keyring that has nothing else. The keys are old, so that Overview, the first view, shows each active one as a
 * row that needs attention. Checks that a start shows those rows.
 */
export async function signedInProfile(): Promise<SignedIn> {
  await emptyKeyring();
  const service = await startServiceProcess();
  seedActiveKeys(
    service.data,
    active.map((name) => ({ name, age: 400, used: 200 })),
  );
  seedRevokedKeys(service.data, revoked);
  const first = await launchApp();
  const { profile } = first;
  await connectToServer(first.window, { address: service.origin, email: service.email, password: service.password });
  await expect.poll(() => cached(profile), { message: "the list is cached" }).toBe(active.length + revoked);
  await first.close();

  const second = await launchApp({ profile, onOverview: true });
  await second.readyIn();
  for (const name of active) expect(await second.window.getByText(name).count()).toBeGreaterThan(0);
  await second.close();
  return { profile, service };
}
