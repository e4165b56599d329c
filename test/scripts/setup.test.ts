/** What setup decides before it installs anything. */
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, truncateSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { fingerprint } from "../../scripts/setup/build.mjs";
import { parseCommandLine } from "../../scripts/setup/default-app/command-line.mjs";
import { isInstalled } from "../../scripts/setup/dependencies.mjs";
import { placeOf, verify } from "../../scripts/setup/electron-fallback.mjs";
import { filesAreWhole, readRecord } from "../../scripts/setup/file-record.mjs";
import { atLeast, requireNode } from "../../scripts/setup/node-version.mjs";
import { parseLdd } from "../../scripts/setup/system-packages.mjs";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "keyrack-scripts-test-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

describe("Node's version", () => {
  test.each([
    ["20.19.0", "20.19", true],
    ["20.19", "20.19", true],
    ["20.18.3", "20.19", false],
    ["22.0.0", "20.19", true],
    ["18.20.0", "20.19", false],
    ["100.1.0", "20.19", true],
  ])("%s against %s", (version, floor, enough) => expect(atLeast(version, floor)).toBe(enough));

  test("one that is too old is named together with the one needed", () => {
    expect(() => requireNode("18.20.1")).toThrow(/needs Node 20\.19 or later; this is Node 18\.20\.1/);
  });
});

describe("installed dependencies", () => {
  const lock = {
    packages: {
      "": { version: "0.1.0" },
      "node_modules/a": { version: "1.0.0", integrity: "sha512-a" },
      "node_modules/b-darwin": { version: "1.0.0", integrity: "sha512-b", optional: true },
    },
  };
  const installed = { packages: { "node_modules/a": { version: "1.0.0", integrity: "sha512-a" } } };
  const there = () => true;

  test("another platform's package may be absent", () => expect(isInstalled(lock, installed, there)).toBe(true));
  test("nothing else may", () => expect(isInstalled(lock, { packages: {} }, there)).toBe(false));
  test("another version is not it", () => {
    const other = { packages: { "node_modules/a": { version: "1.0.1", integrity: "sha512-a" } } };
    expect(isInstalled(lock, other, there)).toBe(false);
  });
  test("nor is another content of the same version", () => {
    const other = { packages: { "node_modules/a": { version: "1.0.0", integrity: "sha512-x" } } };
    expect(isInstalled(lock, other, there)).toBe(false);
  });
  test("nor is one that the lock file has dropped", () => {
    const more = { packages: { ...installed.packages, "node_modules/c": { version: "1.0.0" } } };
    expect(isInstalled(lock, more, there)).toBe(false);
  });
  test("a folder removed by hand is noticed", () => expect(isInstalled(lock, installed, () => false)).toBe(false));
});

describe("the fallback runtime", () => {
  test.each([
    ["Cypress/Cypress", "electron"],
    ["Cypress/locales/en-US.pak", "locales/en-US.pak"],
    ["Cypress/LICENSE.electron.txt", "LICENSE.electron.txt"],
    ["Cypress/resources/app/index.js", undefined],
    ["Cypress/browser_v8_context_snapshot.bin", undefined],
    ["Cypress/v8_context_snapshot.bin", "v8_context_snapshot.bin"],
    ["elsewhere/file", undefined],
  ])("%s becomes %s", (name, path) => expect(placeOf(name)).toBe(path));

  test("a download with another content is refused, with both hashes", async () => {
    const file = join(folder, "x.tgz");
    writeFileSync(file, "not it");
    await expect(verify(file)).rejects.toThrow(
      /not the file it should be[\s\S]*expected sha512-[\s\S]*received sha512-/,
    );
  });

  test("the right one is accepted", async () => {
    const file = join(folder, "x.tgz");
    writeFileSync(file, "");
    // SHA-512 of nothing.
    const integrity = "sha512-z4PhNX7vuL3xVChQ1m2AB9Yg5AULVxXcg/SpIdNs6c5H0NE8XYXysP+DGNKHfuwvY7kxvUdBeoGlODJ6+SfaPg==";
    await expect(verify(file, integrity)).resolves.toBeUndefined();
  });
});

