/** The time, from this computer. */
import type { Clock } from "../ports.ts";

/** The system's clock and timers. */
export const systemClock: Clock = {
  now: () => new Date(),
  after(ms, run) {
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  },
};
