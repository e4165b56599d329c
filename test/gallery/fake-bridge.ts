/**
 * A mock of `window.keyrack`, because states such as "rate limited" or "keychain locked" must be drawable at will.
 * What the real program does is proven by the end-to-end specs; the gallery proves only how each state looks.
 */
import type { AppState } from "../../src-preload/contract/app.ts";
import type { Result } from "../../src-preload/contract/failure.ts";
import type { Channel, EventName, Payload } from "../../src-preload/contract/ipc.ts";

/** What a call answers: a Result, or nothing ever, for a state that is under way. */
export type FakeAnswer = Result<unknown> | "never";

/** What the page is to be told. */
export interface FakeBridgeOptions {
  /** The snapshot; null for a bridge that does not answer, "absent" for no bridge at all. */
  state: AppState | "failing" | "absent";
  /** Answers other than the usual: a Keyrack API at any address, the snapshot, and else `{ ok: true, value: null }`. */
  answers: Partial<Record<Channel, FakeAnswer>>;
  /** The time on the page's clock. */
  now: number;
}

/** What the spec can do with the page afterwards. */
export interface FakeControls {
  /** Sends an event as main would. */
  emit<E extends EventName>(event: E, payload: Payload<E>): void;
  /** From now on a channel answers so. */
  answer(channel: Channel, answer: FakeAnswer): void;
  /** The calls so far, for assertions. */
  calls: { channel: Channel; input: unknown }[];
}

declare global {
  interface Window {
    fakeMain: FakeControls;
  }
}

/** Runs inside the page before its scripts; so it can refer to nothing outside itself. */
export function installFakeBridge(options: FakeBridgeOptions): void {
  Date.now = () => options.now;
  if (options.state === "absent") return;
  const listeners: Record<string, ((payload: unknown) => void)[]> = {};
  const calls: FakeControls["calls"] = [];
  const answer = (channel: Channel) => (input: unknown) => {
    calls.push({ channel, input });
    const given = options.answers[channel];
    if (given === "never") return new Promise(() => {});
    if (given !== undefined) return Promise.resolve(given);
    if (channel === "connection:look") {
      const { address } = input as { address: string };
      const host = address.trim().replace(/^https?:\/\/|\/.*$/g, "");
      const place = { kind: "keyrack", basePath: "/api/v1" };
      return Promise.resolve({ ok: true, value: { host, place } });
    }
    if (channel !== "app:state") return Promise.resolve({ ok: true, value: null });
    return options.state === "failing"
      ? Promise.resolve({
          ok: false,
          failure: { code: "internal", message: "Something went wrong inside Keyrack. Nothing was lost; try again." },
        })
      : Promise.resolve({ ok: true, value: options.state });
  };
  const bridge = {
    app: {
      state: answer("app:state"),
      content: answer("app:content"),
      painted: answer("app:painted"),
      setAppearance: answer("app:set-appearance"),
      dismissNotice: answer("app:dismiss-notice"),
      closeAnyway: answer("app:close-anyway"),
      act: answer("app:act"),
    },
    connection: {
      useLocal: answer("connection:use-local"),
      look: answer("connection:look"),
      connect: answer("connection:connect"),
      activate: answer("connection:activate"),
      edit: answer("connection:edit"),
      remove: answer("connection:remove"),
    },
    session: {
      signIn: answer("session:sign-in"),
      restore: answer("session:restore"),
      signOut: answer("session:sign-out"),
    },
    keys: {
      refresh: answer("keys:refresh"),
      moreRevoked: answer("keys:more-revoked"),
      allRevoked: answer("keys:all-revoked"),
      generate: answer("keys:generate"),
      reveal: answer("keys:reveal"),
      copyNew: answer("keys:copy-new"),
      dismissNew: answer("keys:dismiss-new"),
      rename: answer("keys:rename"),
      revoke: answer("keys:revoke"),
      rotate: answer("keys:rotate"),
      cancelRotation: answer("keys:cancel-rotation"),
      export: answer("keys:export"),
      replaceLost: answer("keys:replace-lost"),
      dismissLost: answer("keys:dismiss-lost"),
    },
    kept: {
      keepNew: answer("kept:keep-new"),
      addValue: answer("kept:add-value"),
      forget: answer("kept:forget"),
      copy: answer("kept:copy"),
    },
    use: {
      test: answer("use:test"),
      suggestVariable: answer("use:suggest-variable"),
      copyWithKey: answer("use:copy-with-key"),
    },
    env: {
      choose: answer("env:choose"),
      inspect: answer("env:inspect"),
      write: answer("env:write"),
      undo: answer("env:undo"),
      ignore: answer("env:ignore"),
    },
    activity: { read: answer("activity:read") },
    attention: { dismiss: answer("attention:dismiss"), restore: answer("attention:restore") },
    transport: {
      setProxy: answer("transport:set-proxy"),
      chooseAuthorities: answer("transport:choose-authorities"),
      forgetAuthorities: answer("transport:forget-authorities"),
    },
    preferences: { change: answer("preferences:change") },
    palette: { hide: answer("palette:hide") },
    clipboard: { clear: answer("clipboard:clear"), copySnippet: answer("clipboard:copy-snippet") },
    on(event: string, listener: (payload: unknown) => void) {
      listeners[event] = [...(listeners[event] ?? []), listener];
      return () => {
        listeners[event] = (listeners[event] ?? []).filter((one) => one !== listener);
      };
    },
  };
  const emit = (event: string, payload: unknown) => {
    for (const listener of listeners[event] ?? []) listener(payload);
  };
  Object.defineProperty(window, "keyrack", { value: bridge });
  const controls: FakeControls = {
    emit,
    answer: (channel, given) => {
      options.answers[channel] = given;
    },
    calls,
  };
  Object.defineProperty(window, "fakeMain", { value: controls });
}
