/** Creates keys: the limit, and the promise that a lost answer neither loses a key nor makes two. */
import { createHash } from "node:crypto";
import { z } from "zod";
import { keyHints, newKey, randomBase62, secretHash } from "../secrets/key-format.ts";
import { idempotencyHash, seal, unseal } from "../secrets/sealed-answer.ts";
import { CreatedKey } from "../wire/api-key.ts";
import type { Account } from "./accounts.ts";
import { instant } from "./api-key-row.ts";
import { checkpoint, type Db } from "./database.ts";
import { prepare } from "./statement.ts";
import { inTransaction } from "./transaction.ts";

/** A create as it arrives. */
export interface CreateRequest {
  readonly account: Account;
  readonly name: string | null;
  readonly idempotencyKey: string;
}

/** What became of it. */
export type CreateOutcome =
  | { readonly kind: "created"; readonly answer: CreatedKey }
  /** The same Idempotency-Key again: the first answer, unchanged. */
  | { readonly kind: "repeated"; readonly answer: CreatedKey }
  | { readonly kind: "limit-reached"; readonly active: number }
  | { readonly kind: "mismatch" }
  | { readonly kind: "already-created"; readonly keyId: string };

/** Creates keys and forgets their sealed answers in time. */
export interface KeyCreation {
  create(request: CreateRequest): CreateOutcome;
  /** Erases the sealed answers whose time is over, from the WAL too. */
  sweep(): void;
}

/** What governs creation. */
export interface CreationRules {
  /** So many keys may be active at once. */
  readonly maxActive: number;
  /** How long a repeated Idempotency-Key gets the first answer, in milliseconds. */
  readonly idempotencyWindowMs: number;
}

const CountRow = z.object({ active: z.int() });
const EarlierRow = z.object({
  request_hash: z.instanceof(Buffer),
  api_key_id: z.string(),
  created_at: z.int(),
  sealed_answer: z.instanceof(Buffer).nullable(),
});

/** Hash of the request as understood (the name trimmed), so that only another meaning counts as another body. */
function requestHash(request: CreateRequest): Buffer {
  return createHash("sha256")
    .update(JSON.stringify({ name: request.name }))
    .digest();
}

function makeKey(request: CreateRequest, createdAt: number): CreatedKey {
  const key = newKey();
  const createdBy = { id: request.account.id, name: request.account.name };
  return {
    apiKey: {
      id: `key_${randomBase62(16)}`,
      name: request.name,
      ...keyHints(key),
      status: "active",
      createdAt: instant(createdAt),
      createdBy,
      lastUsedAt: null,
      expiresAt: null,
      revokedAt: null,
      revokedBy: null,
      revocationReason: null,
    },
    key,
  };
}

/** Creation on the database. */
export function storedKeyCreation(db: Db, now: () => number, rules: CreationRules): KeyCreation {
  const count = prepare(db, "SELECT count(*) AS active FROM api_keys WHERE revoked_at IS NULL");
  const earlier = prepare(
    db,
    "SELECT request_hash, api_key_id, created_at, sealed_answer FROM idempotent_creates WHERE account_id = ? AND idempotency_hash = ?",
  );
  const insertKey = prepare(
    db,
    "INSERT INTO api_keys (id, key_hash, name, start, last4, created_at, created_by) VALUES (?, ?, ?, ?, ?, ?, ?)",
  );
  const insertAnswer = prepare(
    db,
    "INSERT INTO idempotent_creates (account_id, idempotency_hash, request_hash, api_key_id, created_at, sealed_answer) VALUES (?, ?, ?, ?, ?, ?)",
  );
  const erase = prepare(
    db,
    "UPDATE idempotent_creates SET sealed_answer = NULL WHERE sealed_answer IS NOT NULL AND created_at <= ?",
  );

  function sweep(): void {
    if (erase.run(now() - rules.idempotencyWindowMs) > 0) checkpoint(db);
  }

  function repeat(request: CreateRequest, row: z.infer<typeof EarlierRow>): CreateOutcome {
    if (!row.request_hash.equals(requestHash(request))) return { kind: "mismatch" };
    const over = now() - row.created_at >= rules.idempotencyWindowMs;
    if (over || row.sealed_answer === null) return { kind: "already-created", keyId: row.api_key_id };
    const text = unseal(row.sealed_answer, request.idempotencyKey, `${request.account.id} ${row.api_key_id}`);
    return { kind: "repeated", answer: CreatedKey.parse(JSON.parse(text)) };
  }

  function createInTransaction(request: CreateRequest): CreateOutcome {
    const hash = idempotencyHash(request.idempotencyKey);
    const row = earlier.one(EarlierRow, request.account.id, hash);
    if (row) return repeat(request, row);
    const active = count.one(CountRow)?.active ?? 0;
    if (active >= rules.maxActive) return { kind: "limit-reached", active };

    const createdAt = now();
    const answer = makeKey(request, createdAt);
    const { id, start, last4, name } = answer.apiKey;
    insertKey.run(id, secretHash(answer.key), name, start, last4, createdAt, request.account.id);
    const sealed = seal(JSON.stringify(answer), request.idempotencyKey, `${request.account.id} ${id}`);
    insertAnswer.run(request.account.id, hash, requestHash(request), id, createdAt, sealed);
    return { kind: "created", answer };
  }

  return {
    create(request) {
      sweep();
      // Between counting and inserting nobody else can insert.
      return inTransaction(db, () => createInTransaction(request));
    },
    sweep,
  };
}
