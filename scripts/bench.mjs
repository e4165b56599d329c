/** `npm run bench [-- --json]`: how quick the app is, measured in the real one; a table, or with --json one line of JSON on standard output. */
// @ts-check
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { playwright } from "./desktop/playwright.mjs";
import { main } from "./run/main.mjs";
import { Stop } from "./run/say.mjs";
import { ensureBuild } from "./setup/build.mjs";
import { setUp } from "./setup/set-up.mjs";

await main(async () => {
  const [flag, ...more] = process.argv.slice(2);
  if (more.length > 0 || (flag !== undefined && flag !== "--json")) throw new Stop("Usage: npm run bench [-- --json]");
  // Standard output is for the figures; what the steps say about themselves goes beside it.
  console.log = console.error;
  await setUp({ tests: true });
  await ensureBuild();
  const folder = mkdtempSync(join(tmpdir(), "keyrack-bench-"));
  const file = join(folder, "figures.json");
  writeFileSync(file, "{}");
  try {
    const code = await playwright("test/bench/playwright.config.ts", [], { KEYRACK_BENCH_FIGURES: file });
    const machine = { cpus: cpus().length, model: cpus()[0]?.model ?? "", node: process.versions.node };
    const figures = { ...JSON.parse(readFileSync(file, "utf8")), machine };
    process.stdout.write(flag === "--json" ? `${JSON.stringify(figures)}\n` : table(figures));
    return code;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

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
