/** Ends us when npm has ended, which by itself would leave us, the app and the screen running. */
// @ts-check
import { readFileSync } from "node:fs";

const everyMs = 250;

/**
 * Between npm and us stands a shell. npm passes SIGTERM on to it, and it dies without a word to us; SIGKILL and SIGHUP end npm without
 * a word to the shell. What shows in both cases is that one of the two has another parent all of a sudden.
 */
export function endWithNpm() {
  if (process.env.npm_lifecycle_event === undefined || process.platform === "win32") return;
  const before = line();
  const watch = setInterval(() => {
    if (line() === before) return;
    clearInterval(watch);
    process.kill(process.pid, "SIGTERM");
  }, everyMs);
  watch.unref();
}

/** Our parent, and the parent's parent where the parent is that shell; who started npm may end as they like. */
function line() {
  const parent = process.ppid;
  try {
    const stat = readFileSync(`/proc/${parent}/stat`, "utf8");
    const [, name, grandparent] = /^\d+ \((.*)\) \S (\d+)/s.exec(stat) ?? [];
    return name?.endsWith("sh") ? `${parent} ${grandparent}` : `${parent}`;
  } catch {
    // No /proc (macOS), or the parent ended while it was being read.
    return `${parent}`;
  }
}
