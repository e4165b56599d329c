/** What main holds in memory for this run and shows to nobody: bearer tokens and the value of the key just generated. */

/** The value of the key just generated, until Done. */
interface NewValue {
  keyId: string;
  value: string;
}

/** Secrets and bookkeeping of this run. Nothing in here is ever written to disk or sent to the window as it is. */
export class Held {
  /** Bearer token by connection id. */
  readonly tokens = new Map<string, string>();
  /** The key just generated; its value leaves main only through `keys:reveal`. */
  newValue: NewValue | null = null;
  /** Where the next page of revoked keys begins, in the server's words. */
  revokedCursor: string | null = null;
  /** Validators of the two lists as they are on screen, for `If-None-Match`; null when they must be read anew. */
  etags: { active: string | null; revoked: string | null } = { active: null, revoked: null };
  /** Counts changes to the key list, so that a list answer that was asked for before a change is not believed after it. */
  listVersion = 0;
  /** Counts switches of connection and session, so that late answers of an earlier one are dropped. */
  epoch = 0;
}
