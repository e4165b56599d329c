/** A listener of live events: opens the stream, waits for events, and notices its end. */
import { EventSourceParserStream } from "eventsource-parser/stream";
import { type Answer, Api } from "./api.ts";
import { AuditEvent } from "./shapes.ts";

/** One event as it came. */
export interface StreamedEvent {
  readonly id: string | undefined;
  readonly type: string | undefined;
  readonly data: string;
  /** When it came, in milliseconds since 1970 of the listener's clock. */
  readonly cameAt: number;
}

/** What is not there after this time never comes. */
const withinMs = 10_000;

/** An open stream. */
export class EventStream {
  /** Headers of the answer. */
  readonly headers: Headers;
  /** Everything that came so far, oldest first. */
  readonly events: StreamedEvent[] = [];
  /** Fulfilled when the stream has ended, whoever ended it. */
  readonly ended: Promise<void>;
  readonly #stop: AbortController;
  #over = false;
  #wake: () => void = () => undefined;

  private constructor(response: Response, stop: AbortController) {
    this.headers = response.headers;
    this.#stop = stop;
    this.ended = this.#read(response).finally(() => {
      this.#over = true;
      this.#wake();
    });
  }

  /** Opens a stream; an answer that is none comes as an ordinary one. */
  static async open(origin: string, token: string, lastEventId?: string): Promise<EventStream | Answer> {
    const stop = new AbortController();
    const headers = {
      Authorization: `Bearer ${token}`,
      Accept: "text/event-stream",
      ...(lastEventId === undefined ? {} : { "Last-Event-ID": lastEventId }),
    };
    const response = await fetch(Api.address(origin, "/admin/events"), { headers, signal: stop.signal });
    if (response.status === 200) return new EventStream(response, stop);
    const text = await response.text();
    return { status: response.status, headers: response.headers, text, body: JSON.parse(text) as unknown };
  }

  /** The first event that matches, among those that came and those still to come. */
  async find(matches: (event: StreamedEvent) => boolean, what: string): Promise<StreamedEvent> {
    const until = Date.now() + withinMs;
    for (;;) {
      const event = this.events.find(matches);
      if (event) return event;
      if (this.#over || Date.now() >= until) {
        const came = this.events.map(({ type }) => type).join(", ") || "nothing";
        throw new Error(
          `${what} did not come ${this.#over ? "before the stream ended" : "in time"}; there came ${came}`,
        );
      }
      await this.#more(until - Date.now());
    }
  }

  /** The first event about a key. */
  async findAbout(type: string, keyId: string): Promise<StreamedEvent & { event: AuditEvent }> {
    const parsed = (data: string) => AuditEvent.safeParse(JSON.parse(data)).data;
    const found = await this.find(
      (one) => one.type === type && parsed(one.data)?.apiKey?.id === keyId,
      `${type} of ${keyId}`,
    );
    return { ...found, event: AuditEvent.parse(JSON.parse(found.data)) };
  }

  /** Whether it ends by itself in time. */
  async ends(): Promise<boolean> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<boolean>((done) => {
      timer = setTimeout(() => done(false), withinMs);
    });
    const ended = await Promise.race([this.ended.then(() => true), late]);
    clearTimeout(timer);
    return ended;
  }

  /** Hangs up. */
  async close(): Promise<void> {
    this.#stop.abort();
    await this.ended;
  }

  async #more(ms: number): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    await new Promise<void>((done) => {
      this.#wake = done;
      timer = setTimeout(done, ms);
    });
    clearTimeout(timer);
  }

  async #read(response: Response): Promise<void> {
    if (!response.body) return;
    const events = response.body.pipeThrough(new TextDecoderStream()).pipeThrough(new EventSourceParserStream());
    try {
      for await (const { id, event, data } of events) {
        this.events.push({ id, type: event, data, cameAt: Date.now() });
        this.#wake();
      }
    } catch {
      // Hung up, by either side.
    }
  }
}
