/** Admin sessions: the database holds the hash of each token and nothing that could be used as one. */
import { randomBytes } from "node:crypto";
import { z } from "zod";
import { secretHash } from "../secrets/key-format.ts";
import type { Account } from "./accounts.ts";
import { type AuditTrail, auditTrail } from "./audit-events.ts";
import type { Db } from "./database.ts";
import { isDiskTrouble } from "./start-failure.ts";
import { prepare } from "./statement.ts";
import { inTransaction } from "./transaction.ts";

const AccountRow = z.object({ id: z.string(), name: z.string() });
const SessionRow = z.object({ id: z.string(), name: z.string(), email: z.string(), expires_at: z.int() });

/** A session that is valid now. */
export interface LiveSession {
  readonly account: Account;
  /** Milliseconds since 1970. */
  readonly expiresAt: number;
}

/** Opens, finds and ends sessions. `address`: the IP address that asks for it; none inside the app. */
export interface Sessions {
  /** A new session and its token: `krs_` and 32 random bytes as base64url. */
  open(account: Account, address?: string): LiveSession & { token: string };
  /** Notes that a sign-in failed: whose e-mail was tried, if it is anybody's. The e-mail itself is not kept. */
  refuse(email: string, address: string): void;
  /** The session of a token, or null when it is unknown, expired or ended. */
  find(token: string): LiveSession | null;
  /** Ends the session at once. */
  end(token: string, address?: string): void;
  /** Deletes what has expired. */
  sweep(): void;
}

/** Sessions kept in the database. */
export function storedSessions(
  db: Db,
  now: () => number,
  ttlMs: number,
  audit: AuditTrail = auditTrail(db, now),
): Sessions {
  const insert = prepare(
    db,
    "INSERT INTO sessions (token_hash, account_id, created_at, expires_at) VALUES (?, ?, ?, ?)",
  );
  const byHash = prepare(
    db,
    "SELECT a.id, a.name, a.email, s.expires_at FROM sessions s JOIN accounts a ON a.id = s.account_id WHERE s.token_hash = ? AND s.expires_at > ?",
  );
  const byEmail = prepare(db, "SELECT id, name FROM accounts WHERE email = ?");
  const remove = prepare(db, "DELETE FROM sessions WHERE token_hash = ?");
  const removeExpired = prepare(db, "DELETE FROM sessions WHERE expires_at <= ?");

  function find(token: string): LiveSession | null {
    // The hash, not the token, is compared: how long the look-up takes says nothing about the token.
    const row = byHash.one(SessionRow, secretHash(token), now());
    return row ? { account: { id: row.id, name: row.name, email: row.email }, expiresAt: row.expires_at } : null;
  }

  return {
    open(account, address) {
      const token = `krs_${randomBytes(32).toString("base64url")}`;
      const openedAt = now();
      const expiresAt = openedAt + ttlMs;
      inTransaction(db, () => {
        insert.run(secretHash(token), account.id, openedAt, expiresAt);
        audit.record({ type: "session.opened", by: account, address: address ?? null });
      });
      return { token, account, expiresAt };
    },
    refuse(email, address) {
      const account = byEmail.one(AccountRow, email);
      try {
        inTransaction(db, () => audit.record({ type: "session.failed", by: account, address }));
      } catch (error) {
        // A wrong password is answered as such, also when the disk has no room to say so.
        if (!isDiskTrouble(error)) throw error;
      }
    },
    find,
    end(token, address) {
      const session = find(token);
      if (!session) return;
      inTransaction(db, () => {
        if (remove.run(secretHash(token)) === 0) return;
        const details = { reason: "signed-out" };
        audit.record({ type: "session.closed", by: session.account, address: address ?? null, details });
      });
    },
    sweep() {
      removeExpired.run(now());
    },
  };
}
