/** What main holds in memory for this run and shows to nobody: bearer tokens and the value of the key just generated. */

import type { Result } from "../src-preload/contract/failure.ts";

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
  /** SHA-256 of the copied key that waits to be cleared from the clipboard; the key itself is not kept for that. */
  copiedHash: string | null = null;
  /** Calls off the clearing that is due. */
  cancelClearing: (() => void) | null = null;
  /** Quick copies under way, by keychain account. */
  readonly copying = new Map<string, Promise<Result<null>>>();
  /** The last change of a kept key that was begun, by keychain account: the next one waits for it. */
  readonly keeping = new Map<string, Promise<unknown>>();
  /** Whose key list is on screen, so that nobody is shown another account's; null before any is. */
  listAccountId: string | null = null;
  /** Where the next page of revoked keys begins, in the server's words. */
  revokedCursor: string | null = null;
  /** Validators of the two lists as they are on screen, for `If-None-Match`; null when they must be read anew. */
  etags: { active: string | null; revoked: string | null } = { active: null, revoked: null };
  /** Counts changes to the key list, so that a list answer that was asked for before a change is not believed after it. */
  listVersion = 0;
  /** Counts switches of connection and session, so that late answers of an earlier one are dropped. */
  epoch = 0;
}
