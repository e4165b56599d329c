/** Where things are kept that outlive node_modules: downloads that took long. */
// @ts-check
import { accessSync, constants, mkdirSync } from "node:fs";
import { homedir } from "node:os";
import { isAbsolute, join } from "node:path";
import { stateDirectory } from "../run/paths.mjs";

/**
 * `$XDG_CACHE_HOME/keyrack` or `~/.cache/keyrack`; for a user without a writable home a folder inside node_modules, which
 * works as well but does not survive `npm ci`.
 */
export function cacheDirectory() {
  const xdg = process.env.XDG_CACHE_HOME;
  const base = xdg && isAbsolute(xdg) ? xdg : join(homedir(), ".cache");
  const wanted = join(base, "keyrack");
  try {
    mkdirSync(wanted, { recursive: true });
    accessSync(wanted, constants.W_OK);
    return wanted;
  } catch {
    const instead = join(stateDirectory, "cache");
    mkdirSync(instead, { recursive: true });
    return instead;
  }
}
