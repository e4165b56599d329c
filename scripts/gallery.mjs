/** `npm run gallery [-- PLAYWRIGHT ARGS]`: every view in every state, drawn, photographed and checked by axe, into test-results/gallery. */
// @ts-check

import { playwright } from "./desktop/playwright.mjs";
import { main } from "./run/main.mjs";
import { ensureBuild } from "./setup/build.mjs";
import { setUp } from "./setup/set-up.mjs";

await main(async () => {
  await setUp({ tests: true });
  await ensureBuild();
  return playwright("test/gallery/playwright.config.ts", process.argv.slice(2));
});
