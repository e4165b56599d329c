/** What a kind of server brings along so that Keyrack can manage it: one folder beside this file, one line in adapters.ts. */
import type { Result } from "../../src-preload/contract/failure.ts";
import type { ServerOffer } from "../../src-preload/contract/server.ts";
import type { ManagementApi } from "../ports.ts";
import type { Transport } from "./transport.ts";

/** A kind of server. docs/adapters.md tells how to write one. */
export interface ServerAdapter extends ServerOffer {
  /** Where its API begins unless the address says otherwise. */
  basePath: string;
  /**
   * Whether this kind of server stands there; `false` when something else answers. A failure when nothing does, or only
   * to say that it cannot now (429, 5xx): then it may be anything. Sends no credentials, because nobody knows yet who would receive them.
   */
  recognise(transport: Transport, basePath: string): Promise<Result<boolean>>;
  /** A client. It keeps no token: each call brings its own. */
  open(transport: Transport, basePath: string): ManagementApi;
}
