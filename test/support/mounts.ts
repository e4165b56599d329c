/** Small disks and read-only places for tests, where this user may mount: root alone, and not in every container. */
import { execFileSync } from "node:child_process";
import { appendFileSync, mkdirSync, mkdtempSync, rmSync, statfsSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Why nothing can be mounted here, to be given as the reason for skipping; null where it can. */
export const mountObstacle: string | null = (() => {
  if (process.platform !== "linux") return "mounting is tested on Linux only";
  if (process.getuid?.() !== 0) return "only root may mount";
  const folder = mkdtempSync(join(tmpdir(), "keyrack-mount-"));
  try {
    mount("-t", "tmpfs", "-o", "size=64k", "tmpfs", folder);
    unmount(folder);
    return null;
  } catch {
    return "mounting is not allowed in this container";
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
})();

function mount(...args: string[]): void {
  execFileSync("mount", args, { stdio: "ignore" });
}

/** Lazily: who still has a file open in it keeps it until then. */
function unmount(folder: string): void {
  execFileSync("umount", ["-l", folder], { stdio: "ignore" });
}

/** A disk of its own. */
export interface SmallDisk {
  readonly folder: string;
  /** Writes until there is room for nothing more. */
  fill(): void;
  /** Takes away what `fill` wrote. */
  free(): void;
  /** Bytes that are free. */
  room(): number;
  /** Nothing on it can be changed any more. */
  makeReadOnly(): void;
  makeWritable(): void;
  remove(): void;
}

/** A disk of `megabytes`, in memory. */
export function smallDisk(megabytes: number): SmallDisk {
  const folder = mkdtempSync(join(tmpdir(), "keyrack-disk-"));
  mount("-t", "tmpfs", "-o", `size=${megabytes}m,mode=700`, "tmpfs", folder);
  const filler = join(folder, ".filler");
  const room = () => {
    const { bavail, bsize } = statfsSync(folder);
    return bavail * bsize;
  };
  return {
    folder,
    fill() {
      const block = Buffer.alloc(4096);
      try {
        for (;;) appendFileSync(filler, block);
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== "ENOSPC") throw error;
      }
    },
    free: () => rmSync(filler, { force: true }),
    room,
    makeReadOnly: () => mount("-o", "remount,ro", folder),
    makeWritable: () => mount("-o", "remount,rw", folder),
    remove() {
      unmount(folder);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Mounts a file or folder onto itself: it can be read and written, but not renamed. Answers how to undo that. */
export function pinDown(path: string): () => void {
  mount("--bind", path, path);
  return () => unmount(path);
}

/** Shows a folder read-only at its own place. Answers how to undo that. */
export function readOnlyFolder(folder: string): () => void {
  mkdirSync(folder, { recursive: true });
  mount("--bind", folder, folder);
  mount("-o", "remount,ro,bind", folder);
  return () => unmount(folder);
}
