/** What is remembered of revoked keys, on a real disk: there and back, damaged in every way, never overwritten unread. */
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createRevokedMemory, mostRemembered } from "../../../src-main/cache/revoked-memory.ts";
import { ApiKey } from "../../../src-preload/contract/keys.ts";
import { FakeClock, sampleKey } from "../../support/fake-ports.ts";

const id = "3b241101-e2bb-4255-8caf-4136c566a962";
const other = "9c5b94b1-35ad-49bb-b118-8e8fc24abf80";
const day = (number: number) => new Date(Date.UTC(2026, 0, number)).toISOString();
const revoked = (number: number, change: Partial<ApiKey> = {}) =>
  sampleKey({
    ...{ id: `key_${number}`, status: "revoked", revokedAt: day(number), revocationReason: "Replaced" },
    ...{ remembered: true, ...change },
  });

let folder: string;
const file = () => join(folder, `revoked-${id}.json`);
const memory = () => createRevokedMemory(folder, new FakeClock());
const setAside = () => readdirSync(folder).filter((name) => name.includes(".unreadable-"));
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "keyrack-memory-"));
  vi.spyOn(process.stderr, "write").mockReturnValue(true);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe("what is remembered", () => {
  it("comes back as it was, newest revocation first, for this user's eyes alone", async () => {
    const first = memory();
    await first.remember(id, "acc_1", [revoked(1), revoked(3)]);
    await first.remember(id, "acc_1", [revoked(2, { remembered: false })]);
    const [one, two, three] = [revoked(1), revoked(2), revoked(3)];
    expect(await first.read(id, "acc_1")).toEqual([three, two, one]);
    expect(await memory().read(id, "acc_1")).toEqual([three, two, one]);
    expect(statSync(file()).mode & 0o777).toBe(0o600);
    expect(readdirSync(folder)).toHaveLength(1);
  });

  it("is each account's own, and each connection's", async () => {
    const both = memory();
    await both.remember(id, "acc_1", [revoked(1)]);
    await both.remember(id, "acc_2", [revoked(1, { name: "Marta’s" })]);
    await both.remember(other, "acc_1", [revoked(2)]);
    await both.drop(id, "acc_1", ["key_1"]);
    expect(await memory().read(id, "acc_1")).toEqual([]);
    expect(await memory().read(id, "acc_2")).toMatchObject([{ name: "Marta’s" }]);
    expect(await memory().read(other, "acc_1")).toMatchObject([{ id: "key_2" }]);
    expect(await memory().read(other, "__proto__")).toEqual([]);
  });

  it("is replaced by its key's id, and dropped by it", async () => {
    const one = memory();
    await one.remember(id, "acc_1", [revoked(1), revoked(2)]);
    await one.remember(id, "acc_1", [revoked(1, { revokedAt: day(9), revocationReason: "Leaked" })]);
    expect(await one.read(id, "acc_1")).toMatchObject([{ id: "key_1", revocationReason: "Leaked" }, { id: "key_2" }]);
    await one.drop(id, "acc_1", ["key_1", "nobody's"]);
    expect(await memory().read(id, "acc_1")).toMatchObject([{ id: "key_2" }]);
  });

  it("is all there after many changes at once", async () => {
    const one = memory();
    for (let number = 1; number <= 40; number++) void one.remember(id, "acc_1", [revoked(number)]);
    for (let number = 1; number <= 20; number++) void one.drop(id, "acc_1", [`key_${number}`]);
    await one.flush();
    const ids = (await memory().read(id, "acc_1")).map((key) => key.id);
    expect(ids).toEqual(Array.from({ length: 20 }, (_, index) => `key_${40 - index}`));
  });

  it("is the newest of very many", async () => {
    const many = Array.from({ length: mostRemembered + 5 }, (_, index) =>
      revoked(index, { revokedAt: new Date(Date.UTC(2020, 0, 1) + index * 60_000).toISOString() }),
    );
    await memory().remember(id, "acc_1", many);
    const kept = await memory().read(id, "acc_1");
    expect(kept).toHaveLength(mostRemembered);
    expect(kept[0]?.id).toBe(`key_${mostRemembered + 4}`);
    expect(kept.at(-1)?.id).toBe("key_5");
  });

  it("is not written again where nothing changes", async () => {
    const one = memory();
    await one.remember(id, "acc_1", [revoked(1)]);
    rmSync(file());
    await one.remember(id, "acc_1", [revoked(1)]);
    await one.drop(id, "acc_1", ["key_2"]);
    expect(existsSync(file())).toBe(false);
  });

  it("goes with its connection, and with it what was set aside and what a crash left", async () => {
    writeFileSync(file(), "half a mem");
    const one = memory();
    await one.remember(id, "acc_1", [revoked(1)]);
    await one.remember(other, "acc_1", [revoked(1)]);
    writeFileSync(`${file()}.tmp`, "half a mem");
    expect(setAside()).toHaveLength(1);
    await one.remove(id);
    expect(readdirSync(folder)).toEqual([`revoked-${other}.json`]);
    expect(await one.read(id, "acc_1")).toEqual([]);
  });
});

