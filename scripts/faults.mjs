/** `npm run faults [-- VITEST ARGS]`: every operation against every fault of the network and the server, with the table of what a person gets. */
// @ts-check

import { run } from "./run/child.mjs";
import { main } from "./run/main.mjs";
import { commandFile } from "./run/paths.mjs";
import { setUpDependencies } from "./setup/set-up.mjs";

await main(async () => {
  await setUpDependencies();
  const args = ["run", "--config", "test/faults/vitest.config.ts", ...process.argv.slice(2)];
  return run(process.execPath, [commandFile("vitest"), ...args]);
});
