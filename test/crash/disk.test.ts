/** The service's data on a bad disk: full, read-only, pinned down. It says so, loses nothing, and goes on when it is mended. */

import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, inject, test } from "vitest";
import { createKeyListCache } from "../../src-main/cache/key-list-cache.ts";
import { createRevokedMemory } from "../../src-main/cache/revoked-memory.ts";
import { databaseFileName } from "../../src-main/local-service/store/database.ts";
import { openSettings } from "../../src-main/settings/settings-store.ts";
import { Api } from "../conformance/api.ts";
import { problem } from "../conformance/shapes.ts";
import { spawnLocalService } from "../support/local-service.ts";
import { mountObstacle, pinDown, type SmallDisk, smallDisk } from "../support/mounts.ts";
import { accountId, cachedList, connectionId, revokedKey, time } from "./samples.ts";

let disk: SmallDisk;
const clock = { now: () => new Date(time), after: () => () => {} };
const spawn = () => spawnLocalService({ cli: inject("serviceCli"), dataDir: disk.folder });

function startInVain(): { status: number | null; stderr: string } {
  const { status, stderr } = spawnSync(process.execPath, [inject("serviceCli"), "--port", "0", "--data", disk.folder], {
    encoding: "utf8",
    timeout: 60_000,
  });
  return { status, stderr };
}

async function signIn({ origin, adminEmail, adminPassword }: Awaited<ReturnType<typeof spawn>>) {
  const api = new Api(origin);
  const body = { email: adminEmail, password: adminPassword };
  const { token } = (await api.send({ method: "POST", path: "/admin/sessions", body })).body as { token: string };
  const create = (name: string, idempotencyKey: string) =>
    api.send({
      method: "POST",
      path: "/admin/api-keys",
      token,
      body: { name },
      headers: { "idempotency-key": idempotencyKey },
    });
  const names = async () => {
    const { body: list } = await api.send({ path: "/admin/api-keys", token });
    return (list as { data: { name: string }[] }).data.map(({ name }) => name);
  };
  return { api, create, names };
}

