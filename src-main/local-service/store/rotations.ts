/** Rotates keys: a successor takes a key's place, and the key goes on working until a grace period is over. */
import { type ApiKey, RotatedKey } from "../wire/api-key.ts";
import { ApiKeyRow, selectApiKey, toApiKey } from "./api-key-row.ts";
import { type AuditTrail, type Doer, hintOf } from "./audit-events.ts";
import type { Db } from "./database.ts";
import { graceOf } from "./grace.ts";
import { idempotentAnswers } from "./idempotent-answers.ts";
import { keyMaker } from "./new-key.ts";
import { prepare } from "./statement.ts";
import { inTransaction } from "./transaction.ts";

/** A rotation as it arrives. */
export interface RotateRequest {
  readonly account: Doer;
  readonly keyId: string;
  /** How long the key goes on working after the first use of its successor. */
  readonly graceSeconds: number;
  readonly idempotencyKey: string;
}

/** What became of it. */
export type RotateOutcome =
  | { readonly kind: "rotated"; readonly answer: RotatedKey }
  /** The same Idempotency-Key again: the first answer, unchanged. */
  | { readonly kind: "repeated"; readonly answer: RotatedKey }
  | { readonly kind: "not-found" }
  | { readonly kind: "not-rotatable"; readonly why: "revoked" | "retiring" | "under-way" }
  | { readonly kind: "mismatch" }
  | { readonly kind: "already-created"; readonly keyId: string };

/** Rotates keys. Cancelling is revoking the successor; see api-keys.ts. */
export interface KeyRotation {
  rotate(request: RotateRequest): RotateOutcome;
}

/** Rotation on the database. Its lost answers are kept with those of creates. */
export function storedKeyRotation(
  db: Db,
  now: () => number,
  idempotencyWindowMs: number,
  audit: AuditTrail,
): KeyRotation {
  const byId = prepare(db, `${selectApiKey} WHERE k.id = ?`);
  const retire = prepare(
    db,
    "UPDATE api_keys SET replaced_by = ?, rotated_by = ?, grace_seconds = ?, grace_ends_at = NULL WHERE id = ?",
  );
  const answers = idempotentAnswers(db, now, idempotencyWindowMs);
  const makeKey = keyMaker(db);
  const grace = graceOf(db, now, audit);

  function find(id: string): ApiKey | null {
    const row = byId.one(ApiKeyRow, id);
    return row && toApiKey(row, now());
  }

  function rotateInTransaction({ account: by, keyId, graceSeconds, idempotencyKey }: RotateRequest): RotateOutcome {
    const request = { accountId: by.id, idempotencyKey, meaning: { rotate: keyId, graceSeconds } };
    const earlier = answers.find(request);
    if (earlier.kind === "repeated") {
      return { kind: "repeated", answer: RotatedKey.parse(JSON.parse(earlier.text)) };
    }
    if (earlier.kind !== "none") return earlier;
    grace.settle();
    const key = find(keyId);
    if (!key) return { kind: "not-found" };
    if (key.status !== "active") return { kind: "not-rotatable", why: key.status };
    // One step at a time: else there would be more and more keys that still work and count nowhere.
    if (key.replaces !== null && find(key.replaces)?.status === "retiring")
      return { kind: "not-rotatable", why: "under-way" };

    // One leaves the active keys as the other joins them, so the limit holds whatever it is.
    const made = makeKey({ name: key.name, by, at: now(), replaces: keyId });
    retire.run(made.apiKey.id, by.id, graceSeconds, keyId);
    const predecessor = find(keyId);
    if (!predecessor) throw new Error("A key vanished while it was rotated");
    audit.record({ type: "key.rotated", by, key, details: { graceSeconds, successor: hintOf(made.apiKey) } });
    const answer = { ...made, predecessor };
    answers.keep(request, made.apiKey.id, answer);
    return { kind: "rotated", answer };
  }

  return {
    rotate(request) {
      answers.sweep();
      return inTransaction(db, () => rotateInTransaction(request));
    },
  };
}
