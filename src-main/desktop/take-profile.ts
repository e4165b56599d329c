/** One Keyrack per profile, and a Keyrack all the same where the profile cannot be written to. */
import { accessSync, constants, lstatSync } from "node:fs";
import { join } from "node:path";
import { app } from "electron";

/** `taken`: another Keyrack runs on this profile and has been told of this start. */
export type ProfileTaking = "ours" | "taken" | "unwritable";

/**
 * Takes the profile for this process. Electron answers "taken" also where Chromium merely could not make its lock, on a
 * read-only or full disk; believed, that would end the program without a word.
 */
export function takeProfile(folder: string): ProfileTaking {
  // A lock that a crash left behind lies there still, so this has to be asked first.
  if (!isWritable(folder)) return "unwritable";
  if (app.requestSingleInstanceLock()) return "ours";
  // The lock of whoever holds the profile; on Windows and macOS it is none that could be looked at.
  const lock = process.platform === "linux" && lstatSync(join(folder, "SingletonLock"), { throwIfNoEntry: false });
  return lock === undefined ? "unwritable" : "taken";
}

/** Also a folder that does not exist yet: Electron makes it. */
function isWritable(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "ENOENT";
  }
}

/** What people are told where the profile cannot be written to. */
export function unwritableNotice(folder: string): string {
  return `Keyrack cannot write to its folder, ${folder}: the disk is read-only or full, or it belongs to somebody else. What you change in the settings holds only until Keyrack closes.`;
}
