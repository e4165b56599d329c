/** One scenario in a process that dies at a chosen point. `say`s what was acknowledged, which is then owed. */
import { accountId, cachedList, connectionId, idempotencyKeys, revokedKey, rotation, time } from "../samples.ts";
import { point, say, watchDatabase, watchWrites } from "./points.ts";

const [scenario = "", folder = ""] = process.argv.slice(2);
/** How often the settings are changed. */
const changes = Number(process.env.CHANGES ?? "1");
const clock = { now: () => new Date(time), after: () => () => {} };

/** Each loads what it is about and no more: there are hundreds of these processes. */
const scenarios: Record<string, () => Promise<void>> = {
  async settings() {
    watchWrites();
    const { openSettings } = await import("../../../src-main/settings/settings-store.ts");
    const { store } = openSettings({ folder, clock });
    await store.flush();
    for (const appearance of ["light", "dark"].slice(0, changes) as ("light" | "dark")[]) {
      const saved = await store.update({ appearance });
      if (!saved.ok) throw new Error(saved.failure.message);
      say(`acknowledged ${appearance}`);
      point(`${appearance} is acknowledged`);
    }
  },

  async cache() {
    watchWrites();
    const { createKeyListCache } = await import("../../../src-main/cache/key-list-cache.ts");
    const cache = createKeyListCache(folder);
    for (const active of [1, 2]) {
      await cache.write(connectionId, cachedList(active));
      say(`acknowledged ${active}`);
      point(`list ${active} is acknowledged`);
    }
    await cache.remove(connectionId);
    say("acknowledged removal");
    point("removal is acknowledged");
  },

  async memory() {
    watchWrites();
    const { createRevokedMemory } = await import("../../../src-main/cache/revoked-memory.ts");
    const memory = createRevokedMemory(folder, clock);
    for (const number of [1, 2]) {
      await memory.remember(connectionId, accountId, [revokedKey(number)]);
      say(`acknowledged ${number}`);
      point(`key ${number} is remembered`);
    }
  },

  async database() {
    watchWrites();
    watchDatabase();
    const { storedAccounts } = await import("../../../src-main/local-service/store/accounts.ts");
    const { storedApiKeys } = await import("../../../src-main/local-service/store/api-keys.ts");
    const { storedKeyCreation } = await import("../../../src-main/local-service/store/create-key.ts");
    const { openOrBeginAnew } = await import("../../../src-main/local-service/store/damaged-database.ts");
    const { storedKeyRotation } = await import("../../../src-main/local-service/store/rotations.ts");
    const { auditTrail } = await import("../../../src-main/local-service/store/audit-events.ts");
    const { closeDatabase } = await import("../../../src-main/local-service/store/database.ts");
    const { db } = openOrBeginAnew(folder, time);
    const cost = { N: 16, r: 1, p: 1 };
    const { account } = await storedAccounts(db, () => time, cost).ensure({
      email: "a@b.c",
      name: "A",
      password: null,
    });
    const keys = storedApiKeys(db, () => time);
    // Each answer is erased at the next create, so that this and the checkpoint after it have their points, too.
    const creation = storedKeyCreation(db, () => time, { maxActive: 5, idempotencyWindowMs: 0 });
    const made = idempotencyKeys.map((idempotencyKey) => {
      const outcome = creation.create({ account, name: null, idempotencyKey });
      if (outcome.kind !== "created") throw new Error(outcome.kind);
      say(`created ${outcome.answer.apiKey.id} ${outcome.answer.key}`);
      return outcome.answer.apiKey.id;
    });
    keys.rename(made[0] ?? "", "Renamed");
    say(`renamed ${made[0]}`);
    keys.revoke(made[1] ?? "", account, "No longer needed");
    say(`revoked ${made[1]}`);
    const { idempotencyKey, graceSeconds } = rotation;
    const rotations = storedKeyRotation(
      db,
      () => time,
      60_000,
      auditTrail(db, () => time),
    );
    const outcome = rotations.rotate({ account, keyId: made[2] ?? "", graceSeconds, idempotencyKey });
    if (outcome.kind !== "rotated") throw new Error(outcome.kind);
    say(`rotated ${made[2]} ${outcome.answer.apiKey.id}`);
    keys.use(outcome.answer.key);
    say(`used ${outcome.answer.apiKey.id}`);
    storedApiKeys(db, () => time + graceSeconds * 1000).settle();
    say(`ended ${made[2]}`);
    closeDatabase(db);
  },

  async "damaged database"() {
    watchWrites();
    watchDatabase();
    const { openOrBeginAnew } = await import("../../../src-main/local-service/store/damaged-database.ts");
    const { db, setAside } = openOrBeginAnew(folder, time);
    say(`set aside ${setAside}`);
    db.close();
  },
};

const run = scenarios[scenario];
if (!run) throw new Error(`There is no scenario “${scenario}”.`);
await run();
say("finished");
