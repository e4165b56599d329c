/** Deliberately wrong services: rotation with one promise broken each. */
import { randomUUID } from "node:crypto";
import { z } from "zod";
import type { Parts } from "../../../src-main/local-service/http/parts.ts";
import { secretHash } from "../../../src-main/local-service/secrets/key-format.ts";
import type { ServiceOptions } from "../../../src-main/local-service/service.ts";
import type { Db } from "../../../src-main/local-service/store/database.ts";
import type { RotateOutcome } from "../../../src-main/local-service/store/rotations.ts";
import { prepare } from "../../../src-main/local-service/store/statement.ts";
import type { Mutant } from "./mutants.ts";

type Rotated = Extract<RotateOutcome, { kind: "rotated" }>;

/** Does something else besides when a key was rotated. */
function onRotated(
  change: (db: Db, parts: Parts) => (outcome: Rotated, graceSeconds: number) => RotateOutcome,
): Partial<ServiceOptions> {
  return {
    alter: (parts, db) => {
      const then = change(db, parts);
      const rotate: Parts["rotation"]["rotate"] = (request) => {
        const outcome = parts.rotation.rotate(request);
        return outcome.kind === "rotated" ? then(outcome, request.graceSeconds) : outcome;
      };
      return { ...parts, rotation: { rotate } };
    },
  };
}

/** Replaces the use of a key. */
function onUse(change: (parts: Parts, db: Db) => Parts["keys"]["use"]): Partial<ServiceOptions> {
  return { alter: (parts, db) => ({ ...parts, keys: { ...parts.keys, use: change(parts, db) } }) };
}

/** Replaces a revocation. */
function onRevoke(change: (parts: Parts, db: Db) => Parts["keys"]["revoke"]): Partial<ServiceOptions> {
  return { alter: (parts, db) => ({ ...parts, keys: { ...parts.keys, revoke: change(parts, db) } }) };
}

/** Replaces the rotation. */
function onRotate(change: (parts: Parts) => Parts["rotation"]["rotate"]): Partial<ServiceOptions> {
  return { alter: (parts) => ({ ...parts, rotation: { rotate: change(parts) } }) };
}

