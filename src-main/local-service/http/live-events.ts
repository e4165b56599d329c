/** Sends the audit trail to whoever listens, as it grows: server-sent events, told within a second, whoever wrote them. */
import { Readable } from "node:stream";
import type { ApiKeys } from "../store/api-keys.ts";
import type { AuditTrail } from "../store/audit-events.ts";
import type { Sessions } from "../store/sessions.ts";
import type { AuditEvent } from "../wire/audit-event.ts";

/** So many streams a session may have open at once. */
export const maxStreamsPerSession = 4;
/** How often the trail and the sessions are looked at: another process may have written, a session may be over. */
const lookEveryMs = 1000;
/** A comment now and then shows both sides that the connection lives. In looks. */
const beatEveryLooks = 15;
/**
 * How long a stream lasts at most, in looks: an hour. Who is there goes on in another where this one ended; who is not, and
 * whose connection nobody has heard break, no longer takes a place.
 */
const longestLooks = 3600;
/** What may wait for a listener that does not read; after that the stream is cut, and can be resumed. In characters. */
const mostWaiting = 1024 * 1024;

/** What live events are made of. */
export interface LiveEventsParts {
  readonly audit: Pick<AuditTrail, "newest" | "after">;
  readonly sessions: Pick<Sessions, "find">;
  readonly keys: Pick<ApiKeys, "settle">;
  /** Told of faults while looking; never with a secret. */
  readonly onFault: (summary: string) => void;
}

/** One event as it goes over the wire (https://html.spec.whatwg.org/multipage/server-sent-events.html). */
function frame(event: AuditEvent): string {
  // JSON has no line breaks of its own here, so one `data` line is enough.
  return `id: ${event.id}\nevent: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`;
}

/**
 * Tells a listener where the stream stands, so that it can be resumed before anything has happened; `reset` when something is
 * missing before that. Not an id alone: without data a stream's parser tells nobody.
 */
function standing(type: "ready" | "reset", id: number): string {
  return `id: ${id}\nevent: ${type}\ndata: {}\n\n`;
}

/** The open streams. */
export class LiveEvents {
  readonly #parts: LiveEventsParts;
  /** Each stream, the token of its session, and the looks it has seen. */
  readonly #streams = new Map<Readable, { readonly token: string; looks: number }>();
  /** Everything up to this event has been sent to all of them. */
  #sent = 0;
  #looks = 0;
  #timer: NodeJS.Timeout | null = null;
  #nudged = false;
  #closed = false;

  constructor(parts: LiveEventsParts) {
    this.#parts = parts;
  }

  /**
   * A stream for a session; null when it has enough of them. `lastEventId` is what the listener has seen last; null for one
   * that begins now.
   */
  open(token: string, lastEventId: string | null): Readable | null {
    const own = [...this.#streams.values()].filter((other) => other.token === token).length;
    if (own >= maxStreamsPerSession) return null;
    // Brings those who listen already to where the new one begins.
    if (this.#streams.size === 0) this.#sent = this.#parts.audit.newest();
    else this.#send();
    const stream = new Readable({ encoding: "utf8", read: () => undefined });
    // Whoever loses the connection comes back after a second.
    stream.push(`retry: 1000\n${this.#missed(lastEventId)}`);
    if (this.#closed) {
      stream.push(null);
      return stream;
    }
    this.#streams.set(stream, { token, looks: 0 });
    stream.once("close", () => this.#forget(stream));
    this.#timer ??= setInterval(() => this.#look(true), lookEveryMs).unref();
    return stream;
  }

  /** Something was written here: looks as soon as its transaction is over. */
  nudge(): void {
    if (this.#nudged || this.#streams.size === 0) return;
    this.#nudged = true;
    setImmediate(() => {
      this.#nudged = false;
      this.#look(false);
    });
  }

  /** Ends all streams; none is opened any more. */
  close(): void {
    this.#closed = true;
    for (const stream of this.#streams.keys()) this.#end(stream);
  }

  #missed(lastEventId: string | null): string {
    if (lastEventId === null) return standing("ready", this.#sent);
    const id = /^\d{1,15}$/.test(lastEventId) ? Number(lastEventId) : -1;
    const missed = this.#parts.audit.after(id);
    return missed ? standing("ready", id) + missed.map(frame).join("") : standing("reset", this.#sent);
  }

  /** A fault here (a full disk, a lock) must not end the service; the next look tries again. */
  #look(regular: boolean): void {
    if (this.#closed) return;
    try {
      // First, so that nobody is told anything after the session is over.
      this.#endOver();
      if (this.#streams.size === 0) return;
      if (regular) {
        this.#parts.keys.settle();
        this.#looks += 1;
        this.#endOld();
        if (this.#looks % beatEveryLooks === 0) this.#push(": still here\n\n");
      }
      this.#send();
    } catch (error) {
      this.#parts.onFault(`${error instanceof Error ? error.name : "Error"} while looking for events`);
    }
  }

  #endOver(): void {
    const tokens = new Set([...this.#streams.values()].map(({ token }) => token));
    const over = new Set([...tokens].filter((token) => !this.#parts.sessions.find(token)));
    for (const [stream, { token }] of this.#streams) if (over.has(token)) this.#end(stream);
  }

  #endOld(): void {
    for (const [stream, seen] of this.#streams) {
      seen.looks += 1;
      if (seen.looks >= longestLooks) this.#end(stream);
    }
  }

  #send(): void {
    const newest = this.#parts.audit.newest();
    if (newest === this.#sent) return;
    const events = this.#parts.audit.after(this.#sent);
    this.#push(events ? events.map(frame).join("") : standing("reset", newest));
    this.#sent = events ? Number(events.at(-1)?.id ?? newest) : newest;
  }

  #push(text: string): void {
    for (const stream of this.#streams.keys()) {
      stream.push(text);
      if (stream.readableLength > mostWaiting) {
        this.#forget(stream);
        stream.destroy();
      }
    }
  }

  #end(stream: Readable): void {
    this.#forget(stream);
    stream.push(null);
  }

  #forget(stream: Readable): void {
    this.#streams.delete(stream);
    if (this.#streams.size > 0 || !this.#timer) return;
    clearInterval(this.#timer);
    this.#timer = null;
    this.#looks = 0;
  }
}
