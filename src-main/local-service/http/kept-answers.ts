/** Answers that are kept until something changes: the database, whoever writes to it, or what the clock says of it. */
import { hash } from "node:crypto";
import type { IncomingMessage } from "node:http";
import type { Changes } from "../store/changes.ts";
import { type Answer, type PreparedAnswer, prepareAnswer } from "./answer.ts";

/** So many are kept: 8 MB of the longest lists. */
const mostAnswers = 64;

/** What an answer depends on beside the request: the state of the database, and the time in milliseconds since 1970. */
export interface Moment {
  readonly version: number;
  readonly at: number;
}

/** Who may have the answer, and for how long. */
export interface Terms {
  /** The name under which each request for it counts against the limit. */
  readonly countedAs: string;
  /** When the clock alone changes the answer, or ends the session or key it is for; in milliseconds since 1970. */
  readonly until: number;
}

/** A kept answer. */
export interface KeptAnswer extends Terms, PreparedAnswer {
  /** Milliseconds since 1970. Before it, on a clock that was set back, the answer may have been another one. */
  readonly from: number;
}

/** The part of a request that an answer is kept by. */
type Asked = Pick<IncomingMessage, "headers" | "url">;

/** Whose request, by a hash of the credentials, and what for. The host is no part of it: it changes no answer. */
function nameOf({ headers, url }: Asked): string {
  return `${hash("sha256", headers.authorization ?? "", "base64url")} ${url}`;
}

/** Keeps answers to GET, in memory, for the same credentials and the same path and query. */
export class KeptAnswers {
  readonly #changes: Pick<Changes, "version">;
  readonly #now: () => number;
  readonly #answers = new Map<string, KeptAnswer>();
  /** The state of the database that all of them are about. */
  #version = Number.NaN;

  constructor(changes: Pick<Changes, "version">, now: () => number) {
    this.#changes = changes;
    this.#now = now;
  }

  /** To be taken before anything is read for an answer, the session or key included: what changes meanwhile, counts. */
  moment(): Moment {
    return { version: this.#changes.version(), at: this.#now() };
  }

  /** Keeps the answer to a request; what was kept of another state of the database goes. */
  keep({ version, at }: Moment, request: Asked, answer: Answer, terms: Terms): void {
    this.#enter(version);
    const [oldest] = this.#answers.keys();
    if (this.#answers.size >= mostAnswers && oldest !== undefined) this.#answers.delete(oldest);
    this.#answers.set(nameOf(request), { ...prepareAnswer(answer), ...terms, from: at });
  }

  /** The answer to a request, if it would be the same now. */
  find(request: Asked): KeptAnswer | null {
    const answer = this.#answers.get(nameOf(request));
    if (!answer) return null;
    const { version, at } = this.moment();
    return this.#enter(version) && at >= answer.from && at < answer.until ? answer : null;
  }

  /** Whether the database is as it was; otherwise nothing is kept any more. */
  #enter(version: number): boolean {
    if (version === this.#version) return true;
    this.#answers.clear();
    this.#version = version;
    return false;
  }
}
