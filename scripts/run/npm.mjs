/** How npm is called: through the npm that runs us, else the one on the PATH. */
// @ts-check
import { basename } from "node:path";

/**
 * @param {readonly string[]} args
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {[command: string, args: string[]]}
 */
export function npm(args, env = process.env) {
  // npm names its own script in this variable (yarn and pnpm theirs). Running it with our Node avoids npm.cmd on Windows,
  // which only a shell can start.
  const script = env.npm_execpath;
  if (script && basename(script) === "npm-cli.js") return [process.execPath, [script, ...args]];
  return ["npm", [...args]];
}
