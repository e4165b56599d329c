/** `npm run dev [-- ELECTRON-VITE FLAGS]`: the app with hot reload. */
// @ts-check
import { onSomeScreen } from "./desktop/some-screen.mjs";
import { run } from "./run/child.mjs";
import { main } from "./run/main.mjs";
import { commandFile } from "./run/paths.mjs";
import { forgetBuild } from "./setup/build.mjs";
import { runsAsRoot } from "./setup/sandbox.mjs";
import { setUp } from "./setup/set-up.mjs";

await main(async () => {
  await setUp();
  // electron-vite puts its development builds of main and preload in out/ as well.
  forgetBuild();
  const args = [
    commandFile("electron-vite"),
    "dev",
    ...(runsAsRoot() ? ["--noSandbox"] : []),
    ...process.argv.slice(2),
  ];
  return onSomeScreen((env) => run(process.execPath, args, { env }));
});
