/** The environment variables and flags Keyrack obeys, read before anything else happens, and so without a schema. */
import { isAbsolute, resolve } from "node:path";
/** How this run was asked to behave. */
export interface LaunchOptions {
  /** Absolute path of the profile; null for the system's usual place. */
  profileFolder: string | null;
  /** `--quick-copy`: bring up the palette, for desktops that bind shortcuts themselves. */
  quickCopy: boolean;
  /** `--hidden`: make no window, as at a start at login. */
  hidden: boolean;
}

/** What the flags of a command line ask for; flags of Chromium's and Electron's stand among them and are passed over. */
export function readFlags(commandLine: readonly string[]): Pick<LaunchOptions, "quickCopy" | "hidden"> {
  return { quickCopy: commandLine.includes("--quick-copy"), hidden: commandLine.includes("--hidden") };
}

/** Reads the options, or answers the sentence to print before giving up. */
export function readLaunchOptions(
  environment: NodeJS.ProcessEnv,
  workingFolder: string,
  commandLine: readonly string[],
): { options: LaunchOptions } | { problem: string } {
  // Another place for the profile: tests and demos.
  const folder = environment.KEYRACK_USER_DATA?.trim();
  if (folder === "") return { problem: "KEYRACK_USER_DATA is set but empty; give it a folder or unset it." };
  if (folder?.includes("\0")) return { problem: "KEYRACK_USER_DATA is not a path." };
  const profileFolder = folder === undefined ? null : isAbsolute(folder) ? folder : resolve(workingFolder, folder);
  return { options: { profileFolder, ...readFlags(commandLine) } };
}