describe("the record of files", () => {
  const files = { "a.txt": 3, "sub/b.txt": 2 };
  beforeEach(() => {
    mkdirSync(join(folder, "sub"));
    writeFileSync(join(folder, "a.txt"), "abc");
    writeFileSync(join(folder, "sub", "b.txt"), "de");
  });

  test("whole", () => expect(filesAreWhole(folder, files)).toBe(true));
  test("a missing file", () => {
    rmSync(join(folder, "sub", "b.txt"));
    expect(filesAreWhole(folder, files)).toBe(false);
  });
  test("a file cut short", () => {
    truncateSync(join(folder, "a.txt"), 1);
    expect(filesAreWhole(folder, files)).toBe(false);
  });
  test.each([[undefined], [null], [{}], ["text"]])("%j records nothing", (record) =>
    expect(filesAreWhole(folder, record)).toBe(false),
  );
  test.each(["", "{", "null", "3"])("%j is no record", (text) => {
    writeFileSync(join(folder, "record.json"), text);
    expect(readRecord(join(folder, "record.json"))).toBeUndefined();
  });
});

describe("libraries that are missing", () => {
  test("are read from ldd", () => {
    const text = [
      "\tlinux-vdso.so.1 (0x00007fff)",
      "\tlibnss3.so => not found",
      "\tlibc.so.6 => /lib/x86_64-linux-gnu/libc.so.6 (0x00007f)",
      "\tlibgtk-3.so.0 => not found",
    ].join("\n");
    expect(parseLdd(text)).toEqual(["libnss3.so", "libgtk-3.so.0"]);
  });
});

describe("the default app's command line", () => {
  const versions = { electron: "33.2.1", modules: "130" };
  const parse = (line: string) => parseCommandLine(line.split(" ").filter(Boolean), versions);

  test.each([
    [".", { modules: [], target: "." }],
    ["--no-sandbox /an/app --its-own=flag -r", { modules: [], target: "/an/app" }],
    ["--inspect=0 --remote-debugging-port=0 -r /loader.js . --more", { modules: ["/loader.js"], target: "." }],
    ["--require a --require=b app", { modules: ["a", "b"], target: "app" }],
    ["--app=/an/app", { modules: [], target: "/an/app" }],
    ["--version", { modules: [], print: "v33.2.1" }],
    ["-a", { modules: [], print: "130" }],
    ["--no-sandbox", { modules: [] }],
    ["app --version", { modules: [], target: "app" }],
    ["-r", { modules: [], print: "-r needs a file" }],
  ])("%s", (line, expected) => expect(parse(line)).toEqual(expected));
});

describe("the fingerprint of the sources", () => {
  beforeEach(() => {
    mkdirSync(join(folder, "src-main", "deep"), { recursive: true });
    writeFileSync(join(folder, "src-main", "deep", "a.ts"), "1");
    writeFileSync(join(folder, "package.json"), "{}");
  });

  test("stays when only times change", () => {
    const before = fingerprint(folder);
    utimesSync(join(folder, "src-main", "deep", "a.ts"), 1, 1);
    expect(fingerprint(folder)).toBe(before);
  });
  test("changes with a content", () => {
    const before = fingerprint(folder);
    writeFileSync(join(folder, "src-main", "deep", "a.ts"), "2");
    expect(fingerprint(folder)).not.toBe(before);
  });
  test("changes with a name", () => {
    const before = fingerprint(folder);
    copyFileSync(join(folder, "src-main", "deep", "a.ts"), join(folder, "src-main", "deep", "b.ts"));
    expect(fingerprint(folder)).not.toBe(before);
  });
  test("stays when something else changes", () => {
    const before = fingerprint(folder);
    writeFileSync(join(folder, "README.md"), "text");
    expect(fingerprint(folder)).toBe(before);
  });
});
