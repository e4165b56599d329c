/** What a program's whole tree of processes takes of memory and of the processor, from /proc (Linux). */
import { readdirSync, readFileSync } from "node:fs";

/** Linux counts processor time in hundredths of a second (`getconf CLK_TCK`). */
const ticksPerSecond = 100;

/** A process: fields of /proc/PID/stat, see proc(5). */
interface Process {
  pid: number;
  parent: number;
  /** Seconds of processor time, its own and that of its children that have ended. */
  seconds: number;
}

function read(pid: number): Process | null {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, "utf8");
    // The name in brackets may hold anything; what follows is counted from the third field.
    const fields = text.slice(text.lastIndexOf(")") + 2).split(" ");
    const ticks = [11, 12, 13, 14].reduce((sum, at) => sum + Number(fields[at]), 0);
    return { pid, parent: Number(fields[1]), seconds: ticks / ticksPerSecond };
  } catch {
    // It ended while we looked.
    return null;
  }
}

/** A process and everything below it. */
function tree(root: number): Process[] {
  const all = readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => read(Number(name)) ?? []);
  const found = all.filter(({ pid }) => pid === root);
  for (const { pid } of found) found.push(...all.filter(({ parent }) => parent === pid));
  return found;
}

/** Proportional set size of the tree in megabytes: shared pages count for each by its share, so that the sum is true. */
export function megabytes(root: number): number {
  const kilobytes = tree(root).map(({ pid }) => {
    try {
      return Number(/^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, "utf8"))?.[1] ?? 0);
    } catch {
      return 0;
    }
  });
  return kilobytes.reduce((sum, amount) => sum + amount, 0) / 1024;
}

/** Processor time that the tree has taken so far, in seconds. */
export function processorSeconds(root: number): number {
  return tree(root).reduce((sum, { seconds }) => sum + seconds, 0);
}
