/** Installs system packages with apt-get, as root or with a sudo that asks for nothing. */
// @ts-check
import { isOnPath } from "../run/on-path.mjs";
import { output, succeeds } from "../run/quiet.mjs";
import { Stop, say } from "../run/say.mjs";

/** What goes before apt-get: nothing for root, sudo where it asks for no password, undefined where neither holds. */
export async function rightToInstall() {
  if (!isOnPath("apt-get")) return undefined;
  if (process.getuid?.() === 0) return [];
  return (await succeeds("sudo", ["-n", "true"])) ? ["sudo", "-n"] : undefined;
}

/**
 * @param {readonly string[]} prefix
 * @param {readonly string[]} packages
 */
export async function install(prefix, packages) {
  say(`Installing system packages (apt-get): ${packages.join(" ")} ...`);
  // A fresh container has no package lists, an old one stale lists; both show as a failure here and are cured by an update.
  if (await succeeds(...aptGet(prefix, ["install", "-y", "--no-install-recommends", ...(await aptNames(packages))])))
    return;
  await output(...aptGet(prefix, ["update"])).catch(failed);
  await output(...aptGet(prefix, ["install", "-y", "--no-install-recommends", ...(await aptNames(packages))])).catch(
    failed,
  );
}

/**
 * @param {unknown} error
 * @returns {never}
 */
function failed(error) {
  throw new Stop(`The system packages could not be installed.\n${error instanceof Error ? error.message : error}`);
}

/**
 * @param {readonly string[]} prefix
 * @param {readonly string[]} args
 * @returns {[command: string, args: string[]]}
 */
function aptGet(prefix, args) {
  // `env`, because sudo drops our environment; the lock's timeout, because a machine that has just booted updates itself.
  const words = [
    ...prefix,
    "env",
    "DEBIAN_FRONTEND=noninteractive",
    "apt-get",
    "-o",
    "DPkg::Lock::Timeout=120",
    ...args,
  ];
  return [words[0] ?? "env", words.slice(1)];
}

/**
 * Debian 13 and Ubuntu 24.04 renamed some libraries to …t64, and of "libasound2" left only a name that apt refuses to choose for.
 * @param {readonly string[]} packages
 */
async function aptNames(packages) {
  const known = new Set((await output("apt-cache", ["pkgnames"]).catch(() => "")).split("\n"));
  return packages.map((name) => (known.has(`${name}t64`) ? `${name}t64` : name));
}
