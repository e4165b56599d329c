/** What may be in a package: each rule is broken once. */
import { describe, expect, test } from "vitest";
import { type PackedFile, problemsWith } from "../../scripts/dist/contents.mjs";

const machine = { platform: "linux", arch: "x64" } as const;
const keytar = "/node_modules/keytar/prebuilds/linux-x64/keytar.node";
const libsql = "/node_modules/@libsql/linux-x64-gnu/index.node";

const good: Record<string, string> = {
  "/package.json": "{}",
  "/out/main/index.js": 'import "./chunks/a-1.js"; const later = () => import("./chunks/b-2.js");',
  "/out/main/chunks/a-1.js": "",
  "/out/main/chunks/b-2.js": 'import "../index.js"; import "./c-3.js";',
  "/out/main/chunks/c-3.js": "",
  "/out/main/chunks/tray@2x-1.png": "",
  "/out/main/keytar-process.js": "",
  "/out/main/local-service.js": "",
  "/out/preload/index.cjs": "",
  "/out/renderer/index.html": "",
  "/out/renderer/assets/index-1.js": "",
  "/out/renderer/assets/inter-2.woff2": "",
  "/node_modules/keytar/lib/keytar.js": "",
  "/node_modules/keytar/package.json": "{}",
  "/node_modules/@libsql/linux-x64-gnu/package.json": "{}",
  [keytar]: "",
  [libsql]: "",
};

/** The problems of a package with some files more, less (null) or otherwise. */
function problems(change: Record<string, string | null>, unpacked = (path: string) => path.endsWith(".node")) {
  const files: PackedFile[] = Object.entries({ ...good, ...change }).flatMap(([path, text]) =>
    text === null ? [] : [{ path, unpacked: unpacked(path), read: () => Buffer.from(text) }],
  );
  return problemsWith(files, machine);
}

test("a good one has none", () => expect(problems({})).toEqual([]));

describe("does not belong in it:", () => {
  test.each([
    "/out/main/local-service-cli.js",
    "/out/main/index.js.map",
    "/out/renderer/licences.json",
    "/src-main/index.ts",
    "/test/e2e/guide.spec.ts",
    "/node_modules/fastify/fastify.js",
    "/node_modules/keytar/src/main.cc",
    "/node_modules/keytar/README.md",
    "/.env",
  ])("%s", (path) => expect(problems({ [path]: "" })).toContain(`${path} does not belong in it`));
});

describe("native modules", () => {
  test("of another platform", () => {
    const musl = "/node_modules/@libsql/linux-x64-musl/index.node";
    expect(problems({ [musl]: "" })).toEqual([
      "there is not exactly one native module at /node_modules/@libsql/linux-x64",
    ]);
    const other = "/node_modules/keytar/prebuilds/win32-x64/keytar.node";
    expect(problems({ [other]: "" })).toEqual([`${other} is for another platform`]);
  });
  test("missing", () => {
    expect(problems({ [keytar]: null })).toEqual([
      "there is not exactly one native module at /node_modules/keytar/prebuilds/linux-x64/",
    ]);
  });
  test("inside the archive, and a script outside", () => {
    expect(problems({}, () => false)).toEqual([`${keytar} is inside the archive`, `${libsql} is inside the archive`]);
    expect(problems({}, (path) => /\.node$|keytar\.js$/.test(path))).toEqual([
      "/node_modules/keytar/lib/keytar.js is outside the archive, where its integrity is not checked",
    ]);
  });
});

test("a process that main starts is missing", () => {
  expect(problems({ "/out/main/local-service.js": null })).toEqual(["/out/main/local-service.js is missing"]);
});

test("a map at the end of a script", () => {
  expect(problems({ "/out/renderer/assets/index-1.js": "run();\n//# sourceMappingURL=index-1.js.map" })).toEqual([
    "/out/renderer/assets/index-1.js points to a source map",
  ]);
});

test("the password of the service for developers", () => {
  expect(problems({ "/out/main/chunks/c-3.js": "env.KEYRACK_SERVICE_PASSWORD" })).toEqual([
    "/out/main/chunks/c-3.js belongs to the tools for developers",
  ]);
});

test("a way to a page from somewhere else", () => {
  expect(problems({ "/out/main/chunks/c-3.js": "process.env.ELECTRON_RENDERER_URL" })).toEqual([
    "/out/main/chunks/c-3.js would show a page from somewhere else",
  ]);
});

test("a chunk that nothing leads to any more, and what that alone leads to", () => {
  expect(problems({ "/out/main/chunks/b-2.js": "" })).toEqual(["/out/main/chunks/c-3.js is used by nothing in it"]);
});
