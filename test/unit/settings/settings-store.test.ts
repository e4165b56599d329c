/** The settings file: what is kept, what is set aside, and that nothing is ever lost on the way. Real files throughout. */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Settings } from "../../../src-main/ports.ts";
import { openSettings } from "../../../src-main/settings/settings-store.ts";

const connection = {
  id: "3b241101-e2bb-4255-8caf-4136c566a962",
  kind: "remote",
  name: "Example",
  origin: "https://api.example.com",
  server: { kind: "keyrack", basePath: "/api/v1" },
  colour: "teal",
  email: "ada@example.com",
  sessionStored: true,
} as const;
const other = {
  ...connection,
  id: "9c5b94b1-35ad-49bb-b118-8e8fc24abf80",
  kind: "local",
  name: "Local workspace",
} as const;
const full: Settings = {
  connections: [connection, other],
  activeConnectionId: connection.id,
  appearance: "dark",
  window: { x: -8, y: 12, width: 1040, height: 720, maximized: false },
  localPort: 43210,
  kept: [
    {
      connectionId: connection.id,
      keyId: "key_1",
      name: "Production API",
      start: "krk_9fK2",
      last4: "x7Qd",
      lastUsedAt: null,
      lastCopiedAt: "2026-11-23T05:00:00.000Z",
    },
  ],
  preferences: {
    keepNewKeys: false,
    clearAfter: 300,
    closeToTray: false,
    quickCopyShortcut: null,
    startAtLogin: true,
    attention: { oldAfterDays: 90, neverUsedAfterDays: 7, idleAfterDays: 30, expiringWithinDays: 14 },
    weeklyReminder: true,
  },
  proxy: { mode: "manual", address: "http://proxy.example.com:8080", username: "ada" },
  proxyPasswordStored: true,
  authoritiesFile: "/etc/ssl/company.pem",
  rotations: [
    { connectionId: connection.id, oldKeyId: "key_1", newKeyId: "key_2", startedAt: "2026-11-23T05:00:00.000Z" },
  ],
  dismissals: [{ connectionId: connection.id, keyId: "key_1", kind: "old" }],
  remindedAt: "2026-11-20T05:00:00.000Z",
  remindedOf: [{ connectionId: connection.id, keyId: "key_1", kind: "idle" }],
  trayHintShown: true,
  softwareRendering: { electron: "45.4.1", foundAt: "2026-11-20T05:00:00.000Z" },
};
const defaults: Settings = {
  connections: [],
  activeConnectionId: null,
  appearance: "system",
  window: null,
  localPort: null,
  kept: [],
  preferences: {
    keepNewKeys: true,
    clearAfter: 30,
    closeToTray: true,
    quickCopyShortcut: "CommandOrControl+Shift+K",
    startAtLogin: false,
    attention: { oldAfterDays: 90, neverUsedAfterDays: 7, idleAfterDays: 30, expiringWithinDays: 14 },
    weeklyReminder: true,
  },
  proxy: { mode: "system" },
  proxyPasswordStored: false,
  authoritiesFile: null,
  rotations: [],
  dismissals: [],
  remindedAt: null,
  remindedOf: [],
  trayHintShown: false,
  softwareRendering: null,
};
const aside = "settings.unreadable-2026-11-23T05-13-52Z.json";

let folder: string;
let path: string;
let now: Date;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "keyrack-settings-"));
  path = join(folder, "settings.json");
  now = new Date("2026-11-23T05:13:52.123Z");
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const open = () => openSettings({ folder, clock: { now: () => now, after: () => () => {} } });
const onDisk = () => JSON.parse(readFileSync(path, "utf8")) as unknown;
const write = (content: unknown) =>
  writeFileSync(path, typeof content === "string" ? content : JSON.stringify(content));

