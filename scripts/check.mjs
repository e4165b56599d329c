/** `npm run check [-- VITEST ARGS]`: types, lint, format, unused code, bundle sizes and unit tests at once, for every few minutes of work. */
// @ts-check
import { join } from "node:path";
import { main } from "./run/main.mjs";
import { commandFile, root } from "./run/paths.mjs";
import { capture } from "./run/quiet.mjs";
import { duration, say } from "./run/say.mjs";
import { setUpDependencies } from "./setup/set-up.mjs";

await main(async () => {
  await setUpDependencies();
  const start = Date.now();
  // Each prints when it is done, in one piece: three outputs mixed line by line could not be read.
  const parts = await Promise.all([
    part("Lint and format", [commandFile("@biomejs/biome", "biome"), "check", "."]),
    part("Unused code", [commandFile("knip"), "--no-progress"]),
    part("Bundle sizes", [join(root, "scripts/bundle.mjs")]),
    part("Types", [commandFile("typescript", "tsc"), "-b", "--pretty"]),
    part("Unit tests", [commandFile("vitest"), "run", "--config", "test/vitest.config.ts", ...process.argv.slice(2)]),
  ]);
  const failed = parts.filter(({ ok }) => !ok).map(({ name }) => name);
  say(`\n${failed.length === 0 ? "All good" : `Failed: ${failed.join(", ")}`} (${duration(Date.now() - start)})`);
  return failed.length === 0 ? 0 : 1;
});

/**
 * @param {string} name
 * @param {string[]} args
 */
async function part(name, args) {
  const start = Date.now();
  // Behind a pipe programs drop their colours unless told that somebody looks.
  const env = process.stdout.isTTY ? { ...process.env, FORCE_COLOR: "1" } : process.env;
  const { code, text } = await capture(process.execPath, args, { env });
  say(`\n== ${name}: ${code === 0 ? "ok" : "FAILED"} (${duration(Date.now() - start)})\n${text.trim()}`);
  return { name, ok: code === 0 };
}
