/** Everything that can go wrong between the app and its server: the table's rows. */

import type { Misbehaviour } from "../support/fault-proxy.ts";
import { answer, type Behaviour, garbage, hang, hangUp, json, reset } from "../support/fault-server.ts";
import { type WorldCertificates, worldCertificates } from "../support/headless-world.ts";
import {
  cutAnswer,
  gzipBomb,
  htmlPage,
  loseAnswer,
  mistype,
  oversize,
  redirect,
  replaceAnswer,
  resetAfterAnswer,
  resetWithinAnswer,
  skewClock,
  trickle,
  withholdAnswer,
} from "../support/misbehaviours.ts";
import type { OperationName, Stage } from "./operations.ts";
import type { CarryingRequest, TableServer } from "./table-server.ts";

/** One thing that goes wrong. */
export interface Fault {
  /** `request`: the operation's own request alone, whatever else is asked is answered. `everything`: every request. */
  hits: "request" | "everything";
  /** The app reaches the service by https and a name. */
  tls?: true;
  /** Something never comes: the app must give up by itself. */
  hangs?: true;
  /** `request`: the one that carries the operation. */
  begin(stage: Stage, request: CarryingRequest, name: OperationName): void | Promise<void>;
}

type Behave = Behaviour | Misbehaviour;

/** Goes wrong for the operation's own request, each time or only the first `times`. */
function request(behave: Behave, times?: number): Fault {
  return {
    hits: "request",
    begin: ({ world }, carrying) => world.proxy.add({ ...carrying, ...(times === undefined ? {} : { times }), behave }),
  };
}

/** Goes wrong for every request. */
function everything(behave: Behave | ((name: OperationName) => Behave), depends = false): Fault {
  return {
    hits: "everything",
    begin: ({ world }, _request, name) =>
      world.proxy.add({ behave: depends ? (behave as (name: OperationName) => Behave)(name) : (behave as Behave) }),
  };
}

/** Shows another certificate. */
function certificate(which: keyof WorldCertificates): Fault {
  return {
    hits: "everything",
    tls: true,
    begin: async ({ world }) => world.proxy.present((await worldCertificates())[which]),
  };
}

const day = 24 * 60 * 60;
/** The rows for one server, whose words its refusals have. Redirects point to `elsewhere`, an origin; nothing may ever arrive there. */
export function makeFaults({ refusal }: TableServer, elsewhere: string) {
  /** 90 seconds on, by a clock that is a day ahead. */
  const dateByAnotherClock: Behaviour = (socket, received) => {
    const now = Date.now() + day * 1000;
    const headers = { date: new Date(now).toUTCString(), "retry-after": new Date(now + 90_000).toUTCString() };
    refusal({ status: 429, headers })(socket, received);
  };
  const faults = {
    "nothing listens": { hits: "everything", begin: ({ world }) => world.proxy.refuse() },
    "the server takes connections and says nothing": { ...everything(hang), hangs: true },
    "the request is never answered": { ...request(hang), hangs: true },
    "reset before the request is passed on": request(reset),
    "reset before the request is passed on, once": request(reset, 1),
    "reset before every request": everything(reset),
    "closed before the request is passed on": request(hangUp),
    "done, and the answer is lost": request(loseAnswer),
    "done, and the answer is lost once": request(loseAnswer, 1),
    "done, the answer is lost, then nothing listens": {
      hits: "everything",
      begin: ({ world }, carrying) =>
        world.proxy.add({
          ...carrying,
          async behave(socket, received, serve) {
            await loseAnswer(socket, received, serve);
            await world.proxy.refuse();
          },
        }),
    },
    "done, and the answer never comes": { ...request(withholdAnswer), hangs: true },
    "reset within the answer": request(resetWithinAnswer),
    "reset within the answer, once": request(resetWithinAnswer, 1),
    "closed within the answer": request(cutAnswer),
    "reset after the answer": request(resetAfterAnswer),
    // A byte a second in the small: bytes keep coming, and not one wait is as long as the app's patience.
    "a byte at a time": { ...request(trickle(20)), hangs: true },
    "bytes that are no HTTP": everything(garbage),
    "a page for people": everything(htmlPage()),
    "done, and a page for people": request(replaceAnswer(htmlPage())),
    "done, and JSON of another shape": request(replaceAnswer(json(200, { hello: "world" }))),
    "a gzip bomb": request(gzipBomb),
    "9 MB": request(oversize),
    "the answer, as text/plain": request(mistype("text/plain")),
    "301 to another server": everything(redirect(301, `${elsewhere}/api/v1/admin/session`)),
    "307 to another server": everything(redirect(307, `${elsewhere}/api/v1/admin/session`)),
    "answered 401": everything((operation: OperationName) => refusal({ status: 401, operation }), true),
    "answered 401 with a page": everything(htmlPage(401)),
    "answered 403": everything(refusal({ status: 403 })),
    "answered 404": everything(refusal({ status: 404 })),
    "answered 404 with a page": everything(htmlPage(404)),
    "answered 409": everything(refusal({ status: 409 })),
    "answered 422": everything(refusal({ status: 422 })),
    "answered 429 with a wait": everything(refusal({ status: 429, headers: { "retry-after": "90" } })),
    "answered 429 without a wait": everything(answer(429, {})),
    "answered 429 until a date, by a clock a day ahead": everything(dateByAnotherClock),
    "answered 500": everything(answer(500, {})),
    "the request is answered 500": request(refusal({ status: 500 })),
    "done, and answered 500": request(replaceAnswer(answer(500, {}))),
    "answered 502": everything(htmlPage(502)),
    "done, and answered 502": request(replaceAnswer(htmlPage(502))),
    "answered 503": everything(answer(503, {})),
    "answered 503 with a wait": everything(answer(503, { "retry-after": "30" })),
    "done, and answered 504": request(replaceAnswer(answer(504, {}))),
    "the server's clock is a day ahead": everything(skewClock(1)),
    "the server's clock is a day behind": everything(skewClock(-1)),
    "the name is not known": {
      hits: "everything",
      tls: true,
      async begin({ world }) {
        world.dns.known = false;
        // Kept-alive connections need no name.
        await world.proxy.refuse();
        await world.proxy.heal();
      },
    },
    "a self-signed certificate": certificate("selfSigned"),
    "an expired certificate": certificate("expired"),
    "another host's certificate": certificate("wrongHost"),
  } satisfies Record<string, Fault>;
  return faults;
}

/** One of the faults. */
export type FaultName = keyof ReturnType<typeof makeFaults>;
