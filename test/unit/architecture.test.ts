/** The layers of DESIGN.md section 3 as the imports really are, and the diagram in docs/architecture.md with them. */
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { describe, expect, test } from "vitest";

const root = resolve(import.meta.dirname, "../..");

/** First match names the layer of a file. */
const layers: [RegExp, string][] = [
  [/^src-preload\/contract\//, "contract"],
  [/^src-preload\//, "preload"],
  [/^src-main\/(index\.ts$|compose\/)/, "index"],
  [/^src-main\/ipc\//, "ipc"],
  [/^src-main\/use-cases\//, "use-cases"],
  [/^src-main\/local-service\//, "local-service"],
  [/^src-main\/(servers|keychain|cache|settings|env-file)\//, "adapters"],
  [/^src-main\/desktop\//, "desktop"],
  [/^src-main\/([^/]+\.ts$|export\/)/, "ports and state"],
  [/^src-renderer\/store\//, "store"],
  [/^src-renderer\/ui\//, "ui"],
  [/^src-renderer\//, "views"],
];

const layerOf = (file: string) => layers.find(([pattern]) => pattern.test(file))?.[1];

interface Import {
  from: string;
  to: string;
  typeOnly: boolean;
}

/** Every import between files of ours and of each package, read from the sources. */
function readImports(): Import[] {
  const files = ["src-main", "src-preload", "src-renderer"].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
      .filter((name) => /\.tsx?$/.test(name))
      .map((name) => join(folder, name)),
  );
  return files.flatMap((from) => {
    const text = readFileSync(join(root, from), "utf8");
    const found = [...text.matchAll(/^(?:import|export)\s+(type\s)?(?:[^"';]*?\sfrom\s)?"([^"]+)"/gm)];
    const dynamic = [...text.matchAll(/\bimport\("([^"]+)"\)/g)].map(
      ([, target]) => [null, undefined, target] as const,
    );
    return [...found, ...dynamic].map(([, type, target = ""]) => ({
      from,
      to: target.startsWith(".") ? relative(root, resolve(root, dirname(from), target)) : target,
      typeOnly: type !== undefined,
    }));
  });
}

const imports = readImports();

/** What each layer may import from the others; types of the contract are free for all. */
const allowed: Record<string, string[]> = {
  contract: [],
  preload: [],
  index: ["ipc", "use-cases", "adapters", "desktop", "ports and state", "contract"],
  ipc: ["use-cases", "ports and state", "contract"],
  "use-cases": ["ports and state", "contract"],
  adapters: ["ports and state", "contract"],
  // The host of the local service speaks its message format.
  desktop: ["ports and state", "contract", "local-service"],
  "local-service": [],
  "ports and state": ["contract"],
  views: ["store", "ui"],
  store: [],
  ui: [],
};

test("the sources were found", () => {
  expect(imports.length).toBeGreaterThan(100);
});

describe.each(Object.keys(allowed))("%s", (layer) => {
  test("imports only what its layer may", () => {
    const wrong = imports.filter(({ from, to, typeOnly }) => {
      const target = layerOf(to);
      if (layerOf(from) !== layer || target === undefined || target === layer) return false;
      return !(target === "contract" && typeOnly) && !allowed[layer]?.includes(target);
    });
    expect(wrong.map(({ from, to }) => `${from} -> ${to}`)).toEqual([]);
  });
});

/** Packages with one home: importing them elsewhere would spread what one place is answerable for. */
const homes: Record<string, RegExp> = {
  keytar: /^src-main\/keychain\//,
  undici: /^src-main\/servers\//,
  fastify: /^src-main\/local-service\//,
  libsql: /^src-main\/local-service\//,
  zod: /^src-(main|preload\/contract)\//,
  electron: /^src-(main\/(compose\/|index\.ts|ipc\/|desktop\/|keychain\/)|preload\/index\.ts)/,
  react: /^src-renderer\//,
};

test.each(Object.entries(homes))("%s is imported in its home alone", (name, home) => {
  const users = imports.filter(({ to }) => to === name);
  expect(users.length).toBeGreaterThan(0);
  expect(users.filter(({ from }) => !home.test(from)).map(({ from }) => from)).toEqual([]);
});

test("ipcMain has one importer", () => {
  const files = new Set(imports.filter(({ to }) => to === "electron").map(({ from }) => from));
  const users = [...files].filter((file) => /\bipcMain\b/.test(readFileSync(join(root, file), "utf8")));
  expect(users).toEqual(["src-main/ipc/register.ts"]);
});

/**
 * The kinds of servers, as the registry's folders are called. Whoever asks for one would have to be changed for the next: what a
 * server can do is a capability.
 */
const kinds = readdirSync(join(root, "src-main/servers"), { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);

test("the kinds of servers were found", () => {
  expect(kinds).toContain("keyrack");
  expect(kinds.length).toBeGreaterThan(1);
});

/** A use case that has to say of which kind the Local workspace is: it is this program's own service. */
const saysItsOwn = ["src-main/use-cases/use-local-workspace.ts"];

/** `better-auth`, `Better Auth`, `betterAuth`. */
const wordsOf = (kind: string) => new RegExp(kind.replaceAll("-", "[-_ ]?"), "i");

test.each(["src-renderer", "src-main/use-cases"])("%s names no kind of server", (folder) => {
  const naming = readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
    .filter((name) => /\.tsx?$/.test(name))
    .map((name) => join(folder, name))
    .filter((file) => {
      const text = readFileSync(join(root, file), "utf8");
      // "keyrack" is the program's name as well; what it is called where a kind is spoken of is meant.
      return kinds.some((kind) => {
        const words =
          kind === "keyrack" ? /kind\b[^\n]{0,20}["'`]keyrack["'`]|["'`]keyrack["'`][^\n]{0,20}kind\b/ : wordsOf(kind);
        return words.test(text);
      });
    });
  expect(naming.filter((file) => !saysItsOwn.includes(file))).toEqual([]);
});

test("the diagram in docs/architecture.md shows the imports as they are", () => {
  const text = readFileSync(join(root, "docs/architecture.md"), "utf8");
  const drawn = [...text.matchAll(/^ {2}(\w+)\s*-->\s*(\w+)$/gm)].map(([, from, to]) => `${from} -> ${to}`);
  const names = Object.fromEntries(
    [...text.matchAll(/^ {2}(\w+)\["([^"]+)"\]$/gm)].map(([, id, label]) => [label, id]),
  );
  const real = new Set(
    imports.flatMap(({ from, to, typeOnly }) => {
      const [source, target] = [layerOf(from), layerOf(to)];
      if (!source || !target || source === target || (typeOnly && target === "contract")) return [];
      return [`${names[source]} -> ${names[target]}`];
    }),
  );
  expect(drawn.sort()).toEqual([...real].sort());
});
