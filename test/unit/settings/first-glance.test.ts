/** The glance at the settings before they are parsed: it sees what the schema will see, and never fails. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { glanceAtSettings, lookAgainAfter, settingsFile } from "../../../src-main/settings/first-glance.ts";
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

const nothing = { place: null, appearance: "system", softwareRendering: false };

describe("a first glance", () => {
  test("sees the window's place and the appearance that were written", () => {
    const window = { x: -20, y: 40, width: 900, height: 640, maximized: true };
    const text = encodeSettings({ ...defaultSettings(), window, appearance: "dark" });
    expect(glanceAt(text)).toEqual({ ...nothing, place: window, appearance: "dark" });
    expect(glanceAt(`\uFEFF${text}`)).toEqual({ ...nothing, place: window, appearance: "dark" });
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
        expect(glanceAt(text)).toEqual({ ...nothing, place: settings.window, appearance: settings.appearance });
      }),
    );
  });

  test("believes that there is no graphics card for a week, and of the same Electron only", () => {
    const now = Date.parse("2026-11-23T12:00:00.000Z");
    const at = (found: unknown, electron = "45.4.1") => {
      writeFileSync(join(folder, settingsFile), JSON.stringify({ version: 1, softwareRendering: found }));
      return glanceAtSettings(folder, electron, now).softwareRendering;
    };
    const foundAt = (age: number) => ({ electron: "45.4.1", foundAt: new Date(now - age).toISOString() });
    expect(at(foundAt(0))).toBe(true);
    expect(at(foundAt(lookAgainAfter - 1))).toBe(true);
    expect(at(foundAt(lookAgainAfter))).toBe(false);
    expect(at(foundAt(-1)), "the clock was put back").toBe(false);
    expect(at(foundAt(0), "46.0.0")).toBe(false);
    for (const damaged of [null, true, "45.4.1", {}, { electron: "45.4.1" }, { electron: "45.4.1", foundAt: "soon" }]) {
      expect(at(damaged)).toBe(false);
    }
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
