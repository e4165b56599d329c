/** `npm run bench [-- --json] [PART...]`: how quick the app is, measured in the real one; a table, or with --json one line of JSON on standard output. */
// @ts-check
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { readBenchArguments } from "./bench/parts.mjs";
import { figuresOf } from "./bundle/budget.mjs";
import { playwright } from "./desktop/playwright.mjs";
import { main } from "./run/main.mjs";
import { nodeModules, root } from "./run/paths.mjs";
import { ensureBuild } from "./setup/build.mjs";
import { setUp } from "./setup/set-up.mjs";

await main(async () => {
  const { json, quick, bundle, files } = readBenchArguments(process.argv.slice(2));
  // Standard output is for the figures; what the steps say about themselves goes beside it.
  console.log = console.error;
  await setUp({ tests: true });
  await ensureBuild();
  const folder = mkdtempSync(join(tmpdir(), "keyrack-bench-"));
  const file = join(folder, "figures.json");
  writeFileSync(file, JSON.stringify(bundle ? { bundle: await bundleFigures() } : {}));
  try {
    const env = { KEYRACK_BENCH_FIGURES: file, KEYRACK_BENCH_QUICK: quick ? "1" : "" };
    // Playwright takes its words for patterns over whole paths.
    const words = files.map((name) => `/${name.replaceAll(".", "\\.")}$`);
    const code = files.length > 0 ? await playwright("test/bench/playwright.config.ts", words, { env }) : 0;
    const figures = { ...JSON.parse(readFileSync(file, "utf8")), machine: machine() };
    process.stdout.write(json ? `${JSON.stringify(figures)}\n` : table(figures));
    return code;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

/** Loaded only now: it needs vite, which a bare clone does not have before `setUp`. */
async function bundleFigures() {
  const { measureBundle } = await import("./bundle/measure.mjs");
  return figuresOf(measureBundle(join(root, "out")));
}

/** What the figures were taken on. */
function machine() {
  const electron = readFileSync(join(nodeModules, "electron/dist/version"), "utf8").trim();
  return { cpus: cpus().length, model: cpus()[0]?.model ?? "", node: process.versions.node, electron };
}

/**
 * One line a figure, `quickCopy.cold.p95Ms   173`.
 * @param {object} figures
 */
function table(figures) {
  const rows = flat(figures, "");
  const width = Math.max(...rows.map(([name]) => name.length));
  return rows.map(([name, value]) => `${name.padEnd(width)}  ${value}\n`).join("");
}

/**
 * @param {object} value
 * @param {string} path
 * @returns {[name: string, value: string][]}
 */
function flat(value, path) {
  return Object.entries(value).flatMap(([name, inner]) =>
    typeof inner === "object" && inner !== null
      ? flat(inner, `${path}${name}.`)
      : [/** @type {[string, string]} */ ([`${path}${name}`, String(inner)])],
  );
}
