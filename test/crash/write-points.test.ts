/** Killed at every point at which settings, cached lists, what is remembered and the database are written: old or new, never a mix, nothing owed is lost. */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { createKeyListCache } from "../../src-main/cache/key-list-cache.ts";
import { createRevokedMemory } from "../../src-main/cache/revoked-memory.ts";
import { storedAccounts } from "../../src-main/local-service/store/accounts.ts";
import { storedApiKeys } from "../../src-main/local-service/store/api-keys.ts";
import { auditTrail } from "../../src-main/local-service/store/audit-events.ts";
import { storedKeyCreation } from "../../src-main/local-service/store/create-key.ts";
import { openOrBeginAnew } from "../../src-main/local-service/store/damaged-database.ts";
import { closeDatabase } from "../../src-main/local-service/store/database.ts";
import { storedKeyRotation } from "../../src-main/local-service/store/rotations.ts";
import { prepare } from "../../src-main/local-service/store/statement.ts";
import type { ApiKey } from "../../src-main/local-service/wire/api-key.ts";
import { defaultSettings, encodeSettings } from "../../src-main/settings/settings-file.ts";
import { openSettings } from "../../src-main/settings/settings-store.ts";
import { keyrackPlace } from "../support/capabilities.ts";
import { type ChildRun, runChild, said } from "./run-child.ts";
import { accountId, cachedList, connectionId, idempotencyKeys, revokedKey, rotation, time } from "./samples.ts";

const clock = { now: () => new Date(time + 60_000), after: () => () => {} };
let kills = 0;
afterAll(() => console.log(`Killed at write points: ${kills} times.`));

/** A key retires wholly or not at all, with one successor; its time runs once that was used, and ends it for good. */
function expectRotation(run: ChildRun, all: ApiKey[], where: string): void {
  const [rotated] = said(run, "rotated").map((line) => line.split(" "));
  const successors = all.filter(({ replaces }) => replaces !== null);
  const [successor] = successors;
  expect(successors.length, where).toBeLessThanOrEqual(1);
  if (rotated) expect([successor?.replaces, successor?.id], where).toEqual(rotated);
  if (!successor) {
    expect(
      all.filter(({ status, replacedBy }) => status === "retiring" || replacedBy !== null),
      where,
    ).toEqual([]);
    return;
  }
  const old = all.find(({ id }) => id === successor.replaces);
  const isUsed = successor.lastUsedAt !== null;
  expect([successor.status, old?.replacedBy], where).toEqual(["active", successor.id]);
  if (said(run, "used").length > 0) expect(isUsed, where).toBe(true);
  if (said(run, "ended").length > 0 || old?.status !== "retiring") {
    expect(old, where).toMatchObject({ status: "revoked", revocationReason: "rotated" });
  } else {
    expect(old.graceEndsAt !== null, where).toBe(isUsed);
  }
}

/** Has the scenario die at each of its points, on what `prepare` puts into a fresh folder, and `check`s what is left. */
async function killEverywhere(
  scenario: string,
  prepareFolder: (folder: string) => void,
  check: (folder: string, run: ChildRun, where: string) => void | Promise<void>,
  env: Record<string, string> = {},
): Promise<string[]> {
  const inFolder = async (killAt: number, look: (folder: string, run: ChildRun) => void | Promise<void>) => {
    const folder = mkdtempSync(join(tmpdir(), "keyrack-crash-"));
    try {
      prepareFolder(folder);
      await look(folder, await runChild(scenario, folder, killAt, env));
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  };
  let points: string[] = [];
  await inFolder(0, async (folder, run) => {
    expect(run, "without a kill it runs to its end").toMatchObject({
      code: 0,
      lines: expect.arrayContaining(["finished"]),
    });
    points = said(run, "point");
    await check(folder, run, "the end");
  });
  const remaining = points.map((name, index) => ({ name, killAt: index + 1 }));
  const worker = async () => {
    for (let next = remaining.shift(); next; next = remaining.shift()) {
      const { name, killAt } = next;
      await inFolder(killAt, async (folder, run) => {
        expect(run.signal, `${scenario}: killed ${name}`).toBe("SIGKILL");
        expect(said(run, "killed")).toEqual([name]);
        kills += 1;
        await check(folder, run, `killed ${name} (${killAt})`);
      });
    }
  };
  // Two at once, for two cores.
  await Promise.all([worker(), worker()]);
  return points;
}

/** Every file below a folder as text, by name. */
function filesIn(folder: string): [name: string, text: string][] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => statSync(join(folder, name)).isFile())
    .map((name) => [name, readFileSync(join(folder, name), "latin1")]);
}

