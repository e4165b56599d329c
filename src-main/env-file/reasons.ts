/** How a refusal is made, also from an error of the file system. Everything in this folder answers with one and never throws. */
import type { EnvFileReason } from "../env-file-port.ts";

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
