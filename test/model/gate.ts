/** What lies between the app and the services: faults that are switched on and off, answers held back, requests that arrive late. */
import type { Socket } from "node:net";
import type { FaultProxy } from "../support/fault-proxy.ts";
import type { SeenRequest } from "../support/fault-server.ts";
import { handOn, type Served, writeAnswer } from "../support/served.ts";
import { type FaultKind, type FaultName, faultKinds, type Target, targets } from "./fault-kinds.ts";
import type { Site } from "./site.ts";

/** A request that has left the app and not reached the service. */
export interface LateRequest {
  request: SeenRequest;
  /** Whatever was being done when it left. */
  intent: object | null;
  arrive(): Promise<Served>;
}

/** An answer that is held back. */
export interface Hold {
  /** The service has answered. */
  reached: Promise<void>;
  release(): void;
}

interface Fault {
  target: Target;
  kind: FaultKind;
  left: number;
}

/** Stands in the proxy as its one rule. */
export class Gate {
  /** Answers that ended the app's session, however they came about. */
  unauthorized = 0;
  /** Creates that were answered "not done", for certain, by something that could not know. */
  denials = 0;
  late: LateRequest[] = [];
  /** What the person is doing; late requests remember it. */
  intent: object | null = null;
  #faults: Fault[] = [];
  #listens = true;
  #held: { target: Target; reach: () => void; released: Promise<void> } | null = null;

  constructor(
    private readonly proxy: FaultProxy,
    /** Whose the request is. */
    private readonly siteOf: (request: SeenRequest) => { site: Site; request: SeenRequest },
  ) {
    this.#add();
  }

  /** From now on `times` requests go wrong; of several faults the one switched on first decides. */
  switchOn(target: Target, name: FaultName, times: number): void {
    this.#faults.push({ target, kind: faultKinds[name], left: times });
  }

  /** Whether no fault is on and something listens. */
  get calm(): boolean {
    return this.#listens && this.#faults.every(({ left }) => left === 0);
  }

  /** Whether something listens. */
  get listens(): boolean {
    return this.#listens;
  }

  /** Nothing listens any more. */
  async refuse(): Promise<void> {
    this.#listens = false;
    await this.proxy.refuse();
  }

  /** Everything passes again, and something listens. */
  async heal(): Promise<void> {
    this.#faults = [];
    this.#listens = true;
    await this.proxy.heal();
    this.#add();
  }

  /** Holds the next answer to such a request back, whatever faults there are. */
  hold(target: Target): Hold {
    let reach = () => {};
    let release = () => {};
    const reached = new Promise<void>((resolve) => {
      reach = resolve;
    });
    const released = new Promise<void>((resolve) => {
      release = resolve;
    });
    const held = { target, reach, released };
    this.#held = held;
    return {
      reached,
      release: () => {
        if (this.#held === held) this.#held = null;
        release();
      },
    };
  }

  #add(): void {
    this.proxy.add({ behave: (socket: Socket, request: SeenRequest) => this.#handle(socket, request) });
  }

  async #handle(socket: Socket, request: SeenRequest): Promise<void> {
    const routed = this.siteOf(request);
    const serve = async () => {
      const served = await handOn(routed.site.origin, routed.request);
      if (request.method === "POST" && targets["sign-in"].path.test(request.path) && served.status === 201) {
        routed.site.credentials.add(JSON.parse(served.body.toString()).token);
      }
      if (served.status === 401) this.#noteUnauthorized(request);
      return served;
    };
    if (this.#held && fits(request, this.#held.target)) {
      const { reach, released } = this.#held;
      this.#held = null;
      const served = await serve();
      reach();
      await released;
      return writeAnswer(socket, served);
    }
    const fault = this.#faults.find(({ target, left }) => left > 0 && fits(request, target));
    if (!fault) return writeAnswer(socket, await serve());
    fault.left -= 1;
    const { behave, late, unauthorized, denies } = fault.kind;
    if (late) {
      const { intent } = this;
      this.late.push({ request, intent, arrive: () => handOn(routed.site.origin, routed.request) });
    }
    if (unauthorized) this.#noteUnauthorized(request);
    if (denies && (fits(request, "create") || fits(request, "rotate"))) this.denials += 1;
    return behave(socket, request, serve);
  }

  #noteUnauthorized({ headers }: SeenRequest): void {
    if (headers.authorization?.startsWith("Bearer ")) this.unauthorized += 1;
  }
}

function fits({ method, path }: SeenRequest, name: Target): boolean {
  const target = targets[name];
  return (target.method === "" || target.method === method) && target.path.test(path);
}
