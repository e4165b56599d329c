/** A kept key into a `.env` file: chosen by a dialog, named by an id, written with the keychain's value, and taken back. */
import { execFileSync } from "node:child_process";
import { readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import {
  chooseEnvFile,
  forgetEnvFiles,
  ignoreEnvFile,
  inspectEnvFile,
  undoEnvFile,
  writeEnvFile,
} from "../../../src-main/use-cases/env-file.ts";
import { keptWorld, keptValue as value } from "../../support/kept-world.ts";
import { makeFolder, removeFolder } from "../env-file/folder.ts";

const variable = "STAGING_API_KEY";
let folder: string;
beforeEach(() => {
  folder = makeFolder();
});
afterEach(() => removeFolder(folder));

/** A kept key, and a file that the dialog has answered with. */
async function chosen(text: string | null = "A=1\n", name = ".env") {
  const world = await keptWorld();
  await world.keep();
  const path = join(folder, name);
  if (text !== null) writeFileSync(path, text, { mode: 0o644 });
  world.userFiles.envFile = path;
  const file = await chooseEnvFile(world.context, { fresh: text === null });
  if (!file.ok || file.value === null) throw new Error("Nothing was chosen.");
  const { fileId } = file.value;
  return { ...world, path, fileId, read: () => readFileSync(path, "utf8") };
}

test("looked at, written, taken back", async () => {
  const { context, fileId, path, read, reference } = await chosen();
  expect(await inspectEnvFile(context, { fileId, variable })).toEqual({
    ok: true,
    value: { how: "append", earlier: 0, readableByOthers: true, git: "none" },
  });
  expect(read(), "looking changes nothing").toBe("A=1\n");
  const written = await writeEnvFile(context, { ...reference, fileId, variable });
  expect(written).toMatchObject({ ok: true, value: { how: "append", git: "none" } });
  expect(read()).toBe(`A=1\n${variable}=${value}\n`);
  expect(statSync(path).mode & 0o777).toBe(0o600);
  expect(JSON.stringify([written, context.state.getState(), [...context.held.envFiles.keys()]])).not.toContain(value);
  const undoId = written.ok ? written.value.undoId : "";
  expect(await undoEnvFile(context, { undoId })).toEqual({ ok: true, value: null });
  expect([read(), statSync(path).mode & 0o777]).toEqual(["A=1\n", 0o644]);
  expect(await undoEnvFile(context, { undoId })).toMatchObject({ failure: { code: "env-undo" } });
});

test("a fresh file, and the dialog called off", async () => {
  const { context, fileId, read, reference, userFiles } = await chosen(null);
  expect(await inspectEnvFile(context, { fileId, variable })).toMatchObject({ value: { how: "create" } });
  expect(await writeEnvFile(context, { ...reference, fileId, variable })).toMatchObject({ value: { how: "create" } });
  expect(read()).toBe(`${variable}=${value}\n`);
  userFiles.envFile = null;
  expect(await chooseEnvFile(context, { fresh: false })).toEqual({ ok: true, value: null });
  expect(userFiles.asked).toEqual(["fresh", "existing"]);
});

test("with the window everything about files is forgotten, and the file stays", async () => {
  const { context, fileId, read, reference } = await chosen();
  const written = await writeEnvFile(context, { ...reference, fileId, variable });
  forgetEnvFiles(context);
  expect(await undoEnvFile(context, { undoId: written.ok ? written.value.undoId : "" })).toMatchObject({
    failure: { code: "env-undo", message: expect.stringContaining("the window was closed since") },
  });
  expect(await inspectEnvFile(context, { fileId, variable })).toMatchObject({ failure: { code: "env-file" } });
  expect(await ignoreEnvFile(context, { fileId })).toMatchObject({ failure: { code: "env-file" } });
  expect(read()).toContain(value);
});

test("an undo after somebody else's change leaves theirs", async () => {
  const { context, fileId, path, read, reference } = await chosen();
  const written = await writeEnvFile(context, { ...reference, fileId, variable });
  writeFileSync(path, "B=2\n");
  expect(await undoEnvFile(context, { undoId: written.ok ? written.value.undoId : "" })).toMatchObject({
    failure: { code: "env-undo", message: expect.stringContaining("changed it meanwhile") },
  });
  expect(read()).toBe("B=2\n");
});

test("a name no shell takes is refused with another, before the keychain is asked", async () => {
  const { context, fileId, read, reference, secretStore } = await chosen();
  secretStore.state = "locked";
  for (const answer of [
    await inspectEnvFile(context, { fileId, variable: "my-key" }),
    await writeEnvFile(context, { ...reference, fileId, variable: "my-key" }),
  ]) {
    expect(answer).toMatchObject({
      failure: { code: "invalid-variable", message: expect.stringContaining("MY_KEY would do") },
    });
  }
  expect(read()).toBe("A=1\n");
});

test("a locked keychain, a key that is not kept, a path of the caller's own: nothing is written", async () => {
  const { context, fileId, read, reference, secretStore } = await chosen();
  const input = { ...reference, fileId, variable };
  expect(await writeEnvFile(context, { ...input, keyId: "key_9" })).toMatchObject({
    failure: { code: "key-not-kept" },
  });
  expect(await writeEnvFile(context, { ...input, fileId: crypto.randomUUID() })).toMatchObject({
    failure: { code: "env-file" },
  });
  secretStore.state = "locked";
  expect(await writeEnvFile(context, input)).toMatchObject({ failure: { code: "keychain-locked" } });
  expect(read()).toBe("A=1\n");
});

test("in a repository: not ignored is said, the line is added, tracked is refused", async () => {
  const git = (...args: string[]) => execFileSync("git", ["-C", folder, ...args], { stdio: "ignore" });
  git("init", "-q");
  const { context, fileId, read, reference } = await chosen();
  expect(await inspectEnvFile(context, { fileId, variable })).toMatchObject({ value: { git: "not-ignored" } });
  expect(await ignoreEnvFile(context, { fileId })).toEqual({
    ok: true,
    value: { file: join(folder, ".gitignore"), line: "/.env" },
  });
  expect(await inspectEnvFile(context, { fileId, variable })).toMatchObject({ value: { git: "ignored" } });
  git("add", "--force", ".env");
  for (const answer of [
    await inspectEnvFile(context, { fileId, variable }),
    await writeEnvFile(context, { ...reference, fileId, variable }),
  ]) {
    expect(answer).toMatchObject({ failure: { code: "env-file", message: expect.stringContaining("git tracks it") } });
  }
  expect(read()).toBe("A=1\n");
});
