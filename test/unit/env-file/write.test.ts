/** Writing a key into a `.env` file on a real disk: what is there afterwards, who may read it, and taking it back. */
import {
  chmodSync,
  chownSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { parse } from "dotenv";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { findAssignments } from "../../../src-main/env-file/assignments.ts";
import { createEnvFiles } from "../../../src-main/env-file/env-files.ts";
import type { EnvFileWritten } from "../../../src-main/env-file-port.ts";
import { asOrdinaryUser, isRoot, key, makeFolder, removeFolder, snapshot } from "./folder.ts";
import { ordinaryFile } from "./texts.ts";

vi.setConfig({ testTimeout: 30_000 });

let folder: string;
const file = () => join(folder, ".env");
const text = () => readFileSync(file(), "utf8");
const mode = () => statSync(file()).mode & 0o7777;
const files = createEnvFiles();

beforeEach(() => {
  folder = makeFolder();
});
afterEach(() => removeFolder(folder));

async function write(change: Partial<{ path: string; name: string; value: string }> = {}): Promise<EnvFileWritten> {
  const written = await files.write({ path: file(), name: "API_KEY", value: key, ...change });
  if (!written.ok) throw new Error(`refused: ${written.reason}`);
  return written.value;
}

describe("a file", () => {
  test("that is not there yet is made, for this user alone", async () => {
    expect(await write()).toMatchObject({ how: "create", target: file(), git: { status: "none" } });
    expect(text()).toBe(`API_KEY=${key}\n`);
    expect(mode()).toBe(0o600);
    expect(readdirSync(folder)).toEqual([".env"]);
  });

  test.each([0o644, 0o664, 0o600, 0o777, 0o4755])("with permissions %o has 600 afterwards", async (before) => {
    writeFileSync(file(), "A=1\n");
    chmodSync(file(), before);
    expect(await write()).toMatchObject({ how: "append" });
    expect(text()).toBe(`A=1\nAPI_KEY=${key}\n`);
    expect(mode()).toBe(0o600);
  });

  test("keeps whatever else is in it, byte by byte, and dotenv reads the key", async () => {
    await fc.assert(
      fc.asyncProperty(ordinaryFile, async (before) => {
        writeFileSync(file(), before);
        await write({ name: "KEY" });
        const last = findAssignments(before).findLast(({ name }) => name === "KEY");
        expect(text().startsWith(last ? before.slice(0, last.start) : before)).toBe(true);
        if (last) expect(text().endsWith(before.slice(last.end))).toBe(true);
        expect(parse(readFileSync(file()))).toEqual({ ...parse(before), KEY: key });
      }),
      { numRuns: 60 },
    );
    expect(readdirSync(folder)).toEqual([".env"]);
  });

  test("behind a link is replaced, and the link stays", async () => {
    mkdirSync(join(folder, "shared"));
    writeFileSync(join(folder, "shared/settings"), "A=1\n");
    symlinkSync("shared/settings", join(folder, "hop"));
    symlinkSync("hop", file());
    const before = snapshot(folder);
    expect(await write()).toMatchObject({ target: join(folder, "shared/settings"), how: "append" });
    expect(readFileSync(join(folder, "shared/settings"), "utf8")).toBe(`A=1\nAPI_KEY=${key}\n`);
    const { "shared/settings": _was, ...others } = before;
    expect(snapshot(folder)).toMatchObject(others);
  });

  test("with a strange name is a file like any other", async () => {
    for (const name of [".env.local", "-rf", "ключ .env", `${"n".repeat(251)}.env`]) {
      await write({ path: join(folder, name) });
      expect(readFileSync(join(folder, name), "utf8")).toBe(`API_KEY=${key}\n`);
    }
  });

  test("beside others of the names that drafts might have touches none of them", async () => {
    writeFileSync(`${file()}.tmp`, "mine");
    mkdirSync(join(folder, ".env.bak"));
    await write();
    expect(readFileSync(`${file()}.tmp`, "utf8")).toBe("mine");
    expect(readdirSync(folder).sort()).toEqual([".env", ".env.bak", ".env.tmp"]);
  });

  test.skipIf(!isRoot)("of somebody else still is theirs when root has written it", async () => {
    writeFileSync(file(), "A=1\n");
    chownSync(file(), 1234, 2345);
    await write();
    expect(statSync(file())).toMatchObject({ uid: 1234, gid: 2345 });
  });

  test.skipIf(!isRoot)("whose group cannot be kept gives that group nothing, also after undo", async () => {
    writeFileSync(file(), "A=1\n", { mode: 0o640 });
    chmodSync(folder, 0o777);
    chownSync(file(), 65534, 2345);
    await asOrdinaryUser(async () => {
      const { undoId } = await write();
      expect(mode()).toBe(0o600);
      expect(await files.undo(undoId)).toEqual({ ok: true, value: null });
    });
    expect(text()).toBe("A=1\n");
    expect(mode()).toBe(0o600);
  });

  test("written to twice at once has both", async () => {
    await Promise.all([write({ name: "ONE" }), write({ name: "TWO" }), write({ name: "ONE", value: "second_time" })]);
    expect(parse(text())).toEqual({ ONE: "second_time", TWO: key });
  });

  test("is written without a word in the log", async () => {
    const said = [vi.spyOn(process.stderr, "write"), vi.spyOn(process.stdout, "write")];
    const spoken = [vi.spyOn(console, "log"), vi.spyOn(console, "error")];
    const { undoId } = await write();
    await files.inspect(file(), "API_KEY");
    await files.undo(undoId);
    await files.write({ path: folder, name: "API_KEY", value: key });
    for (const spy of [...said, ...spoken]) expect(spy).not.toHaveBeenCalled();
  });
});

describe("looking first", () => {
  test("says what a write would do and does none of it", async () => {
    expect(await files.inspect(file(), "KEY")).toEqual({
      ok: true,
      value: { target: file(), how: "create", earlier: 0, readableByOthers: false, git: { status: "none" } },
    });
    writeFileSync(file(), "KEY=1\nA=1\nKEY=2\n");
    chmodSync(file(), 0o640);
    const before = snapshot(folder);
    expect(await files.inspect(file(), "KEY")).toMatchObject({
      value: { how: "replace", earlier: 1, readableByOthers: true },
    });
    expect(await files.inspect(file(), "OTHER")).toMatchObject({ value: { how: "append", earlier: 0 } });
    expect(snapshot(folder)).toEqual(before);
  });
});

describe("undo", () => {
  test("brings the bytes and the permissions back", async () => {
    const bytes = "\uFEFFexport API_KEY='old' # note\r\nB=2";
    writeFileSync(file(), bytes);
    chmodSync(file(), 0o644);
    const before = snapshot(folder);
    const { undoId } = await write();
    expect(text()).toContain(key);
    expect(await files.undo(undoId)).toEqual({ ok: true, value: null });
    expect(snapshot(folder)).toEqual(before);
  });
  test("removes a file that was not there before", async () => {
    const { undoId } = await write();
    expect(await files.undo(undoId)).toEqual({ ok: true, value: null });
    expect(readdirSync(folder)).toEqual([]);
  });
  test("works once", async () => {
    const { undoId } = await write();
    await files.undo(undoId);
    expect(await files.undo(undoId)).toEqual({ ok: false, reason: "nothing-to-undo" });
  });
  test("goes back step by step, the last one first", async () => {
    writeFileSync(file(), "A=1\n");
    const first = await write({ name: "ONE" });
    const second = await write({ name: "TWO" });
    expect(await files.undo(first.undoId)).toEqual({ ok: false, reason: "changed" });
    expect(await files.undo(second.undoId)).toMatchObject({ ok: true });
    expect(await files.undo(first.undoId)).toMatchObject({ ok: true });
    expect(text()).toBe("A=1\n");
  });
  test.each<[string, () => void]>([
    ["was edited", () => writeFileSync(file(), `${text()}B=2\n`)],
    ["was removed", () => rmSync(file())],
  ])("leaves a file alone that %s since", async (_what, meanwhile) => {
    writeFileSync(file(), "A=1\n");
    const { undoId } = await write();
    meanwhile();
    const before = snapshot(folder);
    expect(await files.undo(undoId)).toEqual({ ok: false, reason: "changed" });
    expect(snapshot(folder)).toEqual(before);
  });
  test("leaves alone what changes at the last moment, and a made file as well", async () => {
    for (const bytes of ["A=1\n", null]) {
      let pause = async () => {};
      const slow = createEnvFiles({ pause: () => pause() });
      rmSync(file(), { force: true });
      if (bytes) writeFileSync(file(), bytes);
      const written = await slow.write({ path: file(), name: "API_KEY", value: key });
      pause = async () => writeFileSync(file(), "THEIRS=1\n");
      expect(await slow.undo(written.ok ? written.value.undoId : "")).toEqual({ ok: false, reason: "changed" });
      expect(text()).toBe("THEIRS=1\n");
    }
  });
  test("is over once the window has closed", async () => {
    const { undoId } = await write();
    files.forgetUndo();
    expect(await files.undo(undoId)).toEqual({ ok: false, reason: "nothing-to-undo" });
    expect(text()).toContain(key);
  });
});
