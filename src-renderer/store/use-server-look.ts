/** What stands at the address in a field, for the form around it. */
import { useEffect, useRef, useState } from "react";
import { useStore } from "zustand";
import type { SignInWay } from "../../src-preload/contract/server.ts";
import { lookAt } from "./actions.ts";
import { useApp } from "./app-store.ts";
import { kindAt, waysOf } from "./server-kind.ts";
import { createServerLook, type Looked, type ServerLook } from "./server-look.ts";

/** What the form around the address can use. */
export interface UsedLook {
  server: ServerLook;
  looked: Looked;
  /** How to sign in there. While an address is being changed, as it was before. */
  ways: readonly SignInWay[];
}

/** `known`: the addresses that need no looking. `kind`: what stands at those. */
export function useServerLook(known: (address: string) => boolean, kind: string | null): UsedLook {
  const servers = useApp((app) => app.servers);
  const isKnown = useRef(known);
  isKnown.current = known;
  const [server] = useState(() => createServerLook(lookAt, (address) => isKnown.current(address)));
  useEffect(() => server.stop, [server]);
  const looked = useStore(server.store);
  const last = useRef(kind);
  last.current = kindAt(looked) ?? last.current;
  return { server, looked, ways: waysOf(servers, last.current) };
}
