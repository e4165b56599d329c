/** Asks what stands at an address while it is typed: once the person pauses or leaves it, and no answer for a text that is gone. */
import { createStore, type StoreApi } from "zustand/vanilla";
import type { Failure, Result } from "../../src-preload/contract/failure.ts";
import type { FoundServer } from "../../src-preload/contract/server.ts";

/** How long nothing is typed before the address is taken for finished, in milliseconds. */
export const pauseMs = 700;

/** How far the question has come. */
export type Look =
  | { status: "none" }
  | { status: "looking" }
  /** `server.place` null: something answers, and nobody can tell what it is. */
  | { status: "found"; server: FoundServer }
  | { status: "failed"; failure: Failure };

/** What is known of the address as it stands. */
export interface Looked {
  look: Look;
  /** The kind of server in the person's words; it goes before what was found. */
  chosen: string | null;
  /** Whether the kinds are there to choose from. */
  choosing: boolean;
}

/** What a field for an address tells, and what it can show. */
export interface ServerLook {
  store: StoreApi<Looked>;
  /** The address is another one now. */
  typed: (text: string) => void;
  /** The person has left the field. */
  left: () => void;
  /** The form was sent: main looks by itself, so nothing more is said here. */
  sent: () => void;
  /** Main could not tell either what it is. */
  unclear: () => void;
  choose: (kind: string) => void;
  /** The person says that it is something else than was found. */
  openChoice: () => void;
  stop: () => void;
}

const nothing: Looked = { look: { status: "none" }, chosen: null, choosing: false };

/** Looks with `ask`; not for an address that is `known`, because there is nothing to find out. */
export function createServerLook(
  ask: (address: string) => Promise<Result<FoundServer>>,
  known: (address: string) => boolean = () => false,
): ServerLook {
  const store = createStore<Looked>(() => nothing);
  let current = "";
  let question = 0;
  let pause: ReturnType<typeof setTimeout> | undefined;

  /** No answer still on its way is for this text any more. */
  function drop() {
    clearTimeout(pause);
    question += 1;
  }

  async function look() {
    drop();
    const mine = question;
    store.setState({ look: { status: "looking" } });
    const answer = await ask(current);
    if (mine !== question) return;
    if (!answer.ok) return store.setState({ look: { status: "failed", failure: answer.failure } });
    const server = answer.value;
    store.setState({ look: { status: "found", server }, choosing: server.place === null });
  }

  return {
    store,
    typed(text) {
      if (text.trim() === current) return;
      current = text.trim();
      drop();
      store.setState(nothing);
      if (couldBeAddress(current) && !known(current)) pause = setTimeout(() => void look(), pauseMs);
    },
    left() {
      const { status } = store.getState().look;
      if (current !== "" && !known(current) && (status === "none" || status === "failed")) void look();
    },
    sent() {
      drop();
      if (store.getState().look.status !== "found") store.setState({ look: { status: "none" } });
    },
    unclear() {
      drop();
      store.setState({ look: { status: "found", server: { host: current, place: null } }, choosing: true });
    },
    choose: (kind) => store.setState({ chosen: kind }),
    openChoice: () => store.setState({ choosing: true }),
    stop: drop,
  };
}

/**
 * Whether a text that is still being typed may be a whole address: a host with a dot, a port, or this computer. Main alone
 * decides what is one; this only keeps half a word from being looked up.
 */
export function couldBeAddress(text: string): boolean {
  return /^(?:https?:\/\/)?(?:localhost|\[[0-9a-f:.]+\]|[^\s/?#@:]+\.[^\s/?#@:.]{2,}|(?:\d+\.){3}\d+|[^\s/?#@:]+(?=:\d))(?::\d{1,5})?(?:\/[^\s?#]*)?$/iu.test(
    text.trim(),
  );
}
