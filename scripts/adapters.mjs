/** `npm run adapters [-- VITEST ARGS]`: what holds for every adapter, each with its real server; and the example in docs/adapters.md. */
// @ts-check

import { run } from "./run/child.mjs";
import { main } from "./run/main.mjs";
import { commandFile } from "./run/paths.mjs";
import { setUpDependencies } from "./setup/set-up.mjs";

await main(async () => {
  await setUpDependencies();
  const args = ["run", "--config", "test/adapters/vitest.config.ts", ...process.argv.slice(2)];
  return run(process.execPath, [commandFile("vitest"), ...args]);
});
