/** What `npm run dist` decides: which runtime it packages, what it tells of licences and updates, where things lie. */
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { asText, merge, readPackage } from "../../scripts/dist/licences.mjs";
import { packagedPlaces } from "../../scripts/dist/package.mjs";
import { debianVersion, refusal } from "../../scripts/dist/runtime.mjs";
import { megabytes, sizeOf } from "../../scripts/dist/size.mjs";
import { feed, publishArguments, updateAddress } from "../../scripts/dist/updates.mjs";
import { answers, judge } from "../../scripts/report/findings.mjs";
import { readFlags } from "../../scripts/run/arguments.mjs";
import { root } from "../../scripts/run/paths.mjs";
import { Stop } from "../../scripts/run/say.mjs";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "keyrack-dist-test-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

describe("the runtime", () => {
  test("a package without the official one is refused, with the reason and the way round", () => {
    const { message } = refusal(new Stop("Electron 45 could not be fetched."));
    expect(message).toMatch(/^Electron 45 could not be fetched\.\n[\s\S]*npm run dist -- --fallback-runtime$/);
  });
  test("a package with the fallback is older than any release to Debian", () => {
    expect(debianVersion("0.1.0", "official")).toBe("0.1.0");
    expect(debianVersion("0.1.0", "fallback")).toBe("0.1.0~development");
  });
});

describe("switches", () => {
  const read = (...words: string[]) => readFlags(words, ["update-url"], "npm run dist", ["fallback-runtime"]);
  test("are true when given", () => {
    expect(read("--fallback-runtime", "--update-url", "u").flags).toEqual({
      "fallback-runtime": true,
      "update-url": "u",
    });
    expect(read().flags).toEqual({});
  });
  test("take no value", () => expect(() => read("--fallback-runtime=yes")).toThrow("Usage: npm run dist"));
});

describe("where the packaged app lies", () => {
  test.each([
    ["linux", "x64", "linux-unpacked", "keyrack", "linux-unpacked/resources"],
    ["linux", "arm64", "linux-arm64-unpacked", "keyrack", "linux-arm64-unpacked/resources"],
    ["win32", "x64", "win-unpacked", "Keyrack.exe", "win-unpacked/resources"],
    ["darwin", "arm64", "mac-arm64/Keyrack.app", "Keyrack.app", "mac-arm64/Keyrack.app/Contents/Resources"],
  ] as const)("%s %s", (platform, arch, root, executable, resources) => {
    const places = packagedPlaces(platform, arch);
    expect(places.root.endsWith(`dist/${root}`)).toBe(true);
    expect(basename(places.executable)).toBe(executable);
    expect(places.resources.endsWith(`dist/${resources}`)).toBe(true);
  });
});

describe("licences", () => {
  const mit = { name: "b", version: "1.0.0", identifier: "MIT", text: "MIT License, b's authors" };

  test("each version once, by name", () => {
    const list = merge([mit, { ...mit, version: "2.0.0" }, mit, { ...mit, name: "a" }]);
    expect(list.map(({ name, version }) => `${name} ${version}`)).toEqual(["a 1.0.0", "b 1.0.0", "b 2.0.0"]);
  });
  test("a package without any ends the packaging", () => {
    expect(() => merge([mit, { name: "x", version: "1", identifier: null, text: null }])).toThrow(
      "No licence is known for: x",
    );
  });
  test("the text names each package and quotes its licence", () => {
    const text = asText([mit, { name: "c", version: "3.0.0", identifier: "MIT", text: null }]);
    expect(text).toContain("b 1.0.0 (MIT)");
    expect(text).toContain("MIT License, b's authors");
    expect(text).toContain("c 3.0.0 (MIT)");
    expect(text).toContain("under the licence MIT and add no text of their own");
  });
  test.each(["LICENSE", "LICENSE.md", "licence.txt", "COPYING"])("are found in %s", (file) => {
    writeFileSync(join(folder, "package.json"), JSON.stringify({ name: "n", version: "1.2.3", license: "ISC" }));
    writeFileSync(join(folder, file), "the text");
    expect(readPackage(folder)).toEqual({ name: "n", version: "1.2.3", identifier: "ISC", text: "the text" });
  });
});

