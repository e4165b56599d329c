/** Temporary folders for tests that start hundreds of services and profiles, and are about anything but disks. */
import { accessSync, constants, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Makes one, in memory where the system has such a place: there a flush to the disk, of which databases do many, costs nothing. */
export function quickFolder(purpose: string): string {
  return mkdtempSync(join(place, `keyrack-${purpose}-`));
}

const place = isWritable("/dev/shm") ? "/dev/shm" : tmpdir();

function isWritable(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}
