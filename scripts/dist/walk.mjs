/** `node scripts/dist/walk.mjs EXECUTABLE OUTPUT`: drives an installed test variant through the guide; test/package.sh runs it. */
// @ts-check
import { playwright } from "../desktop/playwright.mjs";
import { main } from "../run/main.mjs";
import { Stop } from "../run/say.mjs";

await main(async () => {
  const [executable, output, ...more] = process.argv.slice(2);
  if (!executable || !output) throw new Stop("Usage: node scripts/dist/walk.mjs EXECUTABLE OUTPUT [PLAYWRIGHT ARGS]");
  const env = { KEYRACK_TEST_EXECUTABLE: executable, KEYRACK_TEST_OUTPUT: output };
  return playwright("test/package/playwright.config.ts", more, { env });
});
