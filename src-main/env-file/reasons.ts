/** Why a `.env` file was left as it was: the answers of everything in this folder, which never throws. */

/** Each reason is certain: whatever is answered with one has changed nothing. */
export type EnvFileReason =
  /** No absolute path, or one the system takes for no file name at all. */
  | "invalid-path"
  /** No shell takes the name; the answer's `suggestion` is one that all take. */
  | "invalid-name"
  /** The value has characters that no way of quoting carries through every reader of such files. */
  | "unwritable-value"
  /** There is no folder of that name. */
  | "folder-missing"
  | "directory"
  /** A device, a socket or a pipe. */
  | "not-a-file"
  /** A symbolic link that leads nowhere, or in a circle. */
  | "link-broken"
  /** The file has a second name elsewhere (a hard link), which would keep the old text. */
  | "hard-linked"
  /** Above `maxEnvFileBytes`. */
  | "too-large"
  /** Zero bytes, or bytes that are no UTF-8. */
  | "not-text"
  /** Somebody has taken the right to write from the file, or the whole disk is read-only. */
  | "read-only"
  /** The system lets this user neither read nor replace it. */
  | "no-permission"
  /** It belongs to another user of this computer, who could not read a file of ours. */
  | "other-owner"
  | "disk-full"
  /** Another program has the file open and locks it, or it is mounted by itself, as containers do. */
  | "in-use"
  /** It changed between reading and writing, or, for undo, since the write. */
  | "changed"
  /** git tracks the file: what is written there goes to everybody with the next commit. */
  | "tracked"
  /** git still does not ignore the file with the new line: another rule takes it back. */
  | "still-not-ignored"
  /** The file is not in a git work tree, or git could not be asked. */
  | "no-work-tree"
  /** Writing the variable would change what other lines mean: a quote that never closes, for one. */
  | "unclear"
  /** Undo is no longer there: it was used, or the window was closed. */
  | "nothing-to-undo"
  /** Anything else the file system says. */
  | "io";

/** Why not, with what helps to put it right. */
export interface EnvFileRefusal {
  reason: EnvFileReason;
  /** For `invalid-name`: a name that every shell takes. */
  suggestion?: string;
}

/** What every function here answers. */
export type EnvFileResult<T> = { ok: true; value: T } | ({ ok: false } & EnvFileRefusal);

/** A refusal without more to say. */
export function refuse(reason: EnvFileReason): { ok: false; reason: EnvFileReason } {
  return { ok: false, reason };
}

/** Error codes of the system (errno(3)) as reasons. */
const reasons: Record<string, EnvFileReason> = {
  EACCES: "no-permission",
  EPERM: "no-permission",
  EROFS: "read-only",
  ENOSPC: "disk-full",
  EDQUOT: "disk-full",
  EISDIR: "directory",
  ENOTDIR: "folder-missing",
  ELOOP: "link-broken",
  ENAMETOOLONG: "invalid-path",
  EINVAL: "invalid-path",
  EBUSY: "in-use",
  ETXTBSY: "in-use",
};

/** What a file system's error comes to. */
export function refusalOf(error: unknown): { ok: false; reason: EnvFileReason } {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  return refuse(reasons[code] ?? "io");
}
