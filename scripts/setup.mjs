/** `npm run setup [-- --runtime official|fallback]`: all that the app and its tests need, without starting either. */
// @ts-check
import { readFlags } from "./run/arguments.mjs";
import { main } from "./run/main.mjs";
import { duration, Stop, say } from "./run/say.mjs";
import { setUp } from "./setup/set-up.mjs";

const usage = "npm run setup [-- --runtime official|fallback]";

await main(async () => {
  const { runtime } = readFlags(process.argv.slice(2), ["runtime"], usage).flags;
  if (runtime !== undefined && runtime !== "official" && runtime !== "fallback") {
    throw new Stop(`There is no runtime "${runtime}".\nUsage: ${usage}`);
  }
  const start = Date.now();
  await setUp({ tests: true, ...(runtime ? { runtime } : {}) });
  say(`All set, in ${duration(Date.now() - start)}.`);
});
