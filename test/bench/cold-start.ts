/** What a cold start is measured by: from the spawn of the program until its first content has been drawn, beside a bare window. */
import { hundredths, percentile } from "./figures.ts";
import { inTurn } from "./pairs.ts";
import { bare, type Start } from "./program.ts";

/** Keyrack says it once the frame with the cached rows has been drawn; see `usePainted` in src-renderer/App.tsx. */
const keyrackReady = /^Keyrack ready in \d+ ms$/;

/** What is reported of a cold start. */
export interface ColdStart {
  /** p50Ms through bareP50Ms. */
  ratio: number;
  p50Ms: number;
  bareP50Ms: number;
  /** Electron's `ready-to-show` of the bare window, which comes before it can say itself that it is painted. */
  bareShowP50Ms: number;
  runs: number;
  /** Half of the runs lie between these. */
  p25Ms: number;
  p75Ms: number;
  bareP25Ms: number;
  bareP75Ms: number;
}

const whole = (runs: readonly number[], share: number) => Math.round(percentile(runs, share));

/** Runs pairs of Keyrack and the bare window. `during` runs beside each start of Keyrack, and is waited for. */
export async function coldStart(
  start: Start,
  pairs: number,
  during: () => Promise<void> = async () => {},
): Promise<ColdStart> {
  const startBare = bare("window.cjs");
  const shown: number[] = [];
  const ours = async () => {
    const beside = during();
    const program = start();
    const at = await program.printed(keyrackReady);
    await beside;
    await program.end();
    return at;
  };
  const bares = async () => {
    const program = startBare();
    const at = await program.printed(/^painted$/);
    shown.push(await program.printed(/^ready to show$/));
    await program.end();
    return at;
  };
  const [times, bareTimes] = await inTurn(pairs, 1, ours, bares);
  const p50 = percentile(times, 0.5);
  const bareP50 = percentile(bareTimes, 0.5);
  return {
    ratio: hundredths(p50 / bareP50),
    p50Ms: Math.round(p50),
    bareP50Ms: Math.round(bareP50),
    bareShowP50Ms: whole(shown.slice(1), 0.5),
    runs: times.length,
    p25Ms: whole(times, 0.25),
    p75Ms: whole(times, 0.75),
    bareP25Ms: whole(bareTimes, 0.25),
    bareP75Ms: whole(bareTimes, 0.75),
  };
}
