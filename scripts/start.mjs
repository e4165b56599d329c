/** `npm start [-- ELECTRON FLAGS]`: from whatever state the checkout is in to the running app. */
// @ts-check
import { onSomeScreen } from "./desktop/some-screen.mjs";
import { run } from "./run/child.mjs";
import { main } from "./run/main.mjs";
import { root } from "./run/paths.mjs";
import { ensureBuild } from "./setup/build.mjs";
import { electronExecutable } from "./setup/electron-runtime.mjs";
import { sandboxFlags } from "./setup/sandbox.mjs";
import { setUp } from "./setup/set-up.mjs";

await main(async () => {
  await setUp();
  await ensureBuild();
  const args = [root, ...sandboxFlags(), ...process.argv.slice(2)];
  return onSomeScreen((env) => run(electronExecutable(), args, { env }));
});
