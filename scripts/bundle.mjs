/** Fails when a start loads more than scripts/bundle/budget.json allows; a part of `npm run check`. */
// @ts-check
import { join } from "node:path";
import { figuresOf, overBudget, readBudget } from "./bundle/budget.mjs";
import { measureBundle } from "./bundle/measure.mjs";
import { main } from "./run/main.mjs";
import { root } from "./run/paths.mjs";
import { say } from "./run/say.mjs";
import { ensureBuild } from "./setup/build.mjs";

await main(async () => {
  await ensureBuild();
  const bundle = measureBundle(join(root, "out"));
  const budget = readBudget();
  for (const [name, value] of Object.entries(figuresOf(bundle))) {
    say(`${name.padEnd(12)}  ${value} of ${budget[/** @type {keyof typeof budget} */ (name)]}`);
  }
  const over = overBudget(bundle, budget);
  if (over.length === 0) return 0;
  say(`\n${over.join("\n")}`);
  say("Load it later with import(), or raise scripts/bundle/budget.json and say why.");
  return 1;
});
