/** Every reason not to write, really produced: the file, its folder and its permissions are as before. */
import { execFileSync } from "node:child_process";
import { chmodSync, chownSync, linkSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { createEnvFiles } from "../../../src-main/env-file/env-files.ts";
import { maxEnvFileBytes } from "../../../src-main/env-file/file-state.ts";
import type { EnvFileReason } from "../../../src-main/env-file-port.ts";
import { mountObstacle, pinDown, readOnlyFolder, smallDisk } from "../../support/mounts.ts";
import { asOrdinaryUser, isRoot, key, makeFolder, removeFolder, snapshot } from "./folder.ts";

vi.setConfig({ testTimeout: 30_000 });

let folder: string;
const file = () => join(folder, ".env");
const files = createEnvFiles();

beforeEach(() => {
  folder = makeFolder();
});
afterEach(() => removeFolder(folder));

const write = (path = file()) => files.write({ path, name: "API_KEY", value: key });

/** Both the look and the write are refused, and nothing has changed. */
async function expectRefusal(reason: EnvFileReason, path = file()) {
  const before = snapshot(folder);
  expect(await files.inspect(path, "API_KEY")).toEqual({ ok: false, reason });
  expect(await write(path)).toEqual({ ok: false, reason });
  expect(snapshot(folder)).toEqual(before);
}

describe("what is no file of variables", () => {
  test("a folder", async () => {
    mkdirSync(file());
    await expectRefusal("directory");
  });
  test("a pipe, without waiting for somebody to write into it", async () => {
    execFileSync("mkfifo", [file()]);
    await expectRefusal("not-a-file");
  });
  test("a socket", async () => {
    const server = createServer().listen(file());
    await new Promise((done) => server.once("listening", done));
    await expectRefusal("not-a-file");
    await new Promise((done) => server.close(done));
  });
  test("a device", () => expectRefusal("not-a-file", "/dev/zero"));
  test.each([
    ["zero bytes", Buffer.from("A=1\0\n")],
    ["a picture", readFileSync(join(import.meta.dirname, "../../../build/icon.png"))],
    ["UTF-16", Buffer.from("\uFEFFA=1\n", "utf16le")],
    ["Latin-1", Buffer.from("A=café\n", "latin1")],
    ["half a character", Buffer.from("A=é").subarray(0, 3)],
  ])("%s", async (_what, bytes) => {
    writeFileSync(file(), bytes);
    await expectRefusal("not-text");
  });
  test("50 MB", async () => {
    writeFileSync(file(), Buffer.alloc(50 * 1024 * 1024, "A=1\n"));
    await expectRefusal("too-large");
  });
  test("a file that would only just become too large", async () => {
    writeFileSync(file(), Buffer.alloc(maxEnvFileBytes, "A=1\n"));
    expect(await files.inspect(file(), "API_KEY")).toMatchObject({ ok: true });
    expect(await write()).toEqual({ ok: false, reason: "too-large" });
    expect(readFileSync(file()).equals(Buffer.alloc(maxEnvFileBytes, "A=1\n"))).toBe(true);
  });
});

describe("places", () => {
  test.each<[string, () => string, EnvFileReason]>([
    ["a relative path", () => ".env", "invalid-path"],
    ["an empty path", () => "", "invalid-path"],
    ["a zero byte", () => `${file()}\0`, "invalid-path"],
    ["a name that is too long", () => join(folder, "n".repeat(300)), "invalid-path"],
    ["a missing folder", () => join(folder, "no/such/.env"), "folder-missing"],
    ["a folder that is a file", () => "/etc/hostname/.env", "folder-missing"],
  ])("%s", async (_what, path, reason) => {
    await expectRefusal(reason, path());
  });
  test("a link that leads nowhere, and one in a circle", async () => {
    symlinkSync("nowhere", join(folder, "a"));
    await expectRefusal("link-broken", join(folder, "a"));
    symlinkSync("circle", join(folder, "circle"));
    await expectRefusal("link-broken", join(folder, "circle"));
  });
  test("a second name of another file", async () => {
    writeFileSync(join(folder, "other"), "A=1\n");
    linkSync(join(folder, "other"), file());
    await expectRefusal("hard-linked");
  });
});

describe("permissions", () => {
  test.each([0o444, 0o400, 0o040])("a file marked read-only (%o), also for root", async (mode) => {
    writeFileSync(file(), "A=1\n");
    chmodSync(file(), mode);
    await expectRefusal("read-only");
  });
  test("a file that may not be read", async () => {
    writeFileSync(file(), "A=1\n");
    if (isRoot) chownSync(file(), 65534, 65534);
    chmodSync(file(), 0o200);
    if (isRoot) chmodSync(folder, 0o777);
    expect(await asOrdinaryUser(() => write())).toEqual({ ok: false, reason: "no-permission" });
    chmodSync(file(), 0o600);
    expect(readFileSync(file(), "utf8")).toBe("A=1\n");
  });
  test("a folder that may not be written to, with the file and without", async () => {
    chmodSync(folder, 0o555);
    expect(await asOrdinaryUser(() => write())).toEqual({ ok: false, reason: "no-permission" });
    chmodSync(folder, 0o755);
    writeFileSync(file(), "A=1\n");
    if (isRoot) chownSync(file(), 65534, 65534);
    chmodSync(folder, 0o555);
    expect(await asOrdinaryUser(() => write())).toEqual({ ok: false, reason: "no-permission" });
    expect(readFileSync(file(), "utf8")).toBe("A=1\n");
    chmodSync(folder, 0o755);
  });
  test.skipIf(!isRoot)("a file of another user, who could not read it any more", async () => {
    writeFileSync(file(), "A=1\n");
    chmodSync(file(), 0o666);
    chownSync(file(), 1234, 1234);
    chmodSync(folder, 0o777);
    const before = snapshot(folder);
    expect(await asOrdinaryUser(() => write())).toEqual({ ok: false, reason: "other-owner" });
    expect(snapshot(folder)).toEqual(before);
  });
});

const mounting = mountObstacle === null ? "" : ` (skipped: ${mountObstacle})`;
describe.skipIf(mountObstacle !== null)(`disks${mounting}`, () => {
  test("a full one: the old file stays, and no half draft", async () => {
    const disk = smallDisk(1);
    try {
      const path = join(disk.folder, ".env");
      writeFileSync(path, "A=1\n");
      disk.fill();
      const before = snapshot(disk.folder);
      expect(await write(path)).toEqual({ ok: false, reason: "disk-full" });
      expect(await write(join(disk.folder, "new.env"))).toEqual({ ok: false, reason: "disk-full" });
      expect(snapshot(disk.folder)).toEqual(before);
      disk.free();
      expect(await write(path)).toMatchObject({ ok: true });
    } finally {
      disk.remove();
    }
  });
  test("one that fills up before undo: what was written stays, and undo works once there is room", async () => {
    const disk = smallDisk(1);
    try {
      const path = join(disk.folder, ".env");
      writeFileSync(path, "A=1\n");
      const written = await write(path);
      const undoId = written.ok ? written.value.undoId : "";
      disk.fill();
      expect(await files.undo(undoId)).toEqual({ ok: false, reason: "disk-full" });
      expect(readFileSync(path, "utf8")).toContain(key);
      disk.free();
      expect(await files.undo(undoId)).toMatchObject({ ok: true });
      expect(readFileSync(path, "utf8")).toBe("A=1\n");
    } finally {
      disk.remove();
    }
  });
  test("a read-only one", async () => {
    writeFileSync(file(), "A=1\n");
    const release = readOnlyFolder(folder);
    try {
      await expectRefusal("read-only");
      await expectRefusal("read-only", join(folder, "new.env"));
    } finally {
      release();
    }
  });
  test("a file that is mounted by itself, as containers do", async () => {
    writeFileSync(file(), "A=1\n");
    const release = pinDown(file());
    try {
      const before = snapshot(folder);
      expect(await write()).toEqual({ ok: false, reason: "in-use" });
      expect(snapshot(folder)).toEqual(before);
    } finally {
      release();
    }
  });
});

describe("a file that changes between reading and writing", () => {
  test.each<[string, string | null, () => void]>([
    ["is edited", "A=1\n", () => writeFileSync(file(), "A=2\n")],
    ["is edited and has the same length and time", "A=1\n", () => touchAfter(() => writeFileSync(file(), "A=2\n"))],
    ["is replaced", "A=1\n", () => execFileSync("sh", ["-c", 'echo A=2 > "$1.new" && mv "$1.new" "$1"', "sh", file()])],
    ["is removed", "A=1\n", () => execFileSync("rm", [file()])],
    ["becomes a folder", "A=1\n", () => execFileSync("sh", ["-c", 'rm "$1" && mkdir "$1"', "sh", file()])],
    ["becomes read-only", "A=1\n", () => chmodSync(file(), 0o400)],
    [
      "becomes a link",
      "A=1\n",
      () => execFileSync("sh", ["-c", 'mv "$1" "$1.old" && ln -s .env.old "$1"', "sh", file()]),
    ],
    ["appears", null, () => writeFileSync(file(), "A=2\n")],
  ])("because it %s stays as the other program left it", async (_what, bytes, meanwhile) => {
    if (bytes !== null) writeFileSync(file(), bytes);
    let left = {};
    const pause = async () => {
      meanwhile();
      left = snapshot(folder);
    };
    const slow = createEnvFiles({ pause });
    expect(await slow.write({ path: file(), name: "API_KEY", value: key })).toEqual({ ok: false, reason: "changed" });
    expect(snapshot(folder)).toEqual(left);
  });

  test("and is only touched is written", async () => {
    writeFileSync(file(), "A=1\n");
    const slow = createEnvFiles({ pause: async () => void execFileSync("touch", [file()]) });
    expect(await slow.write({ path: file(), name: "API_KEY", value: key })).toMatchObject({ ok: true });
  });

  function touchAfter(change: () => void): void {
    execFileSync("touch", ["-r", file(), join(folder, "time")]);
    change();
    execFileSync("touch", ["-r", join(folder, "time"), file()]);
  }
});

describe("names and values", () => {
  test.each([
    ["2nd-key", "_2ND_KEY"],
    ["", "API_KEY"],
    ["A B", "A_B"],
    ["A\nB", "A_B"],
    ["Ключ", "API_KEY"],
    ["x".repeat(200), "X".repeat(128)],
  ])("the name %j is refused with a suggestion", async (name, suggestion) => {
    writeFileSync(file(), "A=1\n");
    const before = snapshot(folder);
    const refusal = { ok: false, reason: "invalid-name", suggestion };
    expect(await files.inspect(file(), name)).toEqual(refusal);
    expect(await files.write({ path: file(), name, value: key })).toEqual(refusal);
    expect(snapshot(folder)).toEqual(before);
  });
  test("a value that no quoting carries", async () => {
    writeFileSync(file(), "A=1\n");
    const refused = await files.write({ path: file(), name: "A", value: "line\nbreak" });
    expect(refused).toEqual({ ok: false, reason: "unwritable-value" });
    expect(readFileSync(file(), "utf8")).toBe("A=1\n");
  });
});
