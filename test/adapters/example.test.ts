/** docs/adapters.md is its own example: its code blocks fit the program's types and style, and hold to the list of behaviours. */
import { spawnSync } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { commandFile } from "../../scripts/run/paths.mjs";
import { behaviours } from "./behaviours.ts";
import { tryOut } from "./bench.ts";
import { filesOf } from "./documented-files.ts";
import type { Subject } from "./subject.ts";
import { subjects } from "./subjects.ts";

const root = resolve(import.meta.dirname, "../..");
const files = filesOf(root);
// There is no such file: vitest.config.ts takes it from the document.
const { subject } = (await import(/* @vite-ignore */ join(root, "test/adapters/subjects/plain.ts"))) as {
  subject: Subject;
};

/** Runs a command of the project's; what it printed, and whether it was content. */
function run(command: string, args: string[], input?: string) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [command, ...args], {
    cwd: root,
    encoding: "utf8",
    ...(input === undefined ? {} : { input }),
  });
  return { content: status === 0, stdout, printed: stdout + stderr };
}

test("the document has every file of an adapter and its test's half", () => {
  expect([...files.keys()].toSorted()).toEqual([
    "src-main/servers/plain/adapter.ts",
    "src-main/servers/plain/client.ts",
    "test/adapters/subjects/plain.ts",
    "test/support/plain-server.ts",
  ]);
});

test("its blocks are typed as the program is", () => {
  const folder = join(root, "node_modules/.keyrack/documented-adapter");
  rmSync(folder, { recursive: true, force: true });
  for (const [path, text] of files) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  const compilerOptions = {
    composite: false,
    incremental: false,
    noEmit: true,
    emitDeclarationOnly: false,
    // Each file as if it lay beside those it imports.
    rootDirs: [root, folder],
    lib: ["ES2023", "DOM"],
    types: ["node"],
    typeRoots: [join(root, "node_modules/@types")],
  };
  const config = { extends: join(root, "tsconfig.base.json"), compilerOptions, files: [...files.keys()] };
  writeFileSync(join(folder, "tsconfig.json"), JSON.stringify(config));
  expect(run(commandFile("typescript", "tsc"), ["-p", folder]).printed).toBe("");
});

test.each([...files])("its block %s is written as the program is", (path, text) => {
  const checked = run(commandFile("@biomejs/biome", "biome"), ["check", "--write", `--stdin-file-path=${path}`], text);
  expect(checked.stdout, checked.printed).toBe(text);
  expect(checked.content, checked.printed).toBe(true);
});

describe("Plain", () => {
  test.each(behaviours.map((behaviour) => [behaviour.what, behaviour] as const))("%s", (_what, behaviour) =>
    tryOut(behaviour, subject, subjects),
  );
});
