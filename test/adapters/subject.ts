/** What an adapter brings to the behaviours that all of them are held to: itself, and a real server to be held to them with. */
import type { ServerAdapter } from "../../src-main/servers/adapter.ts";
import type { Behaviour } from "../support/fault-server.ts";

/** An adapter under test. */
export interface Subject {
  /** As a report calls it. */
  name: string;
  adapter: ServerAdapter;
  /** Starts a fresh server with one account, which has no keys. */
  start(): Promise<SubjectServer>;
  /** A refusal of this status in its server's own format, for what a well and idle server says too rarely. */
  refusal(refused: Refusal): Behaviour;
}

/** What is refused, and how. */
export interface Refusal {
  status: number;
  /** Seconds after which another try makes sense, said where its server says so. */
  retryAfter?: number;
  /** A 401 is about the credentials there, and about the session everywhere else. */
  signingIn?: true;
}

/** A server that listens on this computer, and what can be done with it behind the adapter's back. */
export interface SubjectServer {
  /** Scheme, host and port. */
  origin: string;
  /** Where its API begins. */
  basePath: string;
  /** The account, as signing in with a password takes it. */
  email: string;
  password: string;
  /** The server's own word on whether a key's value is good. Counts as a use of the key. */
  isGood(value: string): Promise<boolean>;
  /** Ends a session as another device would. */
  endSession(token: string): Promise<void>;
  /** Gives the account so many keys more, none of the same moment as another; answers in which list they are. */
  seedKeys(count: number): Promise<"active" | "revoked">;
  /** Has the key's end come. Only where the adapter can give keys an end. */
  expire?(keyId: string): Promise<void>;
  close(): Promise<void>;
}
