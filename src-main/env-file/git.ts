/** What git makes of a file, asked of git itself: its rules of what is ignored are its own. */
import { execFile } from "node:child_process";
import { lstat } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import type { GitStanding } from "../env-file-port.ts";

/** How long git may take, in milliseconds; it takes a few. */
const patience = 5_000;

interface GitAnswer {
  /** Exit code; null when git did not run to its end. */
  code: number | null;
  stdout: string;
  stderr: string;
  missing: boolean;
}

/** Asks about a file, which need not exist yet; its folder must. `target` is free of symbolic links. */
export async function gitStanding(target: string): Promise<GitStanding> {
  const folder = dirname(target);
  // Where there is no repository, nothing is started. (On a Mac without developer tools `git` opens a window.)
  if (!(await hasRepositoryAbove(folder))) return { status: "none" };
  const tree = await git(folder, ["rev-parse", "--is-inside-work-tree", "--show-toplevel"]);
  if (tree.missing) return { status: "unknown", why: "not-installed" };
  if (/not a git repository|must be run in a work tree/.test(tree.stderr)) return { status: "none" };
  if (/dubious ownership/.test(tree.stderr)) return { status: "unknown", why: "distrusted" };
  const [, toplevel] = /^true\n([\s\S]+)\n$/.exec(tree.stdout) ?? [];
  if (tree.code !== 0 || toplevel === undefined) return { status: "unknown", why: "failed" };
  const root = resolve(toplevel);

  const tracked = await git(folder, ["--literal-pathspecs", "ls-files", "--error-unmatch", "--", basename(target)]);
  if (tracked.code === 0) return { status: "tracked", root };
  if (tracked.code !== 1) return { status: "unknown", why: "failed" };

  // The dot keeps a name that begins with a colon from being read as more than a name.
  const ignored = await git(folder, ["check-ignore", "-q", "--", `./${basename(target)}`]);
  if (ignored.code === 0) return { status: "ignored", root };
  return ignored.code === 1 ? { status: "not-ignored", root } : { status: "unknown", why: "failed" };
}

async function hasRepositoryAbove(folder: string): Promise<boolean> {
  for (let at = folder; ; at = dirname(at)) {
    if (await lstat(join(at, ".git")).catch(() => null)) return true;
    if (at === dirname(at)) return false;
  }
}

function git(folder: string, args: readonly string[]): Promise<GitAnswer> {
  // A monitor is a program that the repository names, and reading must not start one.
  const all = ["-C", folder, "-c", "core.fsmonitor=false", ...args];
  return new Promise((done) => {
    execFile(
      "git",
      all,
      // Somewhere else than in the repository: Windows looks for programs in the working folder first.
      { cwd: dirname(process.execPath), env: cleanEnvironment(), timeout: patience, windowsHide: true },
      (error, stdout, stderr) =>
        done({
          code: error === null ? 0 : typeof error.code === "number" ? error.code : null,
          stdout,
          stderr,
          missing: (error as NodeJS.ErrnoException | null)?.code === "ENOENT",
        }),
    );
  });
}

/** Without the variables with which a hook or an editor's terminal points git to another repository; in English. */
function cleanEnvironment(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !/^GIT_/i.test(name));
  return { ...Object.fromEntries(kept), LC_ALL: "C", LANGUAGE: "", GIT_OPTIONAL_LOCKS: "0", GIT_TERMINAL_PROMPT: "0" };
}
