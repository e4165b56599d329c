/**
 * Replaces a file as a whole: after a crash or a power cut it holds either the old text or the new one.
 * Not `write-file-atomic` or `atomically`: both listen to the process's signals, which belong to Electron's tidy quitting.
 */
import { mkdir, open, rename, rm } from "node:fs/promises";
import { dirname } from "node:path";

/** Writes `text` to `path`, readable by this user alone. Throws what the file system throws; the old file then stays. */
export async function atomicWrite(path: string, text: string): Promise<void> {
  const folder = dirname(path);
  await mkdir(folder, { recursive: true });
  // One name is enough, because one Keyrack runs per profile, and a left-over of a crash does not pile up.
  const draft = `${path}.tmp`;
  await rm(draft, { force: true, recursive: true });
  const file = await open(draft, "wx", 0o600);
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(draft, path);
  // The new name itself lies in the folder; Windows has no such call for folders.
  if (process.platform !== "win32") await syncFolder(folder);
}

async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, "r");
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
