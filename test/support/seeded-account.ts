/** An account with a past, written straight into a service's database: keys of any age and use, and a second admin. */
import { createHash, randomUUID } from "node:crypto";
import { auditTrail } from "../../src-main/local-service/store/audit-events.ts";
import { openDatabase } from "../../src-main/local-service/store/database.ts";
import { prepare } from "../../src-main/local-service/store/statement.ts";
import { Actor } from "../../src-preload/contract/keys.ts";

const dayMs = 86_400_000;

/** An active key to write. Ages in days. */
export interface SeededKey {
  name: string | null;
  age: number;
  /** How long ago it was last used; null for never. */
  used: number | null;
}

/** Adds active keys to the database in `dataDir`, of a service that runs and has an account. Nobody has their values. */
export function seedActiveKeys(dataDir: string, keys: readonly SeededKey[]): void {
  const db = openDatabase(dataDir);
  try {
    const account = prepare(db, "SELECT id, name FROM accounts LIMIT 1").one(Actor);
    if (!account) throw new Error("The service has no account yet.");
    const insert = prepare(
      db,
      `INSERT INTO api_keys (id, key_hash, name, start, last4, created_at, created_by, last_used_at)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
    );
    const now = Date.now();
    for (const { name, age, used } of keys) {
      const hash = createHash("sha256").update(randomUUID()).digest();
      const hint = hash.toString("hex");
      const lastUsed = used === null ? null : now - used * dayMs;
      insert.run(
        `key_${hint.slice(8, 24)}`,
        hash,
        name,
        `krk_${hint.slice(0, 4)}`,
        hint.slice(4, 8),
        now - age * dayMs,
        account.id,
        lastUsed,
      );
    }
  } finally {
    db.close();
  }
}

/** Adds an admin with the password of the first one. */
export function addAdmin(dataDir: string, { email, name }: { email: string; name: string }): void {
  const db = openDatabase(dataDir);
  try {
    prepare(
      db,
      `INSERT INTO accounts (id, email, name, password, created_at)
         SELECT ?, ?, ?, password, created_at FROM accounts LIMIT 1`,
    ).run(`acc_${randomUUID()}`, email, name);
  } finally {
    db.close();
  }
}

/** Adds renames of a key that is gone to the audit trail, as the newest events. */
export function addEvents(dataDir: string, count: number): void {
  const db = openDatabase(dataDir);
  try {
    const { record } = auditTrail(db, Date.now);
    // At once: a window that listens reads them as soon as there is one.
    db.transaction(() => {
      for (let number = 1; number <= count; number += 1) {
        const key = { id: "key_gone", name: `Import ${number}`, start: "krk_0000", last4: "0000" };
        record({ type: "key.renamed", by: null, key, details: { from: `Import ${number - 1}`, to: key.name } });
      }
    })();
  } finally {
    db.close();
  }
}