describe.skipIf(mountObstacle !== null)(`a disk of its own${mountObstacle ? ` (${mountObstacle})` : ""}`, () => {
  beforeEach(() => {
    disk = smallDisk(2);
  });
  afterEach(() => disk.remove());

  test("full: a create fails, no key is lost or half made, and it goes on without a restart", async () => {
    const service = await spawn();
    const { api, create, names } = await signIn(service);
    const before = (await create("Before", "before-the-disk-is-full")).body as { key: string };

    disk.fill();
    // The WAL may have a little room of its own left; sooner or later it is used up.
    const made = ["Before"];
    let refused = "";
    for (let index = 0; refused === ""; index += 1) {
      expect(index, "the disk is full in the end").toBeLessThan(4);
      const name = `While full ${index}`;
      const answer = await create(name, `while-the-disk-is-full-${index}`);
      if (answer.status === 201) made.unshift(name);
      else {
        problem(answer, 500, "internal");
        refused = name;
      }
    }
    expect(await names()).toEqual(made);
    expect((await api.send({ path: "/keys/self", key: before.key })).status, "keys in use go on working").toBe(200);

    disk.free();
    // The same request again, as a client does whose answer was lost.
    const again = await create(refused, `while-the-disk-is-full-${made.length - 1}`);
    expect(again.status).toBe(201);
    expect(await names()).toEqual([refused, ...made]);
    await service.close();
    expect(readdirSync(disk.folder).filter((name) => name.includes("damaged"))).toEqual([]);
  });

  test("full when it starts: what is there can be read, and nothing is taken for damaged", async () => {
    const first = await spawn();
    await (await signIn(first)).create("Before", "before-the-disk-is-full");
    await first.close();
    const before = readFileSync(join(disk.folder, databaseFileName));
    disk.fill();
    const second = await spawn();
    const path = "/inbound";
    expect((await new Api(second.origin).send({ path, key: "krk_unknown" })).status).toBe(401);
    await second.close();
    expect(readFileSync(join(disk.folder, databaseFileName)).equals(before)).toBe(true);
    disk.free();
    const third = await spawn();
    expect(await (await signIn(third)).names()).toEqual(["Before"]);
    await third.close();
  });

  test("too full for what SQLite needs beside the database: refused in plain words, and left as it is", async () => {
    await (await spawn()).close();
    for (const part of ["-wal", "-shm"]) rmSync(join(disk.folder, databaseFileName + part), { force: true });
    const before = readFileSync(join(disk.folder, databaseFileName));
    disk.fill();
    expect(startInVain()).toEqual({ status: 1, stderr: `The disk with the data directory ${disk.folder} is full.\n` });
    expect(readFileSync(join(disk.folder, databaseFileName)).equals(before)).toBe(true);
    disk.free();
    await (await spawn()).close();
    expect(readdirSync(disk.folder).filter((name) => name.includes("damaged"))).toEqual([]);
  });

  test("full before there was a database: refused, and begun as soon as there is room", async () => {
    disk.fill();
    expect(startInVain()).toEqual({ status: 1, stderr: `The disk with the data directory ${disk.folder} is full.\n` });
    disk.free();
    const service = await spawn();
    expect((await (await signIn(service)).create("First", "the-first-create-of-all")).status).toBe(201);
    await service.close();
  });

  test("read-only: refused, and byte for byte as it was", async () => {
    await (await spawn()).close();
    const hashes = () =>
      readdirSync(disk.folder).map((name) => [
        name,
        createHash("sha256")
          .update(readFileSync(join(disk.folder, name)))
          .digest("hex"),
      ]);
    const before = hashes();
    disk.makeReadOnly();
    const { status, stderr } = startInVain();
    expect(status).toBe(1);
    expect(stderr).toMatch(/^The data directory \S+ cannot be written \(\w[^)]*\)\.\n$/);
    disk.makeWritable();
    expect(hashes()).toEqual(before);
    await (await spawn()).close();
  });

  test("full, killed, and read-only for a while: it goes on with what it had", async () => {
    const service = await spawn();
    const { create, names } = await signIn(service);
    await create("Before", "before-it-is-read-only");
    disk.fill();
    expect(await names()).toEqual(["Before"]);
    service.child.kill("SIGKILL");
    await service.exited;
    disk.makeReadOnly();
    expect(startInVain().status).toBe(1);
    disk.makeWritable();
    disk.free();
    const again = await spawn();
    expect(await (await signIn(again)).names()).toEqual(["Before"]);
    await again.close();
  });

  test("a damaged database that cannot be renamed is refused and left as it is", () => {
    const path = join(disk.folder, databaseFileName);
    writeFileSync(path, "no database ".repeat(1000));
    const release = pinDown(path);
    const { status, stderr } = startInVain();
    release();
    expect([status, stderr]).toEqual([1, `The database in ${disk.folder} is damaged. It was left as it is.\n`]);
    expect(readFileSync(path, "utf8")).toBe("no database ".repeat(1000));
    expect(readdirSync(disk.folder)).toEqual([databaseFileName]);
  });

  test("settings: said with the reason, kept for this run, written as soon as there is room", async () => {
    const { store } = openSettings({ folder: disk.folder, clock });
    await store.update({ appearance: "light" });
    const path = join(disk.folder, "settings.json");
    const old = readFileSync(path, "utf8");

    disk.fill();
    expect(await store.update({ appearance: "dark" })).toMatchObject({
      ok: false,
      failure: {
        code: "settings-not-saved",
        message: "The settings could not be written (the disk is full). They hold until Keyrack closes.",
      },
    });
    expect(readFileSync(path, "utf8"), "the old file is whole").toBe(old);
    expect(readdirSync(disk.folder).sort(), "no half file is left").toEqual([".filler", "settings.json"]);
    expect(store.current().appearance).toBe("dark");
    disk.free();
    disk.makeReadOnly();
    expect(await store.update({ localPort: 1 })).toMatchObject({
      failure: { message: expect.stringContaining("(the disk is read-only)") },
    });
    disk.makeWritable();
    expect(await store.update({ localPort: 2 })).toMatchObject({ ok: true });
    expect(openSettings({ folder: disk.folder, clock }).store.current()).toMatchObject({
      appearance: "dark",
      localPort: 2,
    });
  });

  test("cached lists: the old one stays whole, and the next one is written when there is room", async () => {
    const cache = createKeyListCache(disk.folder);
    await cache.write(connectionId, cachedList(1));
    disk.fill();
    await cache.write(connectionId, cachedList(2));
    expect(cache.read(connectionId)).toEqual(cachedList(1));
    disk.free();
    await cache.write(connectionId, cachedList(3));
    expect(cache.read(connectionId)).toEqual(cachedList(3));
    expect(readdirSync(disk.folder)).toHaveLength(1);
  });

  test("what is remembered of revoked keys: held for this run, and written when there is room; what cannot be read stays", async () => {
    const file = join(disk.folder, `revoked-${connectionId}.json`);
    const ids = async (memory = createRevokedMemory(disk.folder, clock)) =>
      (await memory.read(connectionId, accountId)).map(({ id }) => id);
    const memory = createRevokedMemory(disk.folder, clock);
    await memory.remember(connectionId, accountId, [revokedKey(1)]);
    disk.fill();
    await memory.remember(connectionId, accountId, [revokedKey(2)]);
    expect(await ids(memory)).toEqual(["revoked_2", "revoked_1"]);
    expect(await ids(), "the old file is whole").toEqual(["revoked_1"]);
    disk.free();
    await memory.flush();
    expect(await ids()).toEqual(["revoked_2", "revoked_1"]);

    writeFileSync(file, "garbage");
    disk.makeReadOnly();
    const second = createRevokedMemory(disk.folder, clock);
    await second.remember(connectionId, accountId, [revokedKey(3)]);
    expect(await ids(second)).toEqual(["revoked_3"]);
    expect(readFileSync(file, "utf8")).toBe("garbage");
    disk.makeWritable();
    await second.remember(connectionId, accountId, [revokedKey(4)]);
    expect(await ids()).toEqual(["revoked_4", "revoked_3"]);
    const aside = readdirSync(disk.folder).filter((name) => name.includes("unreadable"));
    expect(aside.map((name) => readFileSync(join(disk.folder, name), "utf8"))).toEqual(["garbage"]);
  });
});
