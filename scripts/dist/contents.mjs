/** What may be in a package and what may not: the rules, apart from the reading of it. */
// @ts-check
import { posix } from "node:path";

/**
 * @typedef {object} PackedFile
 * @property {string} path inside app.asar, with a leading slash
 * @property {boolean} unpacked whether it lies beside the archive, for the system's loader
 * @property {() => Buffer} read
 */

/** All that belongs into app.asar. */
const expected = [
  /^\/package\.json$/,
  /^\/out\/main\/(index|keytar-process|local-service)\.js$/,
  /^\/out\/main\/chunks\/[\w@.-]+\.(js|png)$/,
  /^\/out\/preload\/index\.cjs$/,
  /^\/out\/renderer\/[\w-]+\.html$/,
  /^\/out\/renderer\/assets\/[\w.-]+\.(js|css|woff2|svg|png)$/,
  /^\/node_modules\/(keytar|libsql|@neon-rs\/load|detect-libc)\/(?:(?:lib|dist)\/)?[\w-]+\.js$/,
  /^\/node_modules\/(keytar|libsql|@neon-rs\/load|detect-libc|@libsql\/[\w-]+)\/package\.json$/,
  /^\/node_modules\/(keytar\/prebuilds|@libsql)\/[\w-]+\/\w+\.node$/,
];

/**
 * What no script of the app may speak of: maps to the sources, the password that the service for developers can be given, the
 * address of a development server.
 */
const unwanted = [
  { pattern: /\bsourceMappingURL=/, why: "points to a source map" },
  { pattern: /KEYRACK_SERVICE_PASSWORD|KEYRACK_CONFORMANCE/, why: "belongs to the tools for developers" },
  { pattern: /ELECTRON_RENDERER_URL/, why: "would show a page from somewhere else" },
];

/** What Electron starts; everything else in out/main has to be imported from there. */
const entries = ["/out/main/index.js", "/out/main/keytar-process.js", "/out/main/local-service.js"];

/**
 * What is wrong with the files of a package, one sentence each.
 * @param {readonly PackedFile[]} files
 * @param {{ platform: NodeJS.Platform, arch: string }} machine
 */
export function problemsWith(files, machine) {
  return [
    ...files
      .filter(({ path }) => !expected.some((rule) => rule.test(path)))
      .map(({ path }) => `${path} does not belong in it`),
    ...entries.filter((entry) => !files.some(({ path }) => path === entry)).map((entry) => `${entry} is missing`),
    ...nativeProblems(files, machine),
    ...textProblems(files),
    ...unreached(files).map((path) => `${path} is used by nothing in it`),
  ];
}

/**
 * @param {readonly PackedFile[]} files
 * @param {{ platform: NodeJS.Platform, arch: string }} machine
 */
function nativeProblems(files, { platform, arch }) {
  const modules = files.filter(({ path }) => path.endsWith(".node"));
  const target = `${platform}-${arch}`;
  const wanted = [`/node_modules/keytar/prebuilds/${target}/`, `/node_modules/@libsql/${target}`];
  return [
    ...wanted
      .filter((start) => modules.filter(({ path }) => path.startsWith(start)).length !== 1)
      .map((start) => `there is not exactly one native module at ${start}`),
    ...modules
      .filter(({ path }) => !wanted.some((start) => path.startsWith(start)))
      .map(({ path }) => `${path} is for another platform`),
    ...modules.filter(({ unpacked }) => !unpacked).map(({ path }) => `${path} is inside the archive`),
    ...files
      .filter(({ path, unpacked }) => unpacked && !path.endsWith(".node"))
      .map(({ path }) => `${path} is outside the archive, where its integrity is not checked`),
  ];
}

/** @param {readonly PackedFile[]} files */
function textProblems(files) {
  return files
    .filter(({ path }) => /\.(c?js|css|html)$/.test(path))
    .flatMap(({ path, read }) => {
      const text = read().toString("utf8");
      return unwanted.filter(({ pattern }) => pattern.test(text)).map(({ why }) => `${path} ${why}`);
    });
}

/**
 * Scripts of main that no entry leads to, over imports of every kind.
 * @param {readonly PackedFile[]} files
 */
function unreached(files) {
  const scripts = new Map(
    files.filter(({ path }) => /^\/out\/main\/.*\.js$/.test(path)).map(({ path, read }) => [path, read]),
  );
  const reached = new Set();
  const open = entries.filter((entry) => scripts.has(entry));
  for (let path = open.pop(); path !== undefined; path = open.pop()) {
    if (reached.has(path)) continue;
    reached.add(path);
    const text = scripts.get(path)?.().toString("utf8") ?? "";
    for (const [, target = ""] of text.matchAll(/["'`](\.{1,2}\/[\w@./-]+\.js)["'`]/g)) {
      const found = posix.join(posix.dirname(path), target);
      if (scripts.has(found)) open.push(found);
    }
  }
  return [...scripts.keys()].filter((path) => !reached.has(path));
}
