/** What the table needs to know of a kind of server: how it is started, which requests carry what, and what differs for a person. */
import type { FailureCode } from "../../src-preload/contract/failure.ts";
import type { Behaviour } from "../support/fault-server.ts";
import type { WorldServer } from "../support/headless-world.ts";
import type { Code } from "./expectations.ts";
import type { FaultName } from "./faults.ts";
import type { OperationName } from "./operations.ts";

/** The one request that carries an operation. */
export interface CarryingRequest {
  method: string;
  path: RegExp;
}

/** A refusal in a server's own words. */
export interface Refusal {
  status: number;
  headers?: Record<string, string>;
  /** What is refused, where that has words of its own. */
  operation?: OperationName;
}

/** A kind of server. */
export interface TableServer {
  /** As the printed table calls it. */
  name: string;
  /** A server, or what one that others share has for one world alone. */
  start(): Promise<WorldServer>;
  /** Ends what worlds have shared. */
  close(): Promise<void>;
  /** By operation; what is not here it cannot do. */
  requests: Partial<Record<OperationName, CarryingRequest>>;
  refusal(refused: Refusal): Behaviour;
  /** Whether it says of revoked keys when they were, and why. */
  keepsRevoked: boolean;
  /** Whether a create may be sent again with its Idempotency-Key. */
  repeatableCreate: boolean;
  /** Where a cell comes to something else than with the management API, and why. */
  differences: Partial<Record<FaultName, Partial<Record<OperationName, Difference>>>>;
  /** What its sentences must say where they are others; `HOST` stands for the server's name. */
  sentences: Partial<Record<FailureCode, string>>;
  /** The list's limits with so many active keys. */
  limits(active: number): { maxActive: number; active: number } | null;
}

/** What is otherwise in one cell. */
export interface Difference {
  code?: Code;
  /** Whether the service does it. */
  served?: boolean;
}
