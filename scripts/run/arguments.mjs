/** Reads the flags of our own commands; a mistake becomes one sentence and the usage. */
// @ts-check
import { parseArgs } from "node:util";
import { Stop } from "./say.mjs";

/**
 * Flags with a value, as in `--out DIR`; everything after a lone `--` is left for the program behind the command.
 * @template {string} Name
 * @template {string} [Switch=never]
 * @param {readonly string[]} words
 * @param {readonly Name[]} names
 * @param {string} usage shown with a mistake
 * @param {readonly Switch[]} [switches] flags without a value
 * @returns {{ flags: Partial<Record<Name, string>> & Partial<Record<Switch, boolean>>, rest: string[] }}
 */
export function readFlags(words, names, usage, switches = []) {
  const split = words.indexOf("--");
  const [own, rest] = split < 0 ? [words, []] : [words.slice(0, split), words.slice(split + 1)];
  /** @type {Record<string, { type: "string" | "boolean" }>} */
  const options = {};
  for (const name of names) options[name] = { type: "string" };
  for (const name of switches) options[name] = { type: "boolean" };
  try {
    const { values } = parseArgs({ args: [...own], options, strict: true, allowPositionals: false });
    const empty = names.find((name) => values[name] === "");
    if (empty) throw new Error(`Option '--${empty}' is empty`);
    return { flags: /** @type {ReturnType<typeof readFlags<Name, Switch>>["flags"]} */ (values), rest: [...rest] };
  } catch (error) {
    // Node's own sentences are good; what follows the first of them is advice for programmers.
    const [sentence] = (error instanceof Error ? error.message : String(error)).split(". ");
    throw new Stop(`${sentence}.\nUsage: ${usage}`);
  }
}
