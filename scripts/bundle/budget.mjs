/** How much a start may load: compares what it loads with budget.json. */
// @ts-check
import { readFileSync } from "node:fs";
import { join } from "node:path";

/** @typedef {import("./measure.mjs").Bundle} Bundle */
/** @typedef {{ mainKb: number, programKb: number, preloadKb: number, rendererKb: number, eagerImports: number }} Figures */

/**
 * The bundle as figures, for the budget and for `npm run bench`.
 * @param {Bundle} bundle
 * @returns {Figures}
 */
export function figuresOf({ imports, ...sizes }) {
  return { ...sizes, eagerImports: imports.length };
}

/** What may be loaded. Raised only by somebody who knows what for. */
export function readBudget() {
  return /** @type {Figures} */ (JSON.parse(readFileSync(join(import.meta.dirname, "budget.json"), "utf8")));
}

/**
 * One line for each figure that is over its budget.
 * @param {Bundle} bundle
 * @param {Figures} budget
 * @returns {string[]}
 */
export function overBudget(bundle, budget) {
  const figures = figuresOf(bundle);
  const names = /** @type {(keyof Figures)[]} */ (Object.keys(figures));
  return names
    .filter((name) => figures[name] > budget[name])
    .map((name) => {
      const what = name === "eagerImports" ? ` (${bundle.imports.join(", ")})` : "";
      return `${name} is ${figures[name]}${what}; the budget is ${budget[name]}.`;
    });
}