describe("settings that are fine", () => {
  it("are the defaults at the first start, which writes nothing", () => {
    const { store, notice } = open();
    expect(store.current()).toEqual(defaults);
    expect(notice).toBeNull();
    expect(readdirSync(folder)).toEqual([]);
  });

  it("come back as they were", async () => {
    expect(await open().store.update(full)).toEqual({ ok: true, value: null });
    expect(open()).toMatchObject({ notice: null });
    expect(open().store.current()).toEqual(full);
    expect(onDisk()).toEqual({ version: 1, ...full });
  });

  it("are for this user's eyes alone", async () => {
    writeFileSync(path, JSON.stringify({ version: 1 }), { mode: 0o644 });
    await open().store.update({ appearance: "dark" });
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(readdirSync(folder)).toEqual(["settings.json"]);
  });

  it("are there at once in memory, and on disk when the promise says so", async () => {
    const { store } = open();
    const saving = store.update({ appearance: "light" });
    expect(store.current().appearance).toBe("light");
    await saving;
    expect(onDisk()).toMatchObject({ appearance: "light" });
  });

  it("survive a burst of changes, the last one of each kind", async () => {
    const { store } = open();
    const saving = Array.from({ length: 200 }, (_, at) => store.update(at % 2 ? { localPort: at } : { window: null }));
    void store.update({ appearance: "dark" });
    await store.flush();
    expect(onDisk()).toMatchObject({ localPort: 199, appearance: "dark" });
    expect((await Promise.all(saving)).every(({ ok }) => ok)).toBe(true);
  });

  it("lose unknown members, and may begin with a byte order mark", () => {
    write(
      `\uFEFF${JSON.stringify({ version: 1, ...full, surprise: 1, connections: [{ ...connection, surprise: 1 }] })}`,
    );
    expect(open().store.current()).toEqual({ ...full, connections: [connection] });
  });

  it("are not confused by what a crash left behind", async () => {
    writeFileSync(`${path}.tmp`, "half a fi");
    await open().store.update(full);
    expect(open().store.current()).toEqual(full);
    expect(readdirSync(folder)).toEqual(["settings.json"]);
  });

  it("go into a folder that does not exist yet", async () => {
    folder = join(folder, "new", "profile");
    path = join(folder, "settings.json");
    expect(await open().store.update(full)).toMatchObject({ ok: true });
    expect(open().store.current()).toEqual(full);
  });
});

describe("small things that are damaged", () => {
  it.each<[string, object, Partial<Settings>]>([
    ["a window without a size", { window: { x: 1, y: 2 } }, { window: null }],
    ["a window of no size", { window: { ...full.window, width: 0 } }, { window: null }],
    ["a window that is huge", { window: { ...full.window, height: 1e9 } }, { window: null }],
    ["a window at NaN", { window: { ...full.window, x: null } }, { window: null }],
    ["a port that is none", { localPort: 70_000 }, { localPort: null }],
    ["an unknown appearance", { appearance: "sepia" }, { appearance: "system" }],
    [
      "an active connection that does not exist",
      { activeConnectionId: crypto.randomUUID() },
      { activeConnectionId: null },
    ],
    ["an active connection that is no id", { activeConnectionId: 7 }, { activeConnectionId: null }],
  ])("%s: the rest stays, without a word", (_name, damage, result) => {
    write({ version: 1, ...full, ...damage });
    const { store, notice } = open();
    expect(store.current()).toEqual({ ...full, ...result });
    expect(notice).toBeNull();
    expect(readdirSync(folder)).toEqual(["settings.json"]);
  });
});

