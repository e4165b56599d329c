/** The admins' accounts. */
import { z } from "zod";
import { randomBase62 } from "../secrets/key-format.ts";
import { hashPassword, type PasswordCost, verifyPassword } from "../secrets/password.ts";
import { type AuditTrail, auditTrail } from "./audit-events.ts";
import type { Db } from "./database.ts";
import { prepare } from "./statement.ts";
import { inTransaction } from "./transaction.ts";

const AccountRow = z.object({ id: z.string(), name: z.string(), email: z.string(), password: z.string().nullable() });

/** Who is signed in. */
export interface Account {
  readonly id: string;
  readonly name: string;
  /** Lower case. */
  readonly email: string;
}

/** Reads and writes accounts. */
export interface Accounts {
  /** Makes the account unless its e-mail is taken; answers it and whether it is new. Without a password it can only be used inside the app. */
  ensure(account: {
    email: string;
    name: string;
    password: string | null;
  }): Promise<{ account: Account; created: boolean }>;
  /** The account when the password is its own; null otherwise, after the same time for an unknown e-mail. */
  verify(email: string, password: string): Promise<Account | null>;
  /** Sets another password and ends all of the account's sessions. */
  resetPassword(account: Account, password: string): Promise<void>;
}

/** Accounts kept in the database. */
export function storedAccounts(
  db: Db,
  now: () => number,
  cost: PasswordCost,
  audit: AuditTrail = auditTrail(db, now),
): Accounts {
  const byEmail = prepare(db, "SELECT id, name, email, password FROM accounts WHERE email = ?");
  const insert = prepare(
    db,
    "INSERT INTO accounts (id, email, name, password, created_at) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
  );
  const update = prepare(db, "UPDATE accounts SET password = ? WHERE id = ?");
  const endSessions = prepare(db, "DELETE FROM sessions WHERE account_id = ?");

  return {
    async ensure({ email, name, password }) {
      const before = byEmail.one(AccountRow, email);
      if (before) return { account: before, created: false };
      const hash = password === null ? null : await hashPassword(password, cost);
      const inserted = insert.run(`acc_${randomBase62(16)}`, email, name, hash, now());
      const account = byEmail.one(AccountRow, email);
      if (!account) throw new Error("An account vanished while it was made");
      return { account, created: inserted === 1 };
    },
    async verify(email, password) {
      const row = byEmail.one(AccountRow, email);
      const right = await verifyPassword(password, row?.password ?? null, cost);
      return row && right ? row : null;
    },
    async resetPassword(account, password) {
      const hash = await hashPassword(password, cost);
      inTransaction(db, () => {
        update.run(hash, account.id);
        const ended = endSessions.run(account.id);
        if (ended > 0) audit.record({ type: "session.closed", by: account, details: { reason: "password-reset" } });
      });
    },
  };
}
