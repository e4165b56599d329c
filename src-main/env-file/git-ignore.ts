/** Adds a file to `.gitignore`, and makes sure that git ignores it then. */
import { dirname, join, relative, sep } from "node:path";
import type { EnvFileResult, IgnoreLineAdded } from "../env-file-port.ts";
import { readState, textOf } from "./file-state.ts";
import { gitStanding } from "./git.ts";
import { refuse } from "./reasons.ts";
import { replaceFile } from "./replace-file.ts";
import { appendLine } from "./set-variable.ts";

/**
 * The line that ignores exactly this file from a `.gitignore` in `folder` (https://git-scm.com/docs/gitignore): anchored, and
 * with the characters of a pattern taken as they are. null where none can: a line holds no line break.
 */
export function ignoreLine(folder: string, target: string): string | null {
  const path = relative(folder, target).split(sep).join("/");
  if (/[\r\n]/.test(path)) return null;
  return `/${path.replace(/[\\*?[\]]/g, "\\$&").replace(/ $/, "\\ ")}`;
}

/**
 * Has git ignore a file of a work tree. The line goes into the `.gitignore` beside the file, if there is one, else into the
 * one of the work tree's root, where people look first. Should a rule in between take it back, it goes beside the file.
 */
export async function addToGitIgnore(target: string): Promise<EnvFileResult<IgnoreLineAdded>> {
  const standing = await gitStanding(target);
  if (standing.status === "tracked") return refuse("tracked");
  if (standing.status !== "not-ignored") return refuse("no-work-tree");
  const beside = await readState(join(dirname(target), ".gitignore"));
  const preferred = beside.ok && beside.value.found ? dirname(target) : standing.root;
  const added = await addLine(preferred, target);
  return added.ok || preferred === dirname(target) ? added : await addLine(dirname(target), target);
}

async function addLine(folder: string, target: string): Promise<EnvFileResult<IgnoreLineAdded>> {
  const line = ignoreLine(folder, target);
  if (line === null) return refuse("invalid-path");
  const file = join(folder, ".gitignore");
  const state = await readState(file);
  if (!state.ok) return state;
  const text = textOf(state.value.found);
  if (!text.ok) return text;
  const { found } = state.value;
  const bytes = Buffer.from(appendLine(text.value, line));
  const added = await replaceFile(file, state.value, { bytes, mode: found?.mode ?? 0o644 });
  if (!added.ok) return added;
  if ((await gitStanding(target)).status === "ignored") return { ok: true, value: { file, line } };
  // It is of no use, so it does not stay.
  const now = await readState(file);
  if (now.ok && now.value.found?.bytes.equals(bytes)) await replaceFile(file, now.value, found);
  return refuse("still-not-ignored");
}