describe("settings", () => {
  const connection = {
    id: connectionId,
    kind: "remote",
    name: "Example",
    colour: "teal",
    origin: "https://api.example.com",
    server: keyrackPlace,
    email: "ada@example.com",
    sessionStored: true,
  } as const;
  const old = { ...defaultSettings(), connections: [connection], activeConnectionId: connectionId, localPort: 43210 };
  const order = ["system", "light", "dark"];

  /** Whatever was acknowledged last holds, or what was being written after it; and nothing else is different. */
  async function expectSound(folder: string, run: ChildRun, where: string, expected: typeof old): Promise<void> {
    const { store, notice } = openSettings({ folder, clock });
    expect(notice, where).toBeNull();
    const { appearance, ...rest } = store.current();
    const owed = order.indexOf(said(run, "acknowledged").at(-1) ?? "system");
    expect([owed, owed + 1], where).toContain(order.indexOf(appearance));
    expect({ ...rest, appearance: "system" }, where).toEqual(expected);
    expect(await store.update({ appearance: "system" }), where).toMatchObject({ ok: true });
  }

  test("changed twice", async () => {
    const points = await killEverywhere(
      "settings",
      (folder) => writeFileSync(join(folder, "settings.json"), encodeSettings(old)),
      async (folder, run, where) => {
        const left = readdirSync(folder).filter((name) => name !== "settings.json");
        expect(
          left.filter((name) => name !== "settings.json.tmp"),
          where,
        ).toEqual([]);
        await expectSound(folder, run, where, old);
        expect(readdirSync(folder), where).toEqual(["settings.json"]);
      },
      { CHANGES: "2" },
    );
    expect(points).toEqual(expect.arrayContaining(["in the middle of writing", "before file.sync", "after fs.rename"]));
  });

  test("written for the first time", async () => {
    await killEverywhere(
      "settings",
      () => {},
      (folder, run, where) => expectSound(folder, run, where, defaultSettings() as typeof old),
    );
  });

  test("with a part that cannot be read: the old file stays whole, under one name or another, and the good part is used", async () => {
    const text = JSON.stringify({ version: 1, ...old, connections: [connection, { id: "broken" }] });
    await killEverywhere(
      "settings",
      (folder) => writeFileSync(join(folder, "settings.json"), text),
      async (folder, run, where) => {
        expect(
          filesIn(folder).some(([, content]) => content === text),
          where,
        ).toBe(true);
        const { store } = openSettings({ folder, clock });
        await store.flush();
        expect(
          filesIn(folder).some(([name, content]) => name.includes("unreadable") && content === text),
          where,
        ).toBe(true);
        expect(readdirSync(folder).length, where).toBeLessThanOrEqual(3);
        await expectSound(folder, run, where, old);
      },
    );
  });

  test("that are garbage: nothing of it is lost", async () => {
    await killEverywhere(
      "settings",
      (folder) => writeFileSync(join(folder, "settings.json"), "{ garbage"),
      async (folder, run, where) => {
        expect(
          filesIn(folder).filter(([, content]) => content === "{ garbage"),
          where,
        ).toHaveLength(1);
        openSettings({ folder, clock });
        await expectSound(folder, run, where, defaultSettings() as typeof old);
      },
    );
  });
});

test("a cached list, written twice and removed", async () => {
  await killEverywhere(
    "cache",
    (folder) => {
      mkdirSync(folder, { recursive: true });
      writeFileSync(join(folder, `keys-${connectionId}.json`), JSON.stringify({ version: 1, ...cachedList(0) }));
    },
    async (folder, run, where) => {
      const cache = createKeyListCache(folder);
      const found = cache.read(connectionId);
      const owed = said(run, "acknowledged").at(-1) ?? "0";
      if (owed === "removal") {
        expect(readdirSync(folder), where).toEqual([]);
        return;
      }
      // After the second list a removal may be under way.
      expect(owed === "2" ? [2, undefined] : [Number(owed), Number(owed) + 1], where).toContain(found?.limits?.active);
      if (found) expect(found, where).toEqual(cachedList(found.limits?.active ?? 0));
      await cache.write(connectionId, cachedList(9));
      expect(cache.read(connectionId), where).toEqual(cachedList(9));
      expect(readdirSync(folder), where).toHaveLength(1);
    },
  );
});

test("what is remembered of revoked keys, in a file of which a part cannot be read", async () => {
  const rows = [{ accountId, key: revokedKey(0) }, "no row at all"];
  const text = JSON.stringify({ version: 1, rows });
  await killEverywhere(
    "memory",
    (folder) => {
      mkdirSync(folder, { recursive: true });
      writeFileSync(join(folder, `revoked-${connectionId}.json`), text);
    },
    async (folder, run, where) => {
      const owed = said(run, "acknowledged").map(Number).at(-1) ?? 0;
      const ids = async () =>
        (await createRevokedMemory(folder, clock).read(connectionId, accountId)).map(({ id }) => id);
      const upTo = (last: number) => Array.from({ length: last + 1 }, (_, index) => `revoked_${last - index}`);
      expect([upTo(owed), upTo(owed + 1)], where).toContainEqual(await ids());
      expect(
        filesIn(folder).some(([name, content]) => name.includes("unreadable") && content === text),
        where,
      ).toBe(true);
      const memory = createRevokedMemory(folder, clock);
      await memory.remember(connectionId, accountId, [revokedKey(9)]);
      expect((await ids())[0], where).toBe("revoked_9");
      await memory.remove(connectionId);
      expect(readdirSync(folder), where).toEqual([]);
    },
  );
});

