/** What the built program is made of is in `dependencies`, what only building and testing need in `devDependencies`, and nothing in both. */
import { readFileSync } from "node:fs";
import { isBuiltin } from "node:module";
import { dirname, join, resolve } from "node:path";
import { expect, test } from "vitest";
import { z } from "zod";

const root = resolve(import.meta.dirname, "../..");
const Names = z.record(z.string(), z.string());
const Manifest = z.object({ dependencies: Names, devDependencies: Names });

const read = (name: string): unknown => JSON.parse(readFileSync(join(root, name), "utf8"));
const manifest = Manifest.parse(read("package.json"));
const locked = Manifest.parse(
  z.object({ packages: z.object({ "": z.unknown() }) }).parse(read("package-lock.json")).packages[""],
);

/** What electron.vite.config.ts builds for Node. The document of the API is written by sources that are in none of these. */
const entries = [
  "src-main/index.ts",
  "src-main/keychain/keytar-process.ts",
  "src-main/local-service/utility-process.ts",
  "src-main/local-service/cli.ts",
  "src-preload/index.ts",
];

const imported = /^(?:import|export)\s+(?!type\s)(?:[^"';]*?\sfrom\s)?"([^"]+)"|\b(?:import|require)\("([^"]+)"\)/gm;

/** The packages that these files and all that they import need for more than their types. */
function packagesOf(files: readonly string[]): Set<string> {
  const packages = new Set<string>();
  const seen = new Set(files);
  for (const file of seen) {
    for (const [, fixed, dynamic] of readFileSync(join(root, file), "utf8").matchAll(imported)) {
      const name = fixed ?? dynamic ?? "";
      if (name.startsWith(".")) {
        // What is no source is a file that is taken along.
        if (name.endsWith(".ts")) seen.add(join(dirname(file), name));
      } else if (!isBuiltin(name)) packages.add(name.split("/", name.startsWith("@") ? 2 : 1).join("/"));
    }
  }
  return packages;
}

// The renderer's libraries are built into its page; Electron is what all of it runs on.
test("every package that main, the local service or the bridge imports is in `dependencies`", () => {
  const used = packagesOf(entries);
  used.delete("electron");
  expect([...used]).toContain("eventsource-parser");
  expect([...used].filter((name) => !(name in manifest.dependencies))).toEqual([]);
  expect(Object.keys(manifest.dependencies).filter((name) => !used.has(name))).toEqual([]);
});

test("no package is in both, and the lock file says the same", () => {
  const both = Object.keys(manifest.dependencies).filter((name) => name in manifest.devDependencies);
  expect(both).toEqual([]);
  expect(locked).toEqual(manifest);
});
