/** `npm run service -- --port N --data DIR`: the local management API under plain Node; no Electron is needed. */
// @ts-check
import { join } from "node:path";
import { run } from "./run/child.mjs";
import { main } from "./run/main.mjs";
import { callerDirectory, root } from "./run/paths.mjs";
import { ensureBuild } from "./setup/build.mjs";
import { setUpDependencies } from "./setup/set-up.mjs";

await main(async () => {
  await setUpDependencies();
  await ensureBuild();
  const program = join(root, "out", "main", "local-service-cli.js");
  return run(process.execPath, [program, ...process.argv.slice(2)], { cwd: callerDirectory() });
});
