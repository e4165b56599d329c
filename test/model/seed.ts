/** Which sequences a run draws: the same for one version of the source, others for each version, whatever was asked for above that. */
import { execFileSync } from "node:child_process";

/** Where there is no repository, as in an unpacked archive. */
const fallback = 1;

/**
 * The seed: `KEYRACK_MODEL_SEED`, a new one where that is `random`, otherwise one drawn from the tree that is checked out. So a version
 * that passed once passes again, and each change explores further (decision 21).
 */
export function modelSeed(wanted: string | undefined): number {
  if (wanted === "random") return Math.trunc(Math.random() * 2 ** 31);
  if (wanted !== undefined && wanted !== "") {
    const seed = Number(wanted);
    if (!Number.isInteger(seed)) throw new Error(`KEYRACK_MODEL_SEED is a whole number or "random", not "${wanted}".`);
    return seed;
  }
  try {
    const tree = execFileSync("git", ["rev-parse", "HEAD^{tree}"], { cwd: import.meta.dirname, stdio: "pipe" });
    return Number.parseInt(tree.toString("utf8").slice(0, 7), 16);
  } catch {
    return fallback;
  }
}
