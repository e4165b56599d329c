/** What stands under a path before it is changed, and whether it still does right before the change. */
import { constants, type Stats } from "node:fs";
import { access, type FileHandle, lstat, open, realpath, stat } from "node:fs/promises";
import { basename, dirname, isAbsolute, join } from "node:path";
import type { EnvFileReason, EnvFileResult } from "../env-file-port.ts";
import { refusalOf, refuse } from "./reasons.ts";

/** The largest file that is read, in bytes; a `.env` has a few hundred. */
export const maxEnvFileBytes = 1024 * 1024;

/** A file as it was found. */
export interface FoundFile {
  bytes: Buffer;
  /** Permission bits. */
  mode: number;
  uid: number;
  gid: number;
}

/** A path as it was found. */
export interface FileState {
  /** The file itself, with all links resolved: this is what is replaced, and the links stay. */
  target: string;
  /** null where there is no file of that name yet. */
  found: FoundFile | null;
}

/** Reads a file that is about to be changed, and makes sure that it may be. Changes nothing. */
export async function readState(path: string): Promise<EnvFileResult<FileState>> {
  if (!isAbsolute(path) || path.includes("\0")) return refuse("invalid-path");
  try {
    const link = await lstat(path).catch(absent);
    if (link === null) return await readFolder(path);
    const target = await realpath(path).catch(absent);
    if (target === null) return refuse("link-broken");
    const problem = problemOf(await stat(target));
    if (problem) return refuse(problem);
    await access(target, constants.R_OK | constants.W_OK);
    await access(dirname(target), constants.W_OK);
    return await readFile(target);
  } catch (error) {
    return refusalOf(error);
  }
}

/** The text of a file, its byte order mark included; `not-text` when it is none. */
export function textOf(found: FoundFile | null): EnvFileResult<string> {
  if (found === null) return { ok: true, value: "" };
  if (found.bytes.includes(0)) return refuse("not-text");
  try {
    return { ok: true, value: new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(found.bytes) };
  } catch {
    return refuse("not-text");
  }
}

/** Whether the path still leads to the same file with the same bytes, the same owner and the same permissions. */
export async function isUnchanged(path: string, { target, found }: FileState): Promise<boolean> {
  const now = await readState(path);
  if (!now.ok || now.value.target !== target) return false;
  const file = now.value.found;
  if (file === null || found === null) return file === found;
  return file.bytes.equals(found.bytes) && file.mode === found.mode && file.uid === found.uid && file.gid === found.gid;
}

/** A name that is free: its folder must be there. */
async function readFolder(path: string): Promise<EnvFileResult<FileState>> {
  const folder = await realpath(dirname(path)).catch(absent);
  if (folder === null || basename(path) === "" || !(await stat(folder)).isDirectory()) return refuse("folder-missing");
  await access(folder, constants.W_OK);
  return { ok: true, value: { target: join(folder, basename(path)), found: null } };
}

async function readFile(target: string): Promise<EnvFileResult<FileState>> {
  // Without waiting: should a pipe have come in the file's place, opening it would hang.
  const file = await open(target, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  try {
    const stats = await file.stat();
    const problem = problemOf(stats);
    if (problem) return refuse(problem);
    const bytes = await readAtMost(file, maxEnvFileBytes + 1);
    if (bytes.length > maxEnvFileBytes) return refuse("too-large");
    return { ok: true, value: { target, found: { bytes, mode: stats.mode & 0o7777, uid: stats.uid, gid: stats.gid } } };
  } finally {
    await file.close();
  }
}

/** Not `readFile`: a file that grows while it is read would have no end. */
async function readAtMost(file: FileHandle, limit: number): Promise<Buffer> {
  const buffer = Buffer.alloc(limit);
  let length = 0;
  while (length < limit) {
    const { bytesRead } = await file.read(buffer, length, limit - length, length);
    if (bytesRead === 0) break;
    length += bytesRead;
  }
  return Buffer.from(buffer.subarray(0, length));
}

function problemOf(stats: Stats): EnvFileReason | null {
  if (stats.isDirectory()) return "directory";
  if (!stats.isFile()) return "not-a-file";
  if (stats.size > maxEnvFileBytes) return "too-large";
  if (stats.nlink > 1) return "hard-linked";
  // Replacing a file takes no right to write it, and root needs none at all: the wish is respected all the same.
  if ((stats.mode & 0o200) === 0) return "read-only";
  const user = process.geteuid?.() ?? 0;
  return user === 0 || stats.uid === user ? null : "other-owner";
}

/** For `catch`: null where there is nothing of that name. */
function absent(error: unknown): null {
  if (error instanceof Error && "code" in error && error.code === "ENOENT") return null;
  throw error;
}
