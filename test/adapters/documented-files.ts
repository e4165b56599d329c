/** Source files that exist in docs/adapters.md alone: to run, each code block under a file's name is that file. */
import { readFileSync } from "node:fs";
import { dirname, isAbsolute, relative, resolve } from "node:path";
import type { Plugin } from "vite";

/** A code block whose paragraph before it is nothing but a path: `**src-main/servers/plain/adapter.ts**`. */
const block = /^\*\*`(?<path>[\w./-]+\.ts)`\*\*\n\n```ts\n(?<text>[\s\S]*?)^```$/gm;

/** The document's files: their text by their path from the root. */
export function filesOf(root: string): Map<string, string> {
  const document = readFileSync(resolve(root, "docs/adapters.md"), "utf8");
  return new Map([...document.matchAll(block)].map(({ groups }) => [groups?.path ?? "", groups?.text ?? ""]));
}

/** Has the document's files imported as if they were on disk. */
export function documentedFiles(root: string): Plugin {
  const files = filesOf(root);
  return {
    name: "documented-files",
    enforce: "pre",
    resolveId(source, importer) {
      if (!source.startsWith(".") && !isAbsolute(source)) return null;
      const path = isAbsolute(source) ? source : resolve(dirname(importer ?? root), source);
      return files.has(relative(root, path)) ? path : null;
    },
    load: (id) => files.get(relative(root, id)) ?? null,
  };
}
