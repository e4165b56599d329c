/** Admin sessions: the database holds the hash of each token and nothing that could be used as one. */
import { randomBytes } from "node:crypto";
import { z } from "zod";
import { secretHash } from "../secrets/key-format.ts";
import type { Account } from "./accounts.ts";
import type { Db } from "./database.ts";
import { prepare } from "./statement.ts";

const SessionRow = z.object({ id: z.string(), name: z.string(), email: z.string(), expires_at: z.int() });

/** A session that is valid now. */
export interface LiveSession {
  readonly account: Account;
  /** Milliseconds since 1970. */
  readonly expiresAt: number;
}

/** Opens, finds and ends sessions. */
export interface Sessions {
  /** A new session and its token: `krs_` and 32 random bytes as base64url. */
  open(account: Account): LiveSession & { token: string };
  /** The session of a token, or null when it is unknown, expired or ended. */
  find(token: string): LiveSession | null;
  /** Ends the session at once. */
  end(token: string): void;
  /** Deletes what has expired. */
  sweep(): void;
}

/** Sessions kept in the database. */
export function storedSessions(db: Db, now: () => number, ttlMs: number): Sessions {
  const insert = prepare(
    db,
    "INSERT INTO sessions (token_hash, account_id, created_at, expires_at) VALUES (?, ?, ?, ?)",
  );
  const byHash = prepare(
    db,
    "SELECT a.id, a.name, a.email, s.expires_at FROM sessions s JOIN accounts a ON a.id = s.account_id WHERE s.token_hash = ? AND s.expires_at > ?",
  );
  const remove = prepare(db, "DELETE FROM sessions WHERE token_hash = ?");
  const removeExpired = prepare(db, "DELETE FROM sessions WHERE expires_at <= ?");

  return {
    open(account) {
      const token = `krs_${randomBytes(32).toString("base64url")}`;
      const openedAt = now();
      const expiresAt = openedAt + ttlMs;
      insert.run(secretHash(token), account.id, openedAt, expiresAt);
      return { token, account, expiresAt };
    },
    find(token) {
      // The hash, not the token, is compared: how long the look-up takes says nothing about the token.
      const row = byHash.one(SessionRow, secretHash(token), now());
      return row ? { account: { id: row.id, name: row.name, email: row.email }, expiresAt: row.expires_at } : null;
    },
    end(token) {
      remove.run(secretHash(token));
    },
    sweep() {
      removeExpired.run(now());
    },
  };
}
