/** Chromium's sandbox on Linux: off for root, who cannot have it; for everybody else made sure of. */
// @ts-check
import { statSync } from "node:fs";
import { dirname, join } from "node:path";
import { output, succeeds } from "../run/quiet.mjs";
import { Stop, say } from "../run/say.mjs";
import { electronExecutable } from "./electron-runtime.mjs";

/** Root has to do without; nobody else ever does. */
export function runsAsRoot() {
  return process.platform === "linux" && process.getuid?.() === 0;
}

/** The flags that Electron needs here. */
export function sandboxFlags() {
  return runsAsRoot() ? ["--no-sandbox"] : [];
}

/**
 * An ordinary user's sandbox rests on user namespaces. Where the system forbids them (Ubuntu since 23.10 does, for programs outside
 * of its packages), Chromium takes a helper that belongs to root instead, and without it ends at once with an obscure line.
 */
export async function ensureSandbox() {
  if (process.platform !== "linux") return;
  if (runsAsRoot()) return say("Running as root: Chromium's sandbox is off (--no-sandbox).");
  const helper = join(dirname(electronExecutable()), "chrome-sandbox");
  if (isRootHelper(helper) || (await succeeds("unshare", ["--user", "--map-root-user", "true"]))) return;
  const command = `chown root:root '${helper}' && chmod 4755 '${helper}'`;
  if (!(await succeeds("sudo", ["-n", "true"]))) {
    throw new Stop(
      "This system forbids user namespaces, on which Chromium's sandbox rests. Once, please:\n" +
        `  sudo sh -c "${command}"\nThen run the same command again.`,
    );
  }
  say("User namespaces are forbidden here: giving Chromium's sandbox helper to root (sudo chown, chmod 4755).");
  await output("sudo", ["-n", "sh", "-c", command]);
}

/** @param {string} helper */
function isRootHelper(helper) {
  const stat = statSync(helper, { throwIfNoEntry: false });
  return stat !== undefined && stat.uid === 0 && (stat.mode & 0o4111) === 0o4111;
}
