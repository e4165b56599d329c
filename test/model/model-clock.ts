/** The one time of a model's world: it moves when a sequence says so, and what was due on the way happens. */
import type { Clock } from "../../src-main/ports.ts";

/** The time of services and apps. */
export class ModelClock {
  #now = Date.parse("2026-11-23T10:00:00.000Z");
  #timers: { at: number; run: () => void }[] = [];

  /** For services: no two looks show the same moment, so that nothing is ever made at the same time. */
  readonly serviceNow = (): number => {
    this.#now += 1;
    return this.#now;
  };

  /** For one run of the app, on a computer whose clock is `skewMs` milliseconds ahead. The timers of the run before are gone. */
  forRun(skewMs: number): Clock {
    this.#timers = [];
    return {
      now: () => new Date(this.#now + skewMs),
      after: (ms, run) => {
        const timer = { at: this.#now + ms, run };
        this.#timers.push(timer);
        return () => {
          this.#timers = this.#timers.filter((one) => one !== timer);
        };
      },
    };
  }

  /** Lets `ms` milliseconds pass; whatever is due runs at its time, and `settled` is awaited before the next. */
  async pass(ms: number, settled: () => Promise<void>): Promise<void> {
    const end = this.#now + ms;
    for (let next = this.#next(end); next; next = this.#next(end)) {
      this.#now = Math.max(this.#now, next.at);
      await this.#run([next], settled);
    }
    this.#now = Math.max(this.#now, end);
  }

  /** The computer sleeps for `ms` milliseconds: whatever was due meanwhile runs when it wakes, once. */
  async sleep(ms: number, settled: () => Promise<void>): Promise<void> {
    this.#now += ms;
    await this.#run(
      this.#timers.filter(({ at }) => at <= this.#now),
      settled,
    );
  }

  #next(end: number): { at: number; run: () => void } | undefined {
    return this.#timers.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0];
  }

  async #run(due: { run: () => void }[], settled: () => Promise<void>): Promise<void> {
    for (const timer of due) {
      // One that ran before may have called this one off.
      if (!this.#timers.some((one) => one === timer)) continue;
      this.#timers = this.#timers.filter((one) => one !== timer);
      timer.run();
      await settled();
    }
  }
}