describe("a file that cannot be used", () => {
  it.each<[string, unknown]>([
    ["empty", ""],
    ["cut off", '{"version": 1, "connections": ['],
    ["no JSON", "\u0000\u0001"],
    ["no object", "[]"],
    ["null", "null"],
    ["without a version", { ...full }],
    ["with connections that are none", { version: 1, connections: {} }],
    ["too large", `{"version": 1, "more": "${"x".repeat(1024 * 1024)}"}`],
  ])("%s: set aside unchanged, defaults, said so", async (_name, content) => {
    write(content);
    const before = readFileSync(path, "utf8");
    const { store, notice } = open();
    expect(store.current()).toEqual(defaults);
    expect(notice).toBe(
      `Your settings could not be read. They were set aside as ${aside} and Keyrack started with its defaults.`,
    );
    expect(readFileSync(join(folder, aside), "utf8")).toBe(before);
    expect(await store.update({ appearance: "dark" })).toMatchObject({ ok: true });
    expect(open().store.current()).toEqual({ ...defaults, appearance: "dark" });
    expect(readdirSync(folder).sort()).toEqual(["settings.json", aside].sort());
  });

  it("a directory in its place: likewise", async () => {
    mkdirSync(path);
    writeFileSync(join(path, "inside"), "kept");
    const { store, notice } = open();
    expect(notice).toContain(aside);
    expect(readFileSync(join(folder, aside, "inside"), "utf8")).toBe("kept");
    expect(await store.update(full)).toMatchObject({ ok: true });
  });

  it("written by a newer Keyrack: said so", () => {
    write({ version: 2, connections: "in another form" });
    const { store, notice } = open();
    expect(store.current()).toEqual(defaults);
    expect(notice).toContain("written by a newer Keyrack");
    expect(readdirSync(folder)).toEqual([aside]);
  });

  it("never takes the place of one set aside before", () => {
    for (const content of ["first", "second", "third"]) {
      write(content);
      open();
    }
    const names = [aside, aside.replace(".json", "-2.json"), aside.replace(".json", "-3.json")];
    expect(names.map((name) => readFileSync(join(folder, name), "utf8"))).toEqual(["first", "second", "third"]);
  });

  it.each<[string, unknown]>([
    ["without a name", { ...other, name: undefined }],
    ["with an id that is none", { ...other, id: "1" }],
    ["that is no object", "https://api.example.com"],
    ["that stands there twice", connection],
  ])("one connection %s: the file is set aside, and the good ones are kept on disk, too", async (_name, broken) => {
    write({ version: 1, ...full, connections: [connection, broken] });
    const before = readFileSync(path, "utf8");
    const { store, notice } = open();
    const kept = { ...full, connections: [connection] };
    expect(store.current()).toEqual(kept);
    expect(notice).toBe(
      `Part of your settings could not be read. They were set aside as ${aside}, and Keyrack kept the connections it could read.`,
    );
    expect(readFileSync(join(folder, aside), "utf8")).toBe(before);
    expect(onDisk(), "until the good ones are written, a crash loses nothing").toHaveProperty("connections.length", 2);
    await store.flush();
    expect(open()).toMatchObject({ notice: null });
    expect(open().store.current()).toEqual(kept);
  });

  it("that cannot even be set aside: goes on in memory, says so, and writes as soon as it can", async () => {
    // Every name it could get is taken. (A read-only folder would not do: root may write to it.)
    write("damaged");
    writeFileSync(join(folder, aside), "");
    for (let count = 2; count <= 100; count++)
      writeFileSync(join(folder, aside.replace(".json", `-${count}.json`)), "");
    const { store, notice } = open();
    expect(notice).toContain("could not be set aside either, so changes hold only until Keyrack closes");
    expect(await store.update({ appearance: "dark" })).toMatchObject({
      ok: false,
      failure: { code: "settings-not-saved" },
    });
    expect(store.current().appearance).toBe("dark");
    expect(readFileSync(path, "utf8")).toBe("damaged");
    now = new Date("2026-11-23T05:13:53.000Z");
    expect(await store.update({ localPort: 1 })).toMatchObject({ ok: true });
    expect(onDisk()).toMatchObject({ appearance: "dark", localPort: 1 });
    expect(readFileSync(join(folder, aside.replace("52Z", "53Z")), "utf8")).toBe("damaged");
  });

  it("never makes it throw, whatever is in it", () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.json(),
          fc.string(),
          fc.object().map((rest) => JSON.stringify({ version: 1, ...rest })),
        ),
        (text) => {
          write(text);
          open();
          rmSync(folder, { recursive: true });
          mkdirSync(folder);
        },
      ),
      { numRuns: 200 },
    );
  });
});

describe("a write that fails", () => {
  it("keeps the change for this run, and is made up for by the next one", async () => {
    const { store } = open();
    await store.update({ appearance: "light" });
    // A file where the folder was: nobody, not even root, can write into it.
    rmSync(folder, { recursive: true });
    writeFileSync(folder, "");
    const result = await store.update({ appearance: "dark" });
    expect(result).toMatchObject({ ok: false, failure: { code: "settings-not-saved" } });
    expect(store.current().appearance).toBe("dark");
    rmSync(folder);
    expect(await store.update({ localPort: 5 })).toMatchObject({ ok: true });
    expect(onDisk()).toMatchObject({ appearance: "dark", localPort: 5 });
  });
});
