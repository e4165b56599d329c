/** The glance at the settings before they are parsed: it sees what the schema will see, and never fails. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { glanceAtSettings, settingsFile } from "../../../src-main/settings/first-glance.ts";
import { defaultSettings, encodeSettings, parseSettings } from "../../../src-main/settings/settings-file.ts";

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "keyrack-glance-"));
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

function glanceAt(text: string) {
  writeFileSync(join(folder, settingsFile), text);
  return glanceAtSettings(folder);
}

const nothing = { place: null, appearance: "system" };

describe("a first glance", () => {
  test("sees the window's place and the appearance that were written", () => {
    const window = { x: -20, y: 40, width: 900, height: 640, maximized: true };
    const text = encodeSettings({ ...defaultSettings(), window, appearance: "dark" });
    expect(glanceAt(text)).toEqual({ place: window, appearance: "dark" });
    expect(glanceAt(`\uFEFF${text}`)).toEqual({ place: window, appearance: "dark" });
  });

  test("takes for a place what the schema takes for one", () => {
    const bound = fc.oneof(fc.integer(), fc.integer({ min: -100_001, max: 100_001 }), fc.double(), fc.string());
    const place = fc.record(
      { x: bound, y: bound, width: bound, height: bound, maximized: fc.oneof(fc.boolean(), fc.integer()) },
      { requiredKeys: [] },
    );
    const appearance = fc.oneof(fc.constantFrom("system", "light", "dark"), fc.string(), fc.integer());
    fc.assert(
      fc.property(fc.oneof(place, fc.jsonValue()), appearance, (window, chosen) => {
        const text = JSON.stringify({ version: 1, connections: [], window, appearance: chosen });
        const { settings } = parseSettings(text);
        expect(glanceAt(text)).toEqual({ place: settings.window, appearance: settings.appearance });
      }),
    );
  });

  test("sees nothing where there is no file", () => {
    expect(glanceAtSettings(folder)).toEqual(nothing);
  });

  test.each(["", "null", "[]", "{", "7", '{"window":{"x":1}}'])("sees nothing in %j", (text) => {
    expect(glanceAt(text)).toEqual(nothing);
  });

  test("does not read a file that is larger than any honest one", () => {
    const place = '"window":{"x":0,"y":0,"width":900,"height":640,"maximized":false}';
    expect(glanceAt(`{${place},"filler":"${"x".repeat(1024 * 1024)}"}`)).toEqual(nothing);
  });
});
