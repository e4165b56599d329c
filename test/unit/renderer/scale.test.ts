/** Every text of the window has a size of the one scale, styles/tokens.css. */
import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { expect, test } from "vitest";

const renderer = resolve(import.meta.dirname, "../../../src-renderer");
const sheets = readdirSync(renderer, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".css"));
const read = (name: string) => readFileSync(join(renderer, name), "utf8");

test("every size of type is one of the scale", () => {
  const scale = [...read("styles/tokens.css").matchAll(/^ {2}(--size-[\w-]+):/gm)].map(([, name]) => `var(${name})`);
  const found = sheets.flatMap((name) =>
    [...read(name).matchAll(/font-size:\s*([^;]+);/g)].map(([, size = ""]) => ({ name, size })),
  );
  expect(found.length).toBeGreaterThan(50);
  expect(found.filter(({ size }) => !scale.includes(size))).toEqual([]);
  // And none of the scale is left over.
  expect(scale.filter((size) => !found.some((one) => one.size === size))).toEqual([]);
});
