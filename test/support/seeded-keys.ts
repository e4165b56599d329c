/** Revoked keys by the thousand, written straight into a service's database: making them one by one would take minutes. */
import { createHash } from "node:crypto";
import { openDatabase } from "../../src-main/local-service/store/database.ts";
import { prepare } from "../../src-main/local-service/store/statement.ts";
import { Actor } from "../../src-preload/contract/keys.ts";

const purposes = ["Nightly import", "Label printer", "Inventory sync", "Staging tests", "Price feed"] as const;
const reasons = ["Rotated", "No longer in use", null] as const;
const hourMs = 3_600_000;

/** What the oldest key is called: it stands on the last page. */
export const oldestName = "The very first key";

/** A seeded key's name; each seventh has none. Number 0 was revoked last. */
export function seededName(number: number, count: number): string | null {
  if (number === count - 1) return oldestName;
  return number % 7 === 3 ? null : `${purposes[number % purposes.length]} ${count - number}`;
}

/** Adds revoked keys to the database in `dataDir`, of a service that runs and has an account; one each hour into the past. */
export function seedRevokedKeys(dataDir: string, count: number): void {
  const db = openDatabase(dataDir);
  try {
    const account = prepare(db, "SELECT id, name FROM accounts LIMIT 1").one(Actor);
    if (!account) throw new Error("The service has no account yet.");
    const insert = prepare(
      db,
      `INSERT INTO api_keys (id, key_hash, name, start, last4, created_at, created_by, last_used_at, revoked_at, revoked_by,
         revocation_reason) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    );
    const now = Date.now();
    db.transaction(() => {
      for (let number = 0; number < count; number += 1) {
        const hash = createHash("sha256").update(`seeded key ${number} of ${count}`).digest();
        const hint = hash.toString("base64url").replaceAll(/[-_]/g, "0");
        const revokedAt = now - (number + 1) * hourMs;
        insert.run(
          `key_${hint.slice(8, 24)}`,
          hash,
          seededName(number, count),
          `krk_${hint.slice(0, 4)}`,
          hint.slice(4, 8),
          revokedAt - 90 * 24 * hourMs,
          account.id,
          number % 4 === 0 ? null : revokedAt - (number % 50) * hourMs,
          revokedAt,
          account.id,
          reasons[number % reasons.length] ?? null,
        );
      }
    }).immediate();
  } finally {
    db.close();
  }
}
