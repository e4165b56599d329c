/** The real thing that sequences act on: Keyrack without its window, two services with an account each, and what lies between. */
import type { Context } from "../../src-main/context.ts";
import type { Clock } from "../../src-main/ports.ts";
import { sessionAccount } from "../../src-main/session-entry.ts";
import { keepListening } from "../../src-main/use-cases/keep-listening.ts";
import { keepReconnecting, type Reconnection } from "../../src-main/use-cases/reconnect.ts";
import type { Channel, Input, Output } from "../../src-preload/contract/ipc.ts";
import { FakeClipboard, FakeSecretStore } from "../support/fake-ports.ts";
import { type FaultProxy, startFaultProxy } from "../support/fault-proxy.ts";
import type { SeenRequest } from "../support/fault-server.ts";
import { type Headless, impatient, quickRetries, startHeadless } from "../support/headless.ts";
import { atRest } from "./at-rest.ts";
import { Gate } from "./gate.ts";
import { Line } from "./line.ts";
import { ModelClock } from "./model-clock.ts";
import { Site } from "./site.ts";

/** How a world begins. */
export interface Setup {
  /** How far the app's clock is ahead of the services', hours. */
  skewHours: number;
  /** Whether requests may hang, which takes a second each. */
  hangs: boolean;
  /** Whether somebody is signed in, or Keyrack is started for the first time. */
  signedIn: boolean;
  /** Keys that were there before. */
  keysBefore: number;
}

/** Whose account: the one at home, or that of another organisation at the same address. */
export type AccountName = "home" | "other";

/** What the other account's e-mail is called in front of the gate; behind it every service has the same admin. */
const otherEmail = "other@keyrack.local";

/** The world. */
export class ModelWorld {
  readonly clock: ModelClock;
  readonly keychain = new FakeSecretStore();
  readonly clipboard = new FakeClipboard();
  readonly sites = new Map<AccountName, Site>();
  readonly gate: Gate;
  readonly line: Line;
  app: Headless;
  #reconnection: Reconnection;
  #stopListening: () => void;
  /** Answers to list requests that are awaited. */
  #lists = 0;

  private constructor(
    readonly setup: Setup,
    readonly proxy: FaultProxy,
    clock: ModelClock,
    home: Site,
  ) {
    this.clock = clock;
    this.sites.set("home", home);
    this.gate = new Gate(proxy, (request) => this.#route(request));
    this.app = startHeadless({
      secretStore: this.keychain,
      clipboard: this.clipboard,
      clock: this.#appClock(),
      transport: setup.hangs ? impatient : quickRetries,
    });
    this.line = new Line(
      (token) => this.#siteOf(token, home),
      () => this.gate.listens,
    );
    this.#reconnection = this.#keepReconnecting();
    this.#stopListening = this.#keepListening();
  }

  /** Starts it, with nobody signed in and no key. */
  static async open(setup: Setup): Promise<ModelWorld> {
    const clock = new ModelClock();
    const home = await Site.open(clock.serviceNow);
    return new ModelWorld(setup, await startFaultProxy(home.origin), clock, home);
  }

  get context(): Context {
    return this.app.context;
  }

  ask<C extends Channel>(channel: C, input: Input<C>): Promise<Output<C>> {
    return this.app.ask(channel, input);
  }

  /** The service of an account; the other's is started when it is first wanted. */
  async site(name: AccountName): Promise<Site> {
    const known = this.sites.get(name);
    if (known) return known;
    const site = await Site.open(this.clock.serviceNow);
    this.sites.set(name, site);
    return site;
  }

  async credentialsOf(name: AccountName): Promise<{ email: string; password: string }> {
    const { email, password } = (await this.site(name)).credentialsOfAdmin;
    return { email: name === "home" ? email : otherEmail, password };
  }

  /** Quits as the app does, and starts again: same folder, same keychain. */
  async restartApp(): Promise<void> {
    await this.ask("clipboard:clear", {});
    this.#reconnection.stop();
    this.#stopListening();
    this.app = await this.app.restart({ clock: this.#appClock() });
    this.#reconnection = this.#keepReconnecting();
    this.#stopListening = this.#keepListening();
    await this.ask("session:restore", {});
  }

  /** The person comes back to the window (compose/freshness.ts). */
  async look(): Promise<void> {
    const { session, network } = this.app.state();
    if (this.#reconnection.tryNow()) return this.settled();
    if (session.status === "signed-in" && network.status !== "offline" && network.nextTryAt === null) {
      await this.ask("keys:refresh", {});
    }
  }

  /** Waits until nothing is under way any more. */
  async settled(): Promise<void> {
    do {
      await atRest(this.context);
      // Of two readings of the list the second may still be under way when the first has been shown.
      while (this.#lists > 0) await new Promise(setImmediate);
      // One that found news of a kept key is over once that is written; what it was asked for meanwhile is read after that.
      await this.context.settings.flush();
      await new Promise(setImmediate);
    } while (this.#lists > 0);
    await atRest(this.context);
  }

  /** The token of the connection on screen, from memory or as it lies in the keychain. */
  token(): string | null {
    const id = this.app.state().activeConnectionId ?? "";
    const entry = this.keychain.entries.get(sessionAccount(id));
    return this.context.held.tokens.get(id) ?? (entry ? JSON.parse(entry).token : null);
  }

  /**
   * Whose session is on screen, by its token; null where there is none. After a restart it may be an earlier one's, where the
   * keychain did not take the last.
   */
  accountOnScreen(): AccountName | null {
    const { session, activeConnectionId } = this.app.state();
    const token = this.context.held.tokens.get(activeConnectionId ?? "");
    if (session.status !== "signed-in" || !token) return null;
    return this.sites.get("other")?.credentials.has(token) ? "other" : "home";
  }

  async close(): Promise<void> {
    this.#reconnection.stop();
    this.#stopListening();
    await this.app.dispose();
    await this.proxy.close();
    for (const site of this.sites.values()) await site.close();
  }

  #appClock(): Clock {
    return this.clock.forRun(this.setup.skewHours * 3_600_000);
  }

  #keepReconnecting(): Reconnection {
    // Without chance, so that a sequence goes the same way again.
    return keepReconnecting(this.context, () => 0.5);
  }

  #keepListening(): () => void {
    const { servers } = this.context;
    const at = servers.at.bind(servers);
    servers.at = (endpoint) => {
      const api = at(endpoint);
      return {
        ...api,
        listen: (token, listening) => this.line.listen(token, listening),
        listKeys: (token, query) => this.#counted(api.listKeys(token, query)),
      };
    };
    return keepListening(this.context, () => 0.5);
  }

  async #counted<T>(list: Promise<T>): Promise<T> {
    this.#lists += 1;
    try {
      return await list;
    } finally {
      this.#lists -= 1;
    }
  }

  #siteOf(credential: string, home: Site): Site {
    const other = this.sites.get("other");
    return other?.credentials.has(credential) ? other : home;
  }

  #route(request: SeenRequest): { site: Site; request: SeenRequest } {
    const home = this.sites.get("home");
    if (!home) throw new Error("There is no service");
    const other = this.sites.get("other");
    if (!other) return { site: home, request };
    if (request.body.includes(otherEmail)) {
      const body = request.body.replace(otherEmail, other.credentialsOfAdmin.email);
      const headers = { ...request.headers, "content-length": String(Buffer.byteLength(body)) };
      return { site: other, request: { ...request, headers, body } };
    }
    const credential = request.headers.authorization?.replace(/^\w+ /, "") ?? "";
    return { site: this.#siteOf(credential, home), request };
  }
}
