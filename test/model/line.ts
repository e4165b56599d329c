/** The line on which services tell what happens: told when a sequence says so, cut when it says so, otherwise silent. */

import { done, failed } from "../../src-main/failures.ts";
import type { Listening } from "../../src-main/ports.ts";
import type { Result } from "../../src-preload/contract/failure.ts";
import type { Site } from "./site.ts";

/** A stream that is open. */
interface Open {
  site: Site;
  token: string;
  listening: Listening;
  /** The last event that was told. */
  at: number;
  end(outcome: Result<null>): void;
}

/**
 * Stands in place of `GET /admin/events`. What becomes of the bytes is the fault table's; here it matters when who is told what,
 * so a stream keeps to itself what has happened until it is told to speak.
 */
export class Line {
  #open: Open | null = null;

  constructor(
    private readonly siteOf: (token: string) => Site,
    private readonly isReachable: () => boolean,
  ) {}

  /** Whether anybody listens. */
  get isOpen(): boolean {
    return this.#open !== null;
  }

  listen(token: string, listening: Listening): Promise<Result<null>> {
    if (!this.isReachable()) return Promise.resolve(failed("connection-refused"));
    const site = this.siteOf(token);
    if (!site.isLive(token)) return Promise.resolve(failed("session-expired"));
    return new Promise((resolve) => {
      const end = (outcome: Result<null>) => {
        if (this.#open === open) this.#open = null;
        resolve(outcome);
      };
      const open: Open = { site, token, listening, at: site.newestEvent(), end };
      this.#open = open;
      listening.signal.addEventListener("abort", () => end(failed("connection-lost")), { once: true });
      listening.onOpen();
      const { after } = listening;
      const missed = after === null ? [] : site.eventsAfter(Number(after));
      const stands = after === null || missed === null ? open.at : Number(after);
      listening.onEvent({ type: missed === null ? "reset" : "ready" }, String(stands));
      for (const { id, type } of missed ?? []) listening.onEvent({ type }, id);
    });
  }

  /** Tells what has happened since; answers how many events that were. A session that is over takes its stream along. */
  tell(): number {
    const open = this.#open;
    if (!open) return 0;
    const { site, token, listening } = open;
    site.settle();
    if (!site.isLive(token)) {
      open.end(done);
      return 0;
    }
    const events = site.eventsAfter(open.at);
    open.at = site.newestEvent();
    if (!events) listening.onEvent({ type: "reset" }, String(open.at));
    for (const { id, type } of events ?? []) listening.onEvent({ type }, id);
    return events?.length ?? 1;
  }

  /** Breaks it. */
  cut(): void {
    this.#open?.end(failed("connection-lost"));
  }
}
