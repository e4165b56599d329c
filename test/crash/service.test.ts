/** The local service under fire: killed at any moment, two on one folder, its database locked or newer. */

import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "libsql";
import { afterEach, beforeEach, expect, inject, test, vi } from "vitest";
import { z } from "zod";
import { databaseFileName } from "../../src-main/local-service/store/database.ts";
import { migrations } from "../../src-main/local-service/store/migrations.ts";
import { Api } from "../conformance/api.ts";
import { spawnLocalService } from "../support/local-service.ts";
import { Promises } from "./hammer.ts";

/** How often the service is killed at a moment nobody chose. KEYRACK_SOAK multiplies it. */
const rounds = 40 * Number(process.env.KEYRACK_SOAK ?? "1");

let dataDir: string;
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), "keyrack-fire-"));
});
afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

const spawn = () => spawnLocalService({ cli: inject("serviceCli"), dataDir, args: ["--rate-limit", "100000000"] });

async function signIn({ origin, adminEmail, adminPassword }: Awaited<ReturnType<typeof spawn>>): Promise<string> {
  const body = { email: adminEmail, password: adminPassword };
  const answer = await new Api(origin).send({ method: "POST", path: "/admin/sessions", body });
  expect(answer.status).toBe(201);
  return z.object({ token: z.string() }).parse(answer.body).token;
}

function expectIntact(): void {
  expect(readdirSync(dataDir).filter((name) => name.includes("damaged"))).toEqual([]);
  const db = new Database(join(dataDir, databaseFileName));
  expect(db.pragma("integrity_check")).toEqual([{ integrity_check: "ok" }]);
  db.close();
}

const after = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

test(`killed ${rounds} times while it is used: everything it acknowledged is there`, { timeout: 600_000 }, async () => {
  let service = await spawn();
  const promises = new Promises(await signIn(service), 5);
  let kills = 0;
  for (let round = 0; round < rounds; round += 1) {
    const { acknowledged } = promises;
    const hammering = [1, 2, 3].map(() => promises.hammer(service.origin));
    // Not a wait for something, but the moment of the blow: from the first request on to far into the work.
    await after(2 + (round % 40) * 4);
    service.child.kill("SIGKILL");
    await Promise.all([...hammering, service.exited]);
    kills += 1;
    service = await spawn();
    await promises.check(service.origin, `after kill ${kills}, ${promises.acknowledged - acknowledged} promises`);
  }
  await service.close();
  expectIntact();
  expect(kills).toBe(rounds);
  expect(promises.acknowledged, "it was used in earnest").toBeGreaterThan(rounds);
  console.log(`Killed the service in use: ${kills} times; ${promises.acknowledged} acknowledged changes all there.`);
});

test("two on one folder at once, one of them killed: no key is lost, and the limit holds across both", async () => {
  const [one, two] = await Promise.all([spawn(), spawn()]);
  const promises = new Promises(await signIn(one), 5);
  const [api, other] = [new Api(one.origin), new Api(two.origin)];
  const token = await signIn(two);
  const create = (through: Api, index: number) =>
    through.send({
      method: "POST",
      path: "/admin/api-keys",
      token,
      body: { name: `Racer ${index}` },
      headers: { "idempotency-key": `racing-create-number-${index}` },
    });
  const answers = await Promise.all(Array.from({ length: 24 }, (_, index) => create(index % 2 ? api : other, index)));
  expect(answers.map(({ status }) => status).sort()).toEqual([...Array(5).fill(201), ...Array(19).fill(409)]);
  const List = z.object({ data: z.array(z.object({ id: z.string() })), limits: z.object({ active: z.int() }) });
  const lists = await Promise.all(
    [api, other].map(async (through) =>
      List.parse((await through.send({ path: "/admin/api-keys?status=active", token })).body),
    ),
  );
  expect(lists[0]).toEqual(lists[1]);
  expect(lists[0]?.limits.active).toBe(5);
  for (const { id } of lists[0]?.data ?? []) {
    await other.send({ method: "POST", path: `/admin/api-keys/${id}/revoke`, token, body: {} });
  }

  const hammering = [one, two, one, two].map(({ origin }) => promises.hammer(origin));
  const busy = (more: number) => {
    const { acknowledged } = promises;
    return vi.waitFor(() => expect(promises.acknowledged).toBeGreaterThan(acknowledged + more), { timeout: 30_000 });
  };
  await busy(20);
  two.child.kill("SIGKILL");
  await two.exited;
  await busy(20);
  one.child.kill("SIGKILL");
  await Promise.all([...hammering, one.exited]);
  const again = await spawn();
  await promises.check(again.origin, "after both");
  await again.close();
  expectIntact();
});

/** The command line on this folder, until it gives up. */
function startInVain(): { status: number | null; stderr: string } {
  const { status, stderr } = spawnSync(process.execPath, [inject("serviceCli"), "--port", "0", "--data", dataDir], {
    encoding: "utf8",
    timeout: 60_000,
  });
  return { status, stderr };
}

test("a newer schema is refused in plain words, byte for byte as it was", async () => {
  await (await spawn()).close();
  const db = new Database(join(dataDir, databaseFileName));
  db.exec(`PRAGMA user_version = ${migrations.length + 1}`);
  db.pragma("wal_checkpoint(TRUNCATE)");
  db.close();
  const before = readFileSync(join(dataDir, databaseFileName));
  const { status, stderr } = startInVain();
  expect(status).toBe(1);
  expect(stderr).toContain(
    `was written by a newer Keyrack (schema ${migrations.length + 1}, this one knows ${migrations.length})`,
  );
  expect(stderr).toContain("It was left untouched; update Keyrack to use it.");
  expect(readFileSync(join(dataDir, databaseFileName)).equals(before)).toBe(true);
});

test("a database that another program keeps to itself is refused, not set aside", async () => {
  const other = new Database(join(dataDir, databaseFileName));
  other.exec("CREATE TABLE anything (x); BEGIN EXCLUSIVE");
  const { status, stderr } = startInVain();
  expect([status, stderr]).toEqual([1, `Another program keeps the database in ${dataDir} to itself.\n`]);
  other.exec("ROLLBACK");
  other.close();
  expect(readdirSync(dataDir)).toEqual([databaseFileName]);
});
