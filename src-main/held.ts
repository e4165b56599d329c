/** What main holds in memory for this run and shows to nobody: bearer tokens and the value of the key just generated. */

import type { Failure, Result } from "../src-preload/contract/failure.ts";
import type { ApiKey } from "../src-preload/contract/keys.ts";

/** The value of the key just generated, until Done. */
interface NewValue {
  /** Whose key it is: the person may be looking at another connection by the time the answer is here. */
  connectionId: string;
  keyId: string;
  value: string;
}

/** The key whose place a new one takes. */
export interface Replacing {
  keyId: string;
  /** How long it goes on working once the new one is used, in seconds; null where the server cannot rotate. */
  graceSeconds: number | null;
}

/** A create of this run, under the one Idempotency-Key it is ever sent with. */
export interface Create {
  connectionId: string;
  idempotencyKey: string;
  name: string | null;
  expiresInDays: number | null;
  /** Null for a key that takes nobody's place. */
  replacing: Replacing | null;
  /** Who asked for it; null where nobody's list was on screen. */
  accountId: string | null;
  /** Keys that were there before it was first sent; and, in the server's time, when the newest of them was made. */
  knownIds: ReadonlySet<string>;
  newestKnown: string;
  /** When it was first sent, milliseconds since the epoch. */
  sentAt: number;
}

/** A create whose answer never came. */
export interface LostCreate extends Create {
  /** The key it made, once the list has shown it. */
  apiKey: ApiKey | null;
  /** Whether a list was read since. If it was and there is no such key, it may still be on its way. */
  listRead: boolean;
  /** Whether the person pressed Generate in sight of its key. */
  told?: true;
}

/** Secrets and bookkeeping of this run. Nothing in here is ever written to disk or sent to the window as it is. */
export class Held {
  /** Bearer token by connection id. */
  readonly tokens = new Map<string, string>();
  /** The proxy's password, once it was typed or read; null while it is not known. */
  proxyPassword: string | null = null;
  /** The key just generated; its value leaves main only through `keys:reveal`. */
  newValue: NewValue | null = null;
  /** The create that was begun last: the next one waits for it, because only one new value can be held. */
  creating: Promise<unknown> = Promise.resolve();
  /**
   * Creates whose answers never came, by connection id; that of which there was news last comes last. They end with this run,
   * which loses nothing: the list shows every key there is, and a value that was not received cannot be had after a restart either.
   */
  readonly lostCreates = new Map<string, LostCreate[]>();
  /** SHA-256 of the copied key that waits to be cleared from the clipboard; the key itself is not kept for that. */
  copiedHash: string | null = null;
  /** Calls off the clearing that is due. */
  cancelClearing: (() => void) | null = null;
  /** Quick copies under way, by keychain account. */
  readonly copying = new Map<string, Promise<Result<null>>>();
  /** The last change of a kept key that was begun, by keychain account: the next one waits for it. */
  readonly keeping = new Map<string, Promise<unknown>>();
  /** Paths of the `.env` files chosen while the window is open, by the id under which the window knows them. */
  readonly envFiles = new Map<string, string>();
  /** Whose key list is on screen, so that nobody is shown another account's; null before any is. */
  listAccountId: string | null = null;
  /** Where the next page of revoked keys begins, in the server's words. */
  revokedCursor: string | null = null;
  /** The reading of all revoked keys that is under way, and the epoch it belongs to. */
  readingRevoked: { epoch: number; result: Promise<Result<null>> } | null = null;
  /** Where the next page of the audit trail, and of one key's part of it, begins, in the server's words; null on the last, and before the first. */
  activityCursors: Record<"all" | "ofKey", string | null> = { all: null, ofKey: null };
  /** The reading of the audit trail that was begun last, and the epoch it belongs to: the next one of that epoch waits for it. */
  readingActivity: { epoch: number; result: Promise<Result<null>> } | null = null;
  /** Validators of the lists as they are on screen, for `If-None-Match`; null when they must be read anew. */
  etags: Record<"active" | "retiring" | "revoked", string | null> = { active: null, retiring: null, revoked: null };
  /** Why the Local workspace's service is away, from its end until it runs again; null while it is not missing. */
  localAway: Failure | null = null;
  /** Counts changes to the key list, so that a list answer that was asked for before a change is not believed after it. */
  listVersion = 0;
  /** Numbers the readings of the list: the last that was begun, and the one that is on screen. */
  listsAsked = 0;
  listShown = 0;
  /** Counts switches of connection and session, so that late answers of an earlier one are dropped. */
  epoch = 0;
}
