/** What goes wrong after the real service was asked, or instead of asking it: for `FaultProxy.add`. */
import type { Socket } from "node:net";
import { gzipSync } from "node:zlib";
import type { Misbehaviour } from "./fault-proxy.ts";
import { answer, type Behaviour } from "./fault-server.ts";
import { headOf, type Served, writeAnswer } from "./served.ts";

const dayMs = 24 * 60 * 60 * 1000;

function reset(socket: Socket): void {
  // On TLS sockets Node does not offer it; there a plain end of the connection has to do.
  if ("resetAndDestroy" in socket) socket.resetAndDestroy();
  else (socket as Socket).destroy();
}

/** The service does it; the connection breaks before a byte of its answer. */
export const loseAnswer: Misbehaviour = async (socket, _request, serve) => {
  await serve();
  reset(socket);
};

/** The service does it and its answer never comes; the connection stays. */
export const withholdAnswer: Misbehaviour = async (_socket, _request, serve) => {
  await serve();
};

/** The connection breaks in the middle of the answer. */
export const resetWithinAnswer: Misbehaviour = async (socket, _request, serve) => {
  const answer = await serve();
  // Where both arrive together, the client's system reports an end instead of the reset.
  socket.write(firstHalf(answer), () => setTimeout(() => reset(socket), 20));
};

/** The connection is closed in good order in the middle of the answer. */
export const cutAnswer: Misbehaviour = async (socket, _request, serve) => {
  socket.end(firstHalf(await serve()));
};

/** The answer comes whole, and at once the kept-alive connection breaks. */
export const resetAfterAnswer: Misbehaviour = async (socket, _request, serve) => {
  writeAnswer(socket, await serve(), () => reset(socket));
};

/** The answer comes a byte at a time, `everyMs` milliseconds apart: each wait is short, the whole is endless. */
export function trickle(everyMs = 1_000): Misbehaviour {
  return async (socket, _request, serve) => {
    const answer = await serve();
    socket.write(headOf(answer));
    let sent = 0;
    const timer = setInterval(() => {
      if (sent < answer.body.length) socket.write(answer.body.subarray(sent, ++sent));
    }, everyMs);
    socket.once("close", () => clearInterval(timer));
  };
}

/** The service does it, and something on the way answers in its place. */
export function replaceAnswer(behave: Behaviour): Misbehaviour {
  return async (socket, request, serve) => {
    await serve();
    behave(socket, request);
  };
}

/** The service's answer with another content type. */
export function mistype(type: string): Misbehaviour {
  return async (socket, _request, serve) => {
    const { status, headers, body } = await serve();
    writeAnswer(socket, { status, headers: { ...headers, "content-type": type }, body });
  };
}

/** The service's answer, by a clock that is `days` ahead: its `Date` and every time in its JSON. */
export function skewClock(days: number): Misbehaviour {
  return async (socket, _request, serve) => {
    const { status, headers, body } = await serve();
    const shifted = (text: string) => new Date(Date.parse(text) + days * dayMs);
    const { etag: _etag, date, ...rest } = headers;
    // The validator belongs to the times as they were.
    const skewed = { ...rest, ...(date ? { date: shifted(date).toUTCString() } : {}) };
    const text = body.toString("utf8").replace(/\b\d{4}-\d\d-\d\dT[\d:.]+Z/g, (time) => shifted(time).toISOString());
    writeAnswer(socket, { status, headers: skewed, body: Buffer.from(text) });
  };
}

/** A page for people, where an API should be. */
export function htmlPage(status = 200): Behaviour {
  return answer(
    status,
    { "content-type": "text/html; charset=utf-8" },
    "<!doctype html><title>Gateway</title><h1>Hello",
  );
}

/** 64 MB of JSON that are 64 KB on the wire; nobody has asked for compression. */
export const gzipBomb: Misbehaviour = (socket) => {
  bomb ??= gzipSync(Buffer.alloc(64 * 1024 * 1024, " "));
  const headers = { "content-type": "application/json", "content-encoding": "gzip" };
  writeAnswer(socket, { status: 200, headers, body: bomb });
};
/** Made when first wanted: it takes a while. */
let bomb: Buffer | undefined;

/** JSON without compression, 9 MB of it. */
export const oversize: Misbehaviour = (socket) => {
  const body = Buffer.alloc(9 * 1024 * 1024, " ");
  writeAnswer(socket, { status: 200, headers: { "content-type": "application/json" }, body });
};

/** Points to another address. */
export function redirect(status: 301 | 302 | 307 | 308, location: string): Behaviour {
  return answer(status, { location });
}

/** Half of the body, or half of the head where there is no body. */
function firstHalf(answer: Served): Buffer {
  const head = Buffer.from(headOf(answer), "latin1");
  const { body } = answer;
  return body.length === 0
    ? head.subarray(0, head.length >> 1)
    : Buffer.concat([head, body.subarray(0, body.length >> 1)]);
}
