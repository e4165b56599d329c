/** What a start loads of the built app: the files that main, preload and the window read before they show anything. */
// @ts-check
import { readFileSync, statSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { parseAst } from "vite";

/**
 * @typedef {object} Bundle
 * @property {number} mainKb main's entry and all that it imports before its first line, in units of 1,024 bytes
 * @property {number} programKb what the entry itself imports later: the rest of main, read while the page's process starts
 * @property {number} preloadKb
 * @property {number} rendererKb the window's page with its scripts and styles; its fonts are not among them
 * @property {string[]} imports what main imports before its first line: files of ours by name, and modules of Node and Electron
 */

/**
 * @param {string} out the folder of the build
 * @returns {Bundle}
 */
export function measureBundle(out) {
  const entry = join(out, "main/index.js");
  const main = closure([entry]);
  const later = [...readFileSync(entry, "utf8").matchAll(/\bimport\("(\.\/[^"]+\.js)"\)/g)].map(([, path]) =>
    resolve(dirname(entry), path ?? ""),
  );
  const program = closure(later).files.filter((file) => !main.files.includes(file));
  const page = join(out, "renderer/index.html");
  const linked = [...readFileSync(page, "utf8").matchAll(/(?:src|href)="(\.\/[^"]+\.(?:js|css))"/g)].map(([, path]) =>
    resolve(dirname(page), path ?? ""),
  );
  const window = closure(linked);
  return {
    mainKb: kilobytes(main.files),
    programKb: kilobytes(program),
    preloadKb: kilobytes([join(out, "preload/index.cjs")]),
    rendererKb: kilobytes([page, ...window.files]),
    imports: [...main.files.slice(1).map(name), ...main.modules].sort(),
  };
}

/**
 * The files, and those they import statically, and so on; what is imported later, with `import()`, is not among them.
 * @param {readonly string[]} entries
 */
function closure(entries) {
  const files = new Set(entries);
  /** @type {Set<string>} */
  const modules = new Set();
  // A set that grows while it is walked through goes on to what was added.
  for (const file of files) {
    if (!file.endsWith(".js")) continue;
    for (const statement of parseAst(readFileSync(file, "utf8")).body) {
      const source = "source" in statement ? statement.source?.value : undefined;
      if (source === undefined) continue;
      if (source.startsWith(".")) files.add(resolve(dirname(file), source));
      else modules.add(source);
    }
  }
  return { files: [...files], modules: [...modules] };
}

/** @param {readonly string[]} files */
function kilobytes(files) {
  const bytes = files.reduce((sum, file) => sum + statSync(file).size, 0);
  return Math.round(bytes / 102.4) / 10;
}

/**
 * Without the hash of the content, which changes with each build.
 * @param {string} file
 */
function name(file) {
  return file.replace(/^.*\//, "").replace(/-[\w-]{8}\.js$/, ".js");
}
