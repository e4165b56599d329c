/** A world of fakes with servers at several addresses, and a way to sign in to them. */
import type { Connection } from "../../src-preload/contract/connection.ts";
import { FakeServer, fakeWorld } from "./fake-ports.ts";

/** Addresses of the world's servers. */
export const [production, staging] = ["https://api.example.com", "https://staging.example.com"] as const;

/** Credentials every fake server takes. */
export const rightAt = (address: string) => ({ address, email: "ada@example.com", password: "right" });

/** The world: each address has a server of its own, with a token of its own. */
export function worldOfServers() {
  const world = fakeWorld();
  const servers = new Map<string, FakeServer>();
  function at(origin: string): FakeServer {
    const known = servers.get(origin);
    if (known) return known;
    const server = new FakeServer();
    server.token = `krs_of_${new URL(origin).hostname}`;
    servers.set(origin, server);
    return server;
  }
  world.context.servers.at = ({ origin }) => at(origin);
  const state = () => world.context.state.getState();
  const connectionAt = (origin: string): Connection => {
    const found = state().connections.find((connection) => connection.origin === origin);
    if (!found) throw new Error(`No connection leads to ${origin}.`);
    return found;
  };
  return { ...world, at, state, connectionAt };
}

/** A gate that holds up whoever waits for it until it is opened. */
export function gate() {
  let open = () => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open: () => open() };
}
