/** `npm run demo -- --out DIR [-- PLAYWRIGHT ARGS]`: the app walks its guide by itself and leaves screenshots and a summary. */
// @ts-check
import { resolve } from "node:path";
import { playwright } from "./desktop/playwright.mjs";
import { readFlags } from "./run/arguments.mjs";
import { main } from "./run/main.mjs";
import { callerDirectory } from "./run/paths.mjs";
import { say } from "./run/say.mjs";
import { ensureBuild } from "./setup/build.mjs";
import { setUp } from "./setup/set-up.mjs";

await main(async () => {
  const { flags, rest } = readFlags(process.argv.slice(2), ["out"], "npm run demo -- --out DIR");
  const out = resolve(callerDirectory(), flags.out ?? "demo-out");
  await setUp({ tests: true });
  await ensureBuild();
  const code = await playwright("test/demo/playwright.config.ts", rest, { env: { KEYRACK_DEMO_OUT: out } });
  say(`${code === 0 ? "The demo" : "What the demo got to"} is in ${out}`);
  return code;
});
