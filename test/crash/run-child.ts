/** Runs a scenario of children/child.ts in a process of its own, to its end or to the point where it kills itself. */
import { spawn } from "node:child_process";
import { inject } from "vitest";

/** What became of a run. */
export interface ChildRun {
  /** What it said, line by line. */
  lines: string[];
  signal: NodeJS.Signals | null;
  code: number | null;
}

/** Runs `scenario` on `folder`, dying at point number `killAt` (from 1); 0 runs to the end and says every point's name. */
export function runChild(
  scenario: string,
  folder: string,
  killAt: number,
  env: Record<string, string> = {},
): Promise<ChildRun> {
  const child = spawn(process.execPath, [inject("crashChild"), scenario, folder], {
    env: { ...process.env, ...env, KILL_AT: String(killAt) },
    stdio: ["ignore", "pipe", "inherit"],
  });
  let printed = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    printed += text;
  });
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code, signal) => resolve({ lines: printed.split("\n").filter(Boolean), signal, code }));
  });
}

/** The lines that begin with a word, without it. */
export function said({ lines }: ChildRun, word: string): string[] {
  return lines.flatMap((line) => (line.startsWith(`${word} `) ? [line.slice(word.length + 1)] : []));
}