const instant = fc
  .date({ min: new Date("2000-01-01"), max: new Date("2100-01-01"), noInvalidDate: true })
  .map((date) => date.toISOString());
const anyKey = fc
  .record({
    id: fc.string({ minLength: 1, maxLength: 128 }),
    name: fc.option(fc.string({ unit: "binary" })),
    start: fc.string(),
    last4: fc.option(fc.string()),
    createdBy: fc.option(fc.record({ id: fc.string(), name: fc.string({ unit: "binary" }) })),
    lastUsedAt: fc.option(instant),
    expiresAt: fc.option(instant),
    revokedAt: instant,
    revocationReason: fc.option(fc.string({ unit: "binary" })),
  })
  .map((change) => sampleKey({ ...change, status: "revoked", remembered: true }));

it("any keys of any account come back", async () => {
  const keys = fc.uniqueArray(anyKey, { selector: (key) => key.id, maxLength: 8 });
  await fc.assert(
    fc.asyncProperty(keys, fc.string(), async (given, accountId) => {
      rmSync(folder, { recursive: true, force: true });
      await memory().remember(id, accountId, given);
      const found = await memory().read(id, accountId);
      const byId = (a: ApiKey, b: ApiKey) => (a.id < b.id ? -1 : 1);
      expect([...found].sort(byId)).toEqual([...given].sort(byId));
      const moments = found.map(({ revokedAt }) => Date.parse(revokedAt ?? ""));
      expect(moments).toEqual([...moments].sort((a, b) => b - a));
      for (const key of found) ApiKey.parse(key);
    }),
    { numRuns: 60 },
  );
});

