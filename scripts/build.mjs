/** `npm run build`: the app's bundles in out/, made when a source has changed. */
// @ts-check
import { readFlags } from "./run/arguments.mjs";
import { main } from "./run/main.mjs";
import { say } from "./run/say.mjs";
import { ensureBuild } from "./setup/build.mjs";
import { setUpDependencies } from "./setup/set-up.mjs";

await main(async () => {
  readFlags(process.argv.slice(2), [], "npm run build");
  await setUpDependencies();
  if (!(await ensureBuild())) say("Nothing has changed since the last build.");
});
