/** `npm run conformance [-- --url URL --email E] [-- VITEST ARGS]`: the contract's tests against a server, or our local service. */
// @ts-check

import { readFlags } from "./run/arguments.mjs";
import { run } from "./run/child.mjs";
import { conformanceTarget } from "./run/conformance-target.mjs";
import { main } from "./run/main.mjs";
import { commandFile } from "./run/paths.mjs";
import { ensureBuild } from "./setup/build.mjs";
import { setUpDependencies } from "./setup/set-up.mjs";

const usage = "KEYRACK_PASSWORD=... npm run conformance -- --url https://keys.example.com --email admin@example.com";

await main(async () => {
  const { flags, rest } = readFlags(process.argv.slice(2), ["url", "email"], usage);
  const target = conformanceTarget(flags, process.env.KEYRACK_PASSWORD, usage);
  await setUpDependencies();
  // Without a server the suite starts the local service, which is part of the build.
  if (!target) await ensureBuild();
  const args = [commandFile("vitest"), "run", "--config", "test/conformance/vitest.config.ts", ...rest];
  // Only flags choose a server: a variable left over in a terminal must not send `npm test` to somebody's production.
  const { KEYRACK_CONFORMANCE_URL: _url, KEYRACK_CONFORMANCE_EMAIL: _email, ...env } = process.env;
  return run(process.execPath, args, { env: { ...env, ...target } });
});
