/**
 * Replaces a file as a whole: after a crash or a power cut it holds either the old text or the new one.
 * Not `write-file-atomic` or `atomically`: both listen to the process's signals, which belong to Electron's tidy quitting.
 */
import { randomBytes } from "node:crypto";
import { type FileHandle, mkdir, open, rename, rm } from "node:fs/promises";
import { basename, dirname, join } from "node:path";

/** Writes `text` to `path`, readable by this user alone. Throws what the file system throws; the old file then stays. */
export async function atomicWrite(path: string, text: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const draft = draftOf(path);
  await rm(draft, { force: true, recursive: true });
  await replaceBy(draft, path, text, { mode: 0o600, beforeRename: async () => true });
  await syncFolder(dirname(path));
}

/** How a file in somebody else's folder is replaced. */
export interface ReplaceOptions {
  /** Permission bits of the new file. */
  mode: number;
  /** Who owns the new file; this user by default. Where the group cannot be kept, the group's permissions fall away. */
  owner?: { uid: number; gid: number };
  /** Asked last, whether the new file shall take the old one's place. */
  beforeRename: () => Promise<boolean>;
}

/**
 * The same for a folder that is not the program's own: the folder must exist, and nothing beside `path` is ever overwritten or
 * removed. Answers whether it was replaced. Throws what the file system throws; then nothing has changed.
 */
export async function atomicReplace(path: string, content: Uint8Array, options: ReplaceOptions): Promise<boolean> {
  // The end of a long name is cut off, because names have at most 255 bytes.
  const draft = join(dirname(path), `.${basename(path).slice(0, 40)}.${randomBytes(6).toString("hex")}.tmp`);
  const replaced = await replaceBy(draft, path, content, options);
  // The file is there by now. A folder that this user may not read cannot be synced, which is no reason to call it a failure.
  if (replaced) await syncFolder(dirname(path)).catch(() => {});
  return replaced;
}

async function replaceBy(draft: string, path: string, content: string | Uint8Array, options: ReplaceOptions) {
  try {
    await writeThrough(draft, content, options);
    const goOn = await options.beforeRename();
    await (goOn ? rename(draft, path) : rm(draft));
    return goOn;
  } catch (error) {
    // On a full disk half a file is in everybody's way.
    await rm(draft, { force: true }).catch(() => {});
    throw error;
  }
}

/** Removes the file, a folder in its place, and what a crash while writing may have left of it. */
export async function removeWritten(path: string): Promise<void> {
  await rm(draftOf(path), { force: true, recursive: true });
  await rm(path, { force: true, recursive: true });
}

/** One name is enough, because one Keyrack runs per profile, and a left-over of a crash does not pile up. */
function draftOf(path: string): string {
  return `${path}.tmp`;
}

async function writeThrough(path: string, content: string | Uint8Array, { mode, owner }: ReplaceOptions) {
  // Private while it is written: who may read it is decided when it is complete.
  const file = await open(path, "wx", 0o600);
  try {
    await file.writeFile(content);
    const same = owner === undefined || (await keepOwner(file, owner));
    if (mode !== 0o600) await file.chmod(same ? mode : mode & ~0o070);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Whether the group could be kept, too. Throws where the file would have another owner. */
async function keepOwner(file: FileHandle, { uid, gid }: { uid: number; gid: number }): Promise<boolean> {
  const now = await file.stat();
  if (now.uid === uid && now.gid === gid) return true;
  try {
    await file.chown(uid, gid);
    return true;
  } catch (error) {
    // Only root may give files away, and others only to groups of their own.
    if (now.uid !== uid) throw error;
    return false;
  }
}

/** The new name itself lies in the folder; Windows has no such call for folders. */
async function syncFolder(path: string): Promise<void> {
  if (process.platform === "win32") return;
  const folder = await open(path, "r");
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
