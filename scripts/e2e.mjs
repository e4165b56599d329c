/** `npm run e2e [-- PLAYWRIGHT ARGS]`: the tests that drive the real app, in a desktop session of their own. */
// @ts-check

import { endToEndSessions, playwright } from "./desktop/playwright.mjs";
import { main } from "./run/main.mjs";
import { ensureBuild } from "./setup/build.mjs";
import { setUp } from "./setup/set-up.mjs";

await main(async () => {
  await setUp({ tests: true });
  await ensureBuild();
  return playwright("test/e2e/playwright.config.ts", process.argv.slice(2), { sessions: endToEndSessions });
});
