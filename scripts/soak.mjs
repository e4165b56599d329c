/** `npm run soak`: the tests that gain from time, at larger counts: the model (with every mutant) and the crashes. About half an hour. */
// @ts-check

import { run } from "./run/child.mjs";
import { main } from "./run/main.mjs";
import { commandFile } from "./run/paths.mjs";
import { duration, say } from "./run/say.mjs";
import { ensureBuild } from "./setup/build.mjs";
import { setUpDependencies } from "./setup/set-up.mjs";

/** Each with what multiplies it; a variable that is set already stands. */
const parts = [
  {
    name: "Model: 5,000 sequences",
    config: "test/model/vitest.config.ts",
    env: { KEYRACK_MODEL_SEED: "random", KEYRACK_MODEL_RUNS: "5000", KEYRACK_MODEL_SECONDS: "3600" },
  },
  { name: "Model: every mutant is noticed", config: "test/model/mutants.vitest.config.ts", env: {} },
  { name: "Crashes, ten times as many", config: "test/crash/vitest.config.ts", env: { KEYRACK_SOAK: "10" } },
];

await main(async () => {
  await setUpDependencies();
  await ensureBuild();
  /** @type {string[]} */
  const failed = [];
  for (const { name, config, env } of parts) {
    say(`\n== ${name}`);
    const start = Date.now();
    const args = [commandFile("vitest"), "run", "--config", config, ...process.argv.slice(2)];
    const code = await run(process.execPath, args, { env: { ...env, ...process.env } });
    say(`== ${name}: ${code === 0 ? "ok" : "FAILED"} (${duration(Date.now() - start)})`);
    if (code !== 0) failed.push(name);
  }
  say(failed.length === 0 ? "\nAll of it passed." : `\nFailed: ${failed.join(", ")}`);
  return failed.length === 0 ? 0 : 1;
});
