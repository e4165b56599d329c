/** The built files hold what they may hold: a small preload that loads electron alone, a page without zod, Electron or Node. */
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { root } from "../support/app.ts";

test("the preload is one small file that requires electron and nothing else", () => {
  const folder = join(root, "out/preload");
  expect(readdirSync(folder)).toEqual(["index.cjs"]);
  const file = join(folder, "index.cjs");
  expect(statSync(file).size).toBeLessThan(10 * 1024);
  const text = readFileSync(file, "utf8");
  const required = [...text.matchAll(/\brequire\(\s*["'`]([^"'`]*)["'`]\s*\)/g)].map(([, name]) => name);
  expect(new Set(required)).toEqual(new Set(["electron"]));
  // Every `require` is one of those, and nothing is loaded in another way.
  expect(text.match(/\brequire\b/g)).toHaveLength(required.length);
  expect(text).not.toMatch(/\bimport\s*[("'{*]/);
});

test("the page's bundle holds no zod, no Electron and no Node", () => {
  const folder = join(root, "out/renderer");
  const scripts = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".js"));
  expect(scripts).not.toEqual([]);
  for (const name of scripts) {
    const text = readFileSync(join(folder, name), "utf8");
    for (const mark of [
      "ZodError",
      "invalid_union",
      "~standard",
      "ipcRenderer",
      "contextBridge",
      "node:fs",
      'require("',
    ]) {
      expect.soft(text.includes(mark), `${name} holds ${mark}`).toBe(false);
    }
  }
  const page = readFileSync(join(folder, "index.html"), "utf8");
  expect(page, "no inline script, which the policy would refuse").not.toMatch(/<script(?![^>]*\bsrc=)/);
});
