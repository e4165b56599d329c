/** The benchmark's command line, and the budget of what a start loads, over a build made here. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, describe, expect, test } from "vitest";
import { readBenchArguments } from "../../scripts/bench/parts.mjs";
import { figuresOf, overBudget, readBudget } from "../../scripts/bundle/budget.mjs";
import { measureBundle } from "../../scripts/bundle/measure.mjs";

describe("the command line", () => {
  test("everything is measured unless parts are named", () => {
    const { files, bundle, json, quick } = readBenchArguments([]);
    expect(files).toContain("cold-start.spec.ts");
    expect(files).toContain("service.spec.ts");
    expect({ bundle, json, quick }).toEqual({ bundle: true, json: false, quick: false });
  });

  test("named parts are measured alone", () => {
    expect(readBenchArguments(["--json", "--quick", "idle", "memory"])).toEqual({
      json: true,
      quick: true,
      bundle: false,
      files: ["memory.spec.ts", "idle.spec.ts"],
    });
  });

  test.each([["coldstart"], ["--jsn"]])("%s is refused, with the parts there are", (word) => {
    expect(() => readBenchArguments([word])).toThrow(/Parts: coldStart, /);
  });
});

describe("what a start loads", () => {
  const folders: string[] = [];
  afterEach(() => {
    for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
  });

  /** A build of files with these texts; a number stands for a text of so many bytes. */
  function build(files: Record<string, string | number>): string {
    const out = mkdtempSync(join(tmpdir(), "keyrack-out-"));
    folders.push(out);
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(out, path)), { recursive: true });
      writeFileSync(join(out, path), typeof text === "number" ? " ".repeat(text) : text);
    }
    return out;
  }

  const page = '<link rel="preload" href="./font.woff2"><script src="./assets/index-AAAAAAAA.js"></script>';
  const files = {
    "main/index.js":
      'import { join } from "node:path";\nimport "./chunks/keys-AAAAAAAA.js";\nimport("./chunks/program-AAAAAAAA.js");',
    "main/chunks/program-AAAAAAAA.js":
      'import "./zod-AAAAAAAA.js";\nimport "./parts-AAAAAAAA.js";\nimport("./undici-AAAAAAAA.js");',
    "main/chunks/parts-AAAAAAAA.js": 4096,
    "main/chunks/keys-AAAAAAAA.js": `export * from "./zod-AAAAAAAA.js";${" ".repeat(1024)}`,
    "main/chunks/zod-AAAAAAAA.js": 2048,
    "main/chunks/undici-AAAAAAAA.js": 1_000_000,
    "preload/index.cjs": 512,
    "renderer/index.html": page,
    "renderer/font.woff2": 1_000_000,
    "renderer/assets/index-AAAAAAAA.js": 'import"./shared-AAAAAAAA.js"',
    "renderer/assets/shared-AAAAAAAA.js": 10_240,
  };

  test("what is imported statically counts, also by what was imported; what is imported later does not", () => {
    const bundle = measureBundle(build(files));
    expect(bundle.imports).toEqual(["keys.js", "node:path", "zod.js"]);
    expect(bundle.mainKb).toBeCloseTo(3.1, 0);
    expect(bundle.mainKb).toBeLessThan(4);
    expect(bundle.preloadKb).toBe(0.5);
    expect(bundle.rendererKb).toBeGreaterThanOrEqual(10);
    expect(bundle.rendererKb).toBeLessThan(11);
  });

  test("what main's entry imports later is the program, without what is there by then and what comes later still", () => {
    const { programKb } = measureBundle(build(files));
    expect(programKb).toBeGreaterThanOrEqual(4);
    expect(programKb).toBeLessThan(5);
  });

  test("a figure at its budget passes, and one above is named with what it holds", () => {
    const bundle = measureBundle(build(files));
    const budget = figuresOf(bundle);
    expect(overBudget(bundle, budget)).toEqual([]);
    expect(overBudget(bundle, { ...budget, preloadKb: 0.4, eagerImports: 2 })).toEqual([
      "preloadKb is 0.5; the budget is 0.4.",
      "eagerImports is 3 (keys.js, node:path, zod.js); the budget is 2.",
    ]);
  });

  test("the budget has a limit for each figure", () => {
    const names = Object.keys(figuresOf(measureBundle(build(files))));
    expect(Object.keys(readBudget()).sort()).toEqual(names.sort());
  });
});
