/** The parts of the benchmark: which figures there are and which file of test/bench takes them. */
// @ts-check
import { parseArgs } from "node:util";
import { Stop } from "../run/say.mjs";

/** Each part by the name its figures have; `bundle` is read from the build, without starting anything. */
const specs = {
  coldStart: "cold-start.spec.ts",
  coldStartOffline: "cold-start-offline.spec.ts",
  memory: "memory.spec.ts",
  idle: "idle.spec.ts",
  interaction: "interaction.spec.ts",
  quickCopy: "quick-copy.spec.ts",
  palette: "palette.spec.ts",
  list: "list.spec.ts",
  api: "api.spec.ts",
  service: "service.spec.ts",
  bundle: null,
};

const usage = `Usage: npm run bench [-- [--json] [--quick] [PART...]]
Parts: ${Object.keys(specs).join(", ")}; all of them by default.
--json prints the figures as one line of JSON, --quick runs everything about a tenth as often, to see that it works.`;

/**
 * What the command line asks for.
 * @param {string[]} words
 * @returns {{ json: boolean, quick: boolean, bundle: boolean, files: string[] }}
 */
export function readBenchArguments(words) {
  let parsed;
  try {
    parsed = parseArgs({
      args: words,
      options: /** @type {const} */ ({ json: { type: "boolean" }, quick: { type: "boolean" } }),
      allowPositionals: true,
    });
  } catch (error) {
    throw new Stop(`${error instanceof Error ? error.message : error}\n${usage}`);
  }
  const { values, positionals } = parsed;
  const unknown = positionals.filter((name) => !Object.hasOwn(specs, name));
  if (unknown.length > 0) throw new Stop(`There is no part ${unknown.join(", ")}.\n${usage}`);
  const asked = Object.entries(specs).filter(([name]) => positionals.length === 0 || positionals.includes(name));
  return {
    json: values.json ?? false,
    quick: values.quick ?? false,
    bundle: asked.some(([name]) => name === "bundle"),
    files: asked.flatMap(([, file]) => file ?? []),
  };
}
