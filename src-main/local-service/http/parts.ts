/** What the routes work with. Tests build an app from parts of which one is wrong. */
import type { Accounts } from "../store/accounts.ts";
import type { ApiKeys } from "../store/api-keys.ts";
import type { AuditTrail } from "../store/audit-events.ts";
import type { KeyCreation } from "../store/create-key.ts";
import type { KeyRotation } from "../store/rotations.ts";
import type { Sessions } from "../store/sessions.ts";
import type { Shipment } from "../wire/consumer.ts";
import type { KeptAnswers } from "./kept-answers.ts";
import type { LiveEvents } from "./live-events.ts";
import type { SlidingWindow } from "./sliding-window.ts";

/** An id and the name people know it by. */
export interface Named {
  readonly id: string;
  readonly name: string;
}

/** Everything an app is made of. */
export interface Parts {
  readonly accounts: Accounts;
  readonly sessions: Sessions;
  readonly keys: ApiKeys;
  readonly creation: KeyCreation;
  readonly rotation: KeyRotation;
  readonly audit: AuditTrail;
  readonly events: Pick<LiveEvents, "open" | "nudge" | "close">;
  /** Answers that need not be made again. */
  readonly kept: Pick<KeptAnswers, "moment" | "keep" | "find">;
  readonly organization: Named;
  readonly warehouses: readonly Named[];
  /** The sample shipments on their way to a warehouse. */
  readonly shipments: (warehouseId: string) => Shipment[];
  /** How many keys may be active at once. */
  readonly maxActive: number;
  /** Requests for each session, key or (without either) address. */
  readonly requests: SlidingWindow;
  /** Failed sign-ins for each e-mail and address. */
  readonly signIns: SlidingWindow;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Told of faults that are answered with 500; never with a secret. */
  readonly onFault: (summary: string) => void;
}
