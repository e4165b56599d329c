/** Answers that hold a key, kept sealed for whoever lost one: the same Idempotency-Key gets the same answer for a while. */
import { createHash } from "node:crypto";
import { z } from "zod";
import { idempotencyHash, seal, unseal } from "../secrets/sealed-answer.ts";
import { checkpoint, type Db } from "./database.ts";
import { prepare } from "./statement.ts";

/** A request that may come again. */
export interface RepeatableRequest {
  readonly accountId: string;
  readonly idempotencyKey: string;
  /** The operation and its body as understood (a name trimmed), so that only another meaning counts as another request. */
  readonly meaning: object;
}

/** What is known of an Idempotency-Key. */
export type Earlier =
  /** It is new. */
  | { readonly kind: "none" }
  /** The same request again: the first answer, as JSON. */
  | { readonly kind: "repeated"; readonly text: string }
  /** It came with another request. */
  | { readonly kind: "mismatch" }
  /** The same request again, but later than the answer is kept. */
  | { readonly kind: "already-created"; readonly keyId: string };

/** Keeps answers. `find` and `keep` are to be called inside the transaction that makes the key. */
export interface IdempotentAnswers {
  find(request: RepeatableRequest): Earlier;
  keep(request: RepeatableRequest, keyId: string, answer: object): void;
  /** Erases the answers whose time is over, from the WAL too. Not inside a transaction. */
  sweep(): void;
}

const EarlierRow = z.object({
  request_hash: z.instanceof(Buffer),
  api_key_id: z.string(),
  created_at: z.int(),
  sealed_answer: z.instanceof(Buffer).nullable(),
});

function requestHash({ meaning }: RepeatableRequest): Buffer {
  return createHash("sha256").update(JSON.stringify(meaning)).digest();
}

/** Answers in the database, kept for `windowMs`. */
export function idempotentAnswers(db: Db, now: () => number, windowMs: number): IdempotentAnswers {
  const earlier = prepare(
    db,
    "SELECT request_hash, api_key_id, created_at, sealed_answer FROM idempotent_creates WHERE account_id = ? AND idempotency_hash = ?",
  );
  const insert = prepare(
    db,
    "INSERT INTO idempotent_creates (account_id, idempotency_hash, request_hash, api_key_id, created_at, sealed_answer) VALUES (?, ?, ?, ?, ?, ?)",
  );
  const erase = prepare(
    db,
    "UPDATE idempotent_creates SET sealed_answer = NULL WHERE sealed_answer IS NOT NULL AND created_at <= ?",
  );

  return {
    find(request) {
      const { accountId, idempotencyKey } = request;
      const row = earlier.one(EarlierRow, accountId, idempotencyHash(idempotencyKey));
      if (!row) return { kind: "none" };
      if (!row.request_hash.equals(requestHash(request))) return { kind: "mismatch" };
      const over = now() - row.created_at >= windowMs;
      if (over || row.sealed_answer === null) return { kind: "already-created", keyId: row.api_key_id };
      return { kind: "repeated", text: unseal(row.sealed_answer, idempotencyKey, `${accountId} ${row.api_key_id}`) };
    },
    keep(request, keyId, answer) {
      const { accountId, idempotencyKey } = request;
      const sealed = seal(JSON.stringify(answer), idempotencyKey, `${accountId} ${keyId}`);
      insert.run(accountId, idempotencyHash(idempotencyKey), requestHash(request), keyId, now(), sealed);
    },
    sweep() {
      if (erase.run(now() - windowMs) > 0) checkpoint(db);
    },
  };
}
