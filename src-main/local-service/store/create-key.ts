/** Creates keys: the limit, and the promise that a lost answer neither loses a key nor makes two. */
import { z } from "zod";
import { ApiKey, CreatedKey } from "../wire/api-key.ts";
import { type AuditTrail, auditTrail, type Doer } from "./audit-events.ts";
import type { Db } from "./database.ts";
import { graceOf } from "./grace.ts";
import { idempotentAnswers } from "./idempotent-answers.ts";
import { keyMaker } from "./new-key.ts";
import { prepare } from "./statement.ts";
import { inTransaction } from "./transaction.ts";

/** A create as it arrives. */
export interface CreateRequest {
  readonly account: Doer;
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

/** Answers sealed before keys could be rotated say nothing of that. */
const none = { replaces: null, replacedBy: null, graceSeconds: null, graceEndsAt: null };
const SealedAnswer = CreatedKey.extend({
  apiKey: z.preprocess((apiKey) => ({ ...none, ...z.looseObject({}).parse(apiKey) }), ApiKey),
});

/** Creation on the database. */
export function storedKeyCreation(
  db: Db,
  now: () => number,
  rules: CreationRules,
  audit: AuditTrail = auditTrail(db, now),
): KeyCreation {
  const count = prepare(db, "SELECT count(*) AS active FROM api_keys WHERE revoked_at IS NULL AND replaced_by IS NULL");
  const answers = idempotentAnswers(db, now, rules.idempotencyWindowMs);
  const makeKey = keyMaker(db);
  const grace = graceOf(db, now, audit);

  function createInTransaction({ account: by, name, idempotencyKey }: CreateRequest): CreateOutcome {
    const request = { accountId: by.id, idempotencyKey, meaning: { name } };
    const earlier = answers.find(request);
    if (earlier.kind === "repeated") {
      return { kind: "repeated", answer: SealedAnswer.parse(JSON.parse(earlier.text)) };
    }
    if (earlier.kind !== "none") return earlier;
    grace.settle();
    const active = count.one(CountRow)?.active ?? 0;
    if (active >= rules.maxActive) return { kind: "limit-reached", active };

    const answer = makeKey({ name, by, at: now(), replaces: null });
    audit.record({ type: "key.generated", by, key: answer.apiKey });
    answers.keep(request, answer.apiKey.id, answer);
    return { kind: "created", answer };
  }

  return {
    create(request) {
      answers.sweep();
      // Between counting and inserting nobody else can insert.
      return inTransaction(db, () => createInTransaction(request));
    },
    sweep: answers.sweep,
  };
}
