/** Counts what somebody did in the last while, for every rate limit of the service. */

/** At most `limit` events for each key in any stretch of `windowMs`. */
export class SlidingWindow {
  readonly #limit: number;
  readonly #windowMs: number;
  readonly #times = new Map<string, number[]>();

  constructor(limit: number, windowMs: number) {
    this.#limit = limit;
    this.#windowMs = windowMs;
  }

  /** Counts one event and answers 0; or, when there is no room, counts nothing and answers the milliseconds until there is. */
  take(key: string, now: number): number {
    const times = this.#recent(key, now);
    const [oldest] = times;
    if (times.length >= this.#limit) return oldest === undefined ? this.#windowMs : oldest + this.#windowMs - now;
    times.push(now);
    this.#times.set(key, times);
    return 0;
  }

  /** Takes the latest event back: it turned out not to count. */
  giveBack(key: string): void {
    this.#times.get(key)?.pop();
  }

  /** Forgets keys that have been quiet, so that memory stays bounded. */
  sweep(now: number): void {
    for (const key of this.#times.keys()) if (this.#recent(key, now).length === 0) this.#times.delete(key);
  }

  /** The distance counts, so that a clock that was set back locks nobody out for longer than the window. */
  #recent(key: string, now: number): number[] {
    const times = this.#times.get(key) ?? [];
    while (times[0] !== undefined && Math.abs(now - times[0]) >= this.#windowMs) times.shift();
    return times;
  }
}