describe("what cannot be read is set aside under a dated name, and what comes next is remembered", () => {
  const text = (change: object = {}) => JSON.stringify({ version: 1, rows: [], ...change });
  it.each<[string, string]>([
    ["half a file", text({ rows: [{ accountId: "acc_1", key: revoked(1) }] }).slice(0, 90)],
    ["a newer version", text({ version: 2, rows: [{ accountId: "acc_1", key: revoked(1) }] })],
    ["another shape", text({ rows: {} })],
    ["rows of which none can be read", text({ rows: [{}, 1, null] })],
    ["nothing", ""],
  ])("%s", async (_what, damaged) => {
    writeFileSync(file(), damaged);
    const one = memory();
    expect(await one.read(id, "acc_1")).toEqual([]);
    await one.remember(id, "acc_1", [revoked(2)]);
    expect(await memory().read(id, "acc_1")).toEqual([revoked(2)]);
    expect(setAside()).toEqual([`revoked-${id}.unreadable-2026-11-23T10-00-00Z.json`]);
    expect(readFileSync(join(folder, setAside()[0] ?? ""), "utf8")).toBe(damaged);
  });

  it("some rows: those that can be read stay, under the file's own name", async () => {
    const damaged = text({
      rows: [
        { accountId: "acc_1", key: { id: "" } },
        { accountId: "acc_1", key: revoked(1) },
      ],
    });
    writeFileSync(file(), damaged);
    expect(await memory().read(id, "acc_1")).toEqual([revoked(1)]);
    expect(readFileSync(join(folder, setAside()[0] ?? ""), "utf8")).toBe(damaged);
    expect(await memory().read(id, "acc_1")).toEqual([revoked(1)]);
    expect(setAside(), "once").toHaveLength(1);
  });

  it("a folder, with what is in it", async () => {
    mkdirSync(join(file(), "deeper"), { recursive: true });
    const one = memory();
    await one.remember(id, "acc_1", [revoked(1)]);
    expect(await memory().read(id, "acc_1")).toEqual([revoked(1)]);
    expect(existsSync(join(folder, setAside()[0] ?? "", "deeper"))).toBe(true);
  });

  it("twice within a second: each has a name of its own", async () => {
    for (const damaged of ["first", "second"]) {
      writeFileSync(file(), damaged);
      await memory().read(id, "acc_1");
    }
    const texts = setAside().map((name) => readFileSync(join(folder, name), "utf8"));
    expect(texts.sort()).toEqual(["first", "second"]);
  });

  it("any bytes at all: none of them is lost", async () => {
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.string(), fc.json()), async (bytes) => {
        rmSync(folder, { recursive: true, force: true });
        mkdirSync(folder);
        writeFileSync(file(), bytes);
        const one = memory();
        expect(await one.read(id, "acc_1")).toEqual([]);
        await one.remember(id, "acc_1", [revoked(1)]);
        expect(setAside().map((name) => readFileSync(join(folder, name), "utf8"))).toEqual([bytes]);
      }),
      { numRuns: 60 },
    );
  });
});

it("a disk that takes nothing holds nobody up: it is remembered for this run, and written once it can be", async () => {
  const blocked = join(folder, "blocked");
  writeFileSync(blocked, "");
  const one = createRevokedMemory(blocked, new FakeClock());
  await one.remember(id, "acc_1", [revoked(1)]);
  expect(await one.read(id, "acc_1")).toEqual([revoked(1)]);
  expect(readFileSync(blocked, "utf8")).toBe("");
  rmSync(blocked);
  await one.flush();
  expect(await createRevokedMemory(blocked, new FakeClock()).read(id, "acc_1")).toEqual([revoked(1)]);
});

describe("because there is no other record, the person is told", () => {
  const told = () => {
    const messages: string[] = [];
    return { messages, memory: createRevokedMemory(folder, new FakeClock(), (message) => messages.push(message)) };
  };

  it("where it was set aside, once", async () => {
    writeFileSync(file(), "half a mem");
    const { messages, memory: one } = told();
    await one.read(id, "acc_1");
    await one.remember(id, "acc_1", [revoked(1)]);
    expect(messages).toEqual([
      `What Keyrack remembered of revoked keys could not be read. It was set aside as ${setAside()[0]}; what is revoked from now on is remembered again.`,
    ]);
    const sound = told();
    await sound.memory.read(id, "acc_1");
    expect(sound.messages).toEqual([]);
  });

  it("that it was a part", async () => {
    writeFileSync(file(), JSON.stringify({ version: 1, rows: [{}, { accountId: "acc_1", key: revoked(1) }] }));
    const { messages, memory: one } = told();
    await one.read(id, "acc_1");
    expect(messages).toEqual([expect.stringMatching(/^Part of what Keyrack remembered .* set aside as /)]);
  });

  it("that the disk does not take it, once until it has", async () => {
    const blocked = join(folder, "blocked");
    writeFileSync(blocked, "");
    const messages: string[] = [];
    const one = createRevokedMemory(join(blocked, "deeper"), new FakeClock(), (message) => messages.push(message));
    await one.remember(id, "acc_1", [revoked(1)]);
    await one.remember(id, "acc_1", [revoked(2)]);
    expect(messages.filter((message) => message.includes("could not be written"))).toHaveLength(1);
  });
});