/** The wrong services. */
export const rotationMutants: readonly Mutant[] = [
  {
    wrong: "the grace period begins with the rotation",
    noticedBy: ["rotate-grace", "rotate-no-grace"],
    options: onRotated((db, { now }) => {
      const begin = prepare(db, "UPDATE api_keys SET grace_ends_at = ? WHERE id = ?");
      return (outcome, graceSeconds) => {
        begin.run(now() + graceSeconds * 1000, outcome.answer.predecessor.id);
        return outcome;
      };
    }),
  },
  {
    wrong: "the grace period begins with a use of the old key",
    noticedBy: ["rotate-grace"],
    options: onUse((parts, db) => {
      const begin = prepare(
        db,
        "UPDATE api_keys SET grace_ends_at = ? WHERE id = ? AND replaced_by IS NOT NULL AND grace_ends_at IS NULL",
      );
      return (key, address) => {
        const live = parts.keys.use(key, address);
        if (live) begin.run(parts.now() + 3_600_000, live.id);
        return live;
      };
    }),
  },
  {
    wrong: "the grace period begins again with each use of the successor",
    noticedBy: ["rotate-grace-once"],
    options: onUse((parts, db) => {
      const begin = prepare(
        db,
        "UPDATE api_keys SET grace_ends_at = ? + grace_seconds * 1000 WHERE replaced_by = ? AND revoked_at IS NULL",
      );
      return (key, address) => {
        const live = parts.keys.use(key, address);
        if (live) begin.run(parts.now(), live.id);
        return live;
      };
    }),
  },
  {
    wrong: "a retiring key does not work",
    noticedBy: ["rotate-grace", "rotate-no-grace"],
    options: onUse((parts) => (key, address) => {
      const live = parts.keys.use(key, address);
      return live?.status === "retiring" ? null : live;
    }),
  },
  {
    wrong: "a retiring key works for ever",
    noticedBy: ["rotate-end", "rotate-no-grace"],
    options: onUse((parts, db) => {
      const byHash = prepare(db, "SELECT id, name FROM api_keys WHERE key_hash = ? AND replaced_by IS NOT NULL");
      const row = z.object({ id: z.string(), name: z.string().nullable() });
      return (key, address) => {
        const live = parts.keys.use(key, address);
        if (live) return live;
        const found = byHash.one(row, secretHash(key));
        return found && { ...found, status: "retiring" };
      };
    }),
  },
  {
    wrong: "a key whose grace period is over gets another reason",
    noticedBy: ["rotate-end", "rotate-no-grace"],
    options: {
      alter: (parts) => {
        const list: Parts["keys"]["list"] = (...question) => {
          const { keys, next } = parts.keys.list(...question);
          const plain = keys.map((key) =>
            key.revocationReason === "rotated" ? { ...key, revocationReason: null } : key,
          );
          return { keys: plain, next };
        };
        return { ...parts, keys: { ...parts.keys, list } };
      },
    },
  },
  {
    wrong: "a key cannot be rotated at the limit",
    noticedBy: ["rotate-limit", "rotate-race"],
    options: onRotate(({ keys, rotation }) => (request) => {
      return keys.countActive() >= 5 ? { kind: "not-rotatable", why: "under-way" } : rotation.rotate(request);
    }),
  },
  {
    wrong: "retiring keys count against the limit",
    noticedBy: ["rotate-limit"],
    options: {
      alter: (parts) => {
        const create: Parts["creation"]["create"] = (request) => {
          const active = parts.keys.countActive() + parts.keys.list("retiring", 200, null).keys.length;
          return active >= 5 ? { kind: "limit-reached", active: 5 } : parts.creation.create(request);
        };
        return { ...parts, creation: { ...parts.creation, create } };
      },
    },
  },
  {
    wrong: "the successor does not take over the name",
    noticedBy: ["rotate"],
    options: onRotated((db) => {
      const forget = prepare(db, "UPDATE api_keys SET name = NULL WHERE id = ?");
      return ({ kind, answer }) => {
        forget.run(answer.apiKey.id);
        return { kind, answer: { ...answer, apiKey: { ...answer.apiKey, name: null } } };
      };
    }),
  },
  {
    wrong: "retiring keys stand in the active list",
    noticedBy: ["rotate", "rotate-limit"],
    options: {
      alter: (parts) => {
        const list: Parts["keys"]["list"] = (status, limit, after) => {
          const { keys, next } = parts.keys.list(status, limit, after);
          const more = status === "active" ? parts.keys.list("retiring", limit, null).keys : [];
          return { keys: [...keys, ...more], next };
        };
        return { ...parts, keys: { ...parts.keys, list } };
      },
    },
  },
  {
    wrong: "the Idempotency-Key of a rotation is ignored",
    noticedBy: ["rotate-repeat", "rotate-mismatch", "rotate-later"],
    options: onRotate((parts) => (request) => parts.rotation.rotate({ ...request, idempotencyKey: randomUUID() })),
  },
  {
    wrong: "another rotation with the same Idempotency-Key gets the first answer",
    noticedBy: ["rotate-mismatch"],
    options: onRotate(({ rotation }) => {
      const first = new Map<string, { keyId: string; graceSeconds: number }>();
      return (request) => {
        const { keyId, graceSeconds, idempotencyKey } = request;
        if (!first.has(idempotencyKey)) first.set(idempotencyKey, { keyId, graceSeconds });
        return rotation.rotate({ ...request, ...first.get(idempotencyKey) });
      };
    }),
  },
  {
    wrong: "creates and rotations have Idempotency-Keys of their own",
    noticedBy: ["rotate-mismatch"],
    options: onRotate(({ rotation }) => (request) => {
      return rotation.rotate({ ...request, idempotencyKey: `rotate ${request.idempotencyKey}` });
    }),
  },
  {
    wrong: "a refused rotation uses the Idempotency-Key up",
    noticedBy: ["rotate-invalid-grace"],
    options: {
      alterApp: (app) => {
        const refused = new Set<unknown>();
        app.addHook("preHandler", async (request, reply) => {
          if (!refused.has(request.headers["idempotency-key"])) return;
          const body = { type: "urn:keyrack:problem:idempotency-mismatch", title: "t", status: 422 };
          await reply.code(422).type("application/problem+json").send(JSON.stringify(body));
        });
        app.addHook("onResponse", async (request, reply) => {
          if (reply.statusCode === 422) refused.add(request.headers["idempotency-key"]);
        });
      },
    },
  },
  {
    wrong: "a grace period that makes no sense is bent until it does",
    noticedBy: ["rotate-invalid-grace"],
    options: {
      alterApp: (app) => {
        app.addHook("preValidation", async (request) => {
          const body = request.body as { graceSeconds?: unknown } | undefined;
          if (typeof body?.graceSeconds === "number") {
            body.graceSeconds = Math.trunc(Math.min(Math.max(body.graceSeconds, 0), 2_592_000));
          }
        });
      },
    },
  },
  {
    wrong: "keys that cannot be rotated are answered as if they were not there",
    noticedBy: ["rotate-refused", "rotate-race"],
    options: onRotate(({ rotation }) => (request) => {
      const outcome = rotation.rotate(request);
      return outcome.kind === "not-rotatable" ? { kind: "not-found" } : outcome;
    }),
  },
  {
    wrong: "a successor can be rotated while its predecessor retires",
    noticedBy: ["rotate-refused"],
    options: {
      alter: (parts, db) => {
        const forget = prepare(db, "UPDATE api_keys SET replaces = NULL WHERE id = ?");
        const rotate: Parts["rotation"]["rotate"] = (request) => {
          forget.run(request.keyId);
          return parts.rotation.rotate(request);
        };
        return { ...parts, rotation: { rotate } };
      },
    },
  },
  {
    wrong: "revoking the successor leaves the predecessor retiring",
    noticedBy: ["rotate-cancel"],
    options: onRevoke(({ keys, now }, db) => {
      const revoke = prepare(
        db,
        "UPDATE api_keys SET revoked_at = ?, revoked_by = ?, revocation_reason = ? WHERE id = ?",
      );
      return (id, by, reason) => {
        revoke.run(now(), by.id, reason, id);
        return keys.revoke(id, by, reason);
      };
    }),
  },
  {
    wrong: "revoking the successor revokes the predecessor, too",
    noticedBy: ["rotate-cancel"],
    options: onRevoke(({ keys }) => (id, by, reason) => {
      const key = keys.revoke(id, by, reason);
      if (key?.replaces) keys.revoke(key.replaces, by, reason);
      return key;
    }),
  },
  {
    wrong: "revoking the predecessor cancels the rotation",
    noticedBy: ["rotate-revoke-predecessor"],
    options: onRevoke(({ keys }) => (id, by, reason) => {
      const key = keys.revoke(id, by, reason);
      if (key?.replacedBy) keys.revoke(key.replacedBy, by, reason);
      return key;
    }),
  },
];
