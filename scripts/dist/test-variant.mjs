/** `node scripts/dist/test-variant.mjs EXECUTABLE`: lets Playwright attach to a packaged app, by one fuse and nothing else. */
// @ts-check
import { main } from "../run/main.mjs";
import { Stop, say } from "../run/say.mjs";
import { burnTestVariant } from "./fuses.mjs";

await main(async () => {
  const [executable, ...more] = process.argv.slice(2);
  if (!executable || more.length > 0) throw new Stop("Usage: node scripts/dist/test-variant.mjs EXECUTABLE");
  await burnTestVariant(executable);
  say(`Test variant: ${executable} (the inspect fuse is on, all else is the release's)`);
});
