/** What is measured, how runs become percentiles, and where the figures go. */
import { readFileSync, writeFileSync } from "node:fs";

/** `--quick`: only to see that a part works; its figures say little. */
const quick = process.env.KEYRACK_BENCH_QUICK === "1";

/** Runs in two numbers. */
export interface Percentiles {
  p50Ms: number;
  p95Ms: number;
  runs: number;
}

/** The value below which `share` of the runs lie (nearest rank, so it is one that was measured). */
export function percentile(runs: readonly number[], share: number): number {
  const sorted = [...runs].sort((a, b) => a - b);
  const value = sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)];
  if (value === undefined) throw new Error("Nothing was measured.");
  return value;
}

/** To a tenth of a millisecond. */
export const tenths = (ms: number) => Math.round(ms * 10) / 10;

/** 50th and 95th percentile, to a tenth of a millisecond. */
export function percentiles(runs: readonly number[]): Percentiles {
  return { p50Ms: tenths(percentile(runs, 0.5)), p95Ms: tenths(percentile(runs, 0.95)), runs: runs.length };
}

/** To a hundredth: for ratios. */
export const hundredths = (ratio: number) => Math.round(ratio * 100) / 100;

/** How often something is run: as often as `times`, or, with `--quick`, about a tenth of that. */
export function runsOf(times: number): number {
  return quick ? Math.max(2, Math.round(times / 10)) : times;
}

/** How long something is watched, in milliseconds: `ms`, or, with `--quick`, a tenth of that. */
export const watchOf = (ms: number) => (quick ? ms / 10 : ms);

/** Adds figures to the file that scripts/bench.mjs has named and prints. */
export function addFigures(figures: Record<string, unknown>): void {
  const file = process.env.KEYRACK_BENCH_FIGURES;
  if (!file) throw new Error("Run this with `npm run bench`.");
  const before = JSON.parse(readFileSync(file, "utf8")) as Record<string, unknown>;
  writeFileSync(file, JSON.stringify({ ...before, ...figures }));
}
