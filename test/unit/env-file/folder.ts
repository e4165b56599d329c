/** A fresh folder for each test of this directory, and a look at what it holds. */
import { createHash } from "node:crypto";
import { lstatSync, mkdtempSync, readdirSync, readFileSync, readlinkSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A key as the service makes them. */
export const key = "krk_9fK2mWq7Lx0RtBv3NcYe8HsJ5uPzAdGiTfX7Qd";

/** Makes the folder. Its path is free of links, as results are. */
export function makeFolder(): string {
  return realpathSync(mkdtempSync(join(tmpdir(), "keyrack-env-")));
}

export function removeFolder(folder: string): void {
  rmSync(folder, { recursive: true, force: true });
}

/** Every name under the folder with its kind, permissions, owner and bytes: equal before and after means untouched. */
export function snapshot(folder: string): Record<string, string> {
  return Object.fromEntries(
    readdirSync(folder, { recursive: true, encoding: "utf8" })
      .filter((name) => !/(^|\/)\.git(\/|$)/.test(name))
      .map((name) => {
        const path = join(folder, name);
        const stats = lstatSync(path);
        const holds = stats.isFile()
          ? createHash("sha256").update(readFileSync(path)).digest("hex")
          : stats.isSymbolicLink()
            ? readlinkSync(path)
            : "";
        return [name, `${stats.mode.toString(8)} ${stats.uid}:${stats.gid} ${holds}`];
      }),
  );
}

/** Runs `work` as a user who is not root, because root may do everything. */
export async function asOrdinaryUser<T>(work: () => Promise<T>): Promise<T> {
  if (process.geteuid?.() !== 0) return work();
  process.setegid?.(65534);
  process.seteuid?.(65534);
  try {
    return await work();
  } finally {
    process.seteuid?.(0);
    process.setegid?.(0);
  }
}

/** Whom files can be given to, by root alone. */
export const isRoot = process.geteuid?.() === 0;
