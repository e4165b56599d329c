/** The fuses of a package: all of them decided, read from the binary itself, and the test variant differs by one. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { burnTestVariant, readFuses, wantedFuses, wrongFuses } from "../../scripts/dist/fuses.mjs";

let folder: string;
let executable: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "keyrack-fuses-"));
  executable = join(folder, "keyrack");
});
afterEach(() => rmSync(folder, { recursive: true }));

/** By this text Electron's tools find the wire in the binary (@electron/fuses, constants.ts); version 1 and a length follow. */
const sentinel = "dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX";

/** A program with these fuses, in the order of Electron's fuses.json5: `1` on, `0` off, `r` removed. */
function binary(states: string): void {
  const wire = Buffer.concat([Buffer.from(sentinel), Buffer.from([1, states.length]), Buffer.from(states)]);
  writeFileSync(executable, Buffer.concat([Buffer.from("before"), wire, Buffer.from("after")]));
}

/** What electron-builder makes of electron-builder.yml, with the ninth fuse as later Electrons ship it. */
const release = "010011001";

test("a release has each fuse as it is wanted", async () => {
  binary(release);
  expect(wrongFuses(await readFuses(executable), wantedFuses())).toEqual([]);
  expect(await readFuses(executable)).toEqual({
    runAsNode: false,
    enableCookieEncryption: true,
    enableNodeOptionsEnvironmentVariable: false,
    enableNodeCliInspectArguments: false,
    enableEmbeddedAsarIntegrityValidation: true,
    onlyLoadAppFromAsar: true,
    loadBrowserProcessSpecificV8Snapshot: false,
    grantFileProtocolExtraPrivileges: false,
    wasmTrapHandlers: true,
  });
});

describe("is told of", () => {
  test.each([
    ["110011001", ["the fuse runAsNode is on"]],
    ["010111001", ["the fuse enableNodeCliInspectArguments is on"]],
    ["010010001", ["the fuse onlyLoadAppFromAsar is off"]],
    ["010011000", ["the fuse wasmTrapHandlers is off"]],
    ["0100110011", ["this Electron has a fuse (number 9) that scripts/dist/fuses.mjs knows nothing of"]],
    ["01r011001", []],
    ["01001100", []],
  ])("%s: %j", async (states, sentences) => {
    binary(states);
    expect(wrongFuses(await readFuses(executable), wantedFuses())).toEqual(sentences);
  });
});

describe("the test variant", () => {
  test("differs from the release by one byte", async () => {
    binary(release);
    const before = readFileSync(executable);
    await burnTestVariant(executable);
    const after = readFileSync(executable);
    expect(after.length).toBe(before.length);
    const different = [...after.keys()].filter((at) => after[at] !== before[at]);
    expect(different).toEqual(["before".length + sentinel.length + 2 + 3]);
    expect(wrongFuses(await readFuses(executable), wantedFuses())).toEqual([
      "the fuse enableNodeCliInspectArguments is on",
    ]);
  });
  test("is not made out of one", async () => {
    binary("010111001");
    await expect(burnTestVariant(executable)).rejects.toThrow("differs from the release in: nothing");
  });
});