describe("the address of updates", () => {
  const usage = "npm run dist";
  test("none means no update check", () => {
    expect(updateAddress(undefined, usage)).toBeUndefined();
    expect(publishArguments(undefined)).toEqual([]);
  });
  test("goes to electron-builder without the slash at its end", () => {
    const url = updateAddress("https://dl.example.com/keyrack/", usage);
    expect(publishArguments(url)).toEqual([
      "-c.publish.provider=generic",
      "-c.publish.url=https://dl.example.com/keyrack",
    ]);
  });
  test("may be plain http on this computer, for trying it out", () => {
    expect(updateAddress("http://127.0.0.1:8080/x", usage)).toBe("http://127.0.0.1:8080/x");
  });
  test.each(["http://dl.example.com/", "dl.example.com", "ftp://dl.example.com/", ""])("is not %j", (given) =>
    expect(() => updateAddress(given, usage)).toThrow(/is not the https address/),
  );
  test.each(["https://me:hunter2@dl.example.com/", "https://dl.example.com/?token=hunter2"])(
    "%s holds something for few, and is not repeated",
    (given) => expect(() => updateAddress(given, usage)).toThrow(/^(?!.*hunter2)[\s\S]*must not hold a password/),
  );
  test("the feed names the package with its hash and size", () => {
    const deb = join(folder, "keyrack_0.1.0_amd64.deb");
    writeFileSync(deb, "content");
    const sha512 = createHash("sha512").update("content").digest("base64");
    expect(feed(deb, "0.1.0")).toMatchObject({
      version: "0.1.0",
      files: [{ url: "keyrack_0.1.0_amd64.deb", sha512, size: 7 }],
      path: "keyrack_0.1.0_amd64.deb",
      sha512,
    });
  });
});

test("sizes are of files alone, all the way down", () => {
  mkdirSync(join(folder, "sub"));
  writeFileSync(join(folder, "a"), "12345");
  writeFileSync(join(folder, "sub", "b"), "123");
  symlinkSync(join(folder, "a"), join(folder, "link"));
  expect(sizeOf(folder)).toBe(8);
  expect(megabytes(74_900_000)).toBe("74.9 MB");
});

describe("findings of electronegativity", () => {
  const known = [{ issue: "A_CHECK", file: "src-main/a.ts", times: 1, why: "because" }];
  const found = { issue: "A_CHECK", file: "src-main/a.ts" };

  test("are answered", () => expect(judge([found], known)).toEqual({ answered: known, problems: [] }));
  test("another one, or one more of the same, is a problem", () => {
    expect(judge([found, found], known).problems).toEqual([
      "A_CHECK in src-main/a.ts: found 2 times, answered 1 times",
    ]);
    expect(judge([found, { ...found, file: "b.ts" }], known).problems).toEqual([
      "A_CHECK in b.ts: found 1 times, answered 0 times",
    ]);
  });
  test("in a chunk of the bundle are answered whatever its hash is", () => {
    const inChunk = [{ issue: "A_CHECK", file: "out/main/chunks/program.js", times: 1, why: "because" }];
    const file = "/app/out/main/chunks/program-Cw-5v1XF.js";
    expect(judge([{ issue: "A_CHECK", file }], inChunk)).toEqual({ answered: inChunk, problems: [] });
  });
  test("an answer to nothing is out of date", () => {
    expect(judge([], known).problems).toEqual([expect.stringContaining("no longer found")]);
  });
  test("answers name tests that exist", () => {
    for (const { why } of answers) {
      const [, spec = ""] = /Shown by (test\/e2e\/[\w-]+\.spec\.ts)\.$/.exec(why) ?? [];
      expect(existsSync(join(root, spec)) && spec, why).toBeTruthy();
    }
  });
});