describe("the database", () => {
  test("made, three keys created, one renamed, one revoked, one rotated until its time is over", async () => {
    const points = await killEverywhere(
      "database",
      () => {},
      async (folder, run, where) => {
        const { db, setAside } = openOrBeginAnew(folder, time);
        expect(setAside, where).toBeNull();
        const Check = z.array(z.object({ integrity_check: z.string() }));
        expect(Check.parse(db.pragma("integrity_check")), where).toEqual([{ integrity_check: "ok" }]);
        const cost = { N: 16, r: 1, p: 1 };
        const accounts = storedAccounts(db, () => time, cost);
        const { account } = await accounts.ensure({ email: "a@b.c", name: "A", password: null });
        const keys = storedApiKeys(db, () => time);
        const created = said(run, "created").map((line) => line.split(" "));
        const revoked = said(run, "revoked");
        const renamed = said(run, "renamed");
        const all = keys.list(undefined, 10, null).keys;
        const list = all.filter(({ replaces }) => replaces === null);
        expectRotation(run, all, where);
        for (const [id = "", value = ""] of created) {
          const key = list.find((one) => one.id === id);
          if (revoked.includes(id)) {
            expect(key, where).toMatchObject({ status: "revoked", revocationReason: "No longer needed" });
            expect(keys.use(value), where).toBeNull();
          } else {
            // One that was being revoked is revoked wholly or not at all.
            expect(keys.use(value)?.id === id, where).toBe(key?.status !== "revoked");
          }
          if (renamed.includes(id)) expect(key?.name, where).toBe("Renamed");
        }
        // The one that was under way exists once or not at all, and asking again makes it once.
        expect([created.length, created.length + 1], where).toContain(list.length);
        const creation = storedKeyCreation(db, () => time, { maxActive: 5, idempotencyWindowMs: 60_000 });
        const ids = idempotencyKeys.map((idempotencyKey) => {
          const outcome = creation.create({ account, name: null, idempotencyKey });
          return "answer" in outcome ? outcome.answer.apiKey.id : "keyId" in outcome ? outcome.keyId : "";
        });
        const audit = auditTrail(db, () => time);
        const again = { ...rotation, account, keyId: ids[2] ?? "" };
        const rotated = storedKeyRotation(db, () => time, 60_000, audit).rotate(again);
        expect(["rotated", "repeated"], where).toContain(rotated.kind);
        // One successor, and no other key.
        expect(keys.list(undefined, 10, null).keys, where).toHaveLength(idempotencyKeys.length + 1);
        expect(
          prepare(db, "SELECT count(*) AS n FROM idempotent_creates").one(z.object({ n: z.int() })),
          where,
        ).toEqual({
          n: idempotencyKeys.length + 1,
        });
        closeDatabase(db);
      },
    );
    expect(points.filter((name) => name === "before statement.run").length).toBeGreaterThan(8);
  });

  test("set aside because it is damaged: it and its changes stay whole under one name or another", async () => {
    const damaged = { "": "no database ".repeat(1000), "-wal": "its latest changes", "-shm": "their index" };
    const earlier = "keyrack.damaged-2026-11-23T08-15-00Z.sqlite";
    await killEverywhere(
      "damaged database",
      (folder) => {
        writeFileSync(join(folder, earlier), "an earlier one");
        for (const [part, text] of Object.entries(damaged)) writeFileSync(join(folder, `keyrack.sqlite${part}`), text);
      },
      (folder, _run, where) => {
        const { db } = openOrBeginAnew(folder, time + 60_000);
        closeDatabase(db);
        const again = openOrBeginAnew(folder, time + 60_000);
        expect(again.setAside, where).toBeNull();
        closeDatabase(again.db);
        const files = new Map(filesIn(folder));
        expect(files.get(earlier), where).toBe("an earlier one");
        const main = [...files].find(([, text]) => text === damaged[""])?.[0] ?? "nowhere";
        expect(main, where).toMatch(/^keyrack\.damaged-.*\.sqlite$/);
        expect(files.get(`${main}-wal`), where).toBe(damaged["-wal"]);
      },
    );
  });
});

test("there were enough of them", () => {
  expect(kills).toBeGreaterThanOrEqual(100);
});
