/** Hears a server's events: the stream's text becomes events, their ids what to go on after (https://html.spec.whatwg.org/multipage/server-sent-events.html). */
import { createParser } from "eventsource-parser";
import type { Listening } from "../../ports.ts";
import type { Call } from "../call.ts";

/** Larger than any honest event, in characters. */
const longestEvent = 256 * 1024;

/** Fit to be sent back in a header. */
const sendableId = /^[\x21-\x7e]{1,128}$/;

/** Asks for what happens from now on, or after an event that was heard before. */
export function eventsCall(base: string, token: string, listening: Listening): Call {
  const { after, signal, onOpen, onEvent } = listening;
  return {
    method: "GET",
    path: `${base}/admin/events`,
    token,
    headers: { accept: "text/event-stream", ...(after === null ? {} : { "last-event-id": after }) },
    repeatable: false,
    stream: { signal, onOpen, take: reader(onEvent) },
  };
}

/** Reads the stream piece by piece. Only the kind of an event matters: what it changed is read from the lists. */
function reader(onEvent: Listening["onEvent"]): (piece: Uint8Array) => void {
  const decoder = new TextDecoder();
  const parser = createParser({
    maxBufferSize: longestEvent,
    onError({ type, message }) {
      // Unknown fields are ignored, as the standard has it. undici's code, because it says the same of any answer.
      if (type === "max-buffer-size-exceeded") {
        throw Object.assign(new Error(message), { code: "UND_ERR_RES_EXCEEDED_MAX_SIZE" });
      }
    },
    onEvent({ event, id }) {
      onEvent({ type: event ?? "message" }, id !== undefined && sendableId.test(id) ? id : null);
    },
  });
  return (piece) => parser.feed(decoder.decode(piece, { stream: true }));
}
