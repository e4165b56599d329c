/** Deliberately wrong services: the real one with one promise broken, and the clause that must notice. */

import { z } from "zod";
import { SlidingWindow } from "../../../src-main/local-service/http/sliding-window.ts";
import { secretHash } from "../../../src-main/local-service/secrets/key-format.ts";
import type { ServiceOptions } from "../../../src-main/local-service/service.ts";
import { storedKeyCreation } from "../../../src-main/local-service/store/create-key.ts";
import { prepare } from "../../../src-main/local-service/store/statement.ts";

/** One wrong service. */
export interface Mutant {
  /** What is wrong with it. */
  readonly wrong: string;
  /** Ids of the clauses that must fail. */
  readonly noticedBy: readonly string[];
  readonly options: Partial<ServiceOptions>;
}

const rules = { maxActive: 5, idempotencyWindowMs: 600_000 };

/** Changes an answer's headers and status line on the way out. */
function onSend(
  change: (headers: Record<string, unknown>) => Record<string, string | undefined>,
): Partial<ServiceOptions> {
  return {
    alterApp: (app) => {
      app.addHook("onSend", async (_request, reply) => {
        for (const [name, value] of Object.entries(change(reply.getHeaders()))) {
          if (value === undefined) reply.removeHeader(name);
          else reply.header(name, value);
        }
      });
    },
  };
}

/** Changes what a request says before the service sees it. */
function onBody(change: (body: Record<string, unknown>) => void): Partial<ServiceOptions> {
  return {
    alterApp: (app) => {
      app.addHook("preValidation", async (request) => {
        if (request.body && typeof request.body === "object") change(request.body as Record<string, unknown>);
      });
    },
  };
}

/** The wrong services. */
export const mutants: readonly Mutant[] = [
  {
    wrong: "the limit is not enforced",
    noticedBy: ["limit", "limit-freed", "limit-race", "limit-race-with-revokes"],
    options: {
      alter: (parts, db) => ({ ...parts, creation: storedKeyCreation(db, parts.now, { ...rules, maxActive: 1000 }) }),
    },
  },
  {
    wrong: "the limit is checked before waiting, so that racing creates pass it",
    noticedBy: ["limit-race", "limit-race-with-revokes"],
    options: {
      alter: (parts, db) => {
        const unlimited = storedKeyCreation(db, parts.now, { ...rules, maxActive: 1000 });
        return { ...parts, creation: unlimited };
      },
      alterApp: (app) => {
        let held: (() => void)[] = [];
        let waited: NodeJS.Timeout | undefined;
        const letGo = () => {
          for (const go of held) go();
          held = [];
        };
        app.addHook("preHandler", async (request, reply) => {
          if (request.method !== "POST" || request.routeOptions.url !== "/api/v1/admin/api-keys") return;
          const list = await app.inject({
            url: "/api/v1/admin/api-keys?status=active",
            headers: { host: "localhost", authorization: String(request.headers.authorization) },
          });
          const { limits } = list.json<{ limits: { active: number } }>();
          // Those that were let in go on together when they are one too many, and otherwise when no other has come for a while.
          if (limits.active < 5) {
            return new Promise<void>((go) => {
              held.push(go);
              clearTimeout(waited);
              if (held.length > 5 - limits.active) letGo();
              else waited = setTimeout(letGo, 100);
            });
          }
          const body = {
            type: "urn:keyrack:problem:key-limit-reached",
            title: "t",
            status: 409,
            maxActive: 5,
            active: 5,
          };
          await reply.code(409).type("application/problem+json").send(JSON.stringify(body));
        });
      },
    },
  },
  {
    wrong: "revoked keys count against the limit",
    noticedBy: ["limit-freed"],
    options: {
      alter: (parts, db) => {
        const all = prepare(db, "SELECT count(*) AS n FROM api_keys");
        const create: typeof parts.creation.create = (request) => {
          const outcome = parts.creation.create(request);
          const count = all.one(z.object({ n: z.int() }))?.n ?? 0;
          if (outcome.kind !== "created" || count <= 5) return outcome;
          parts.keys.revoke(outcome.answer.apiKey.id, request.account, null);
          return { kind: "limit-reached", active: 5 };
        };
        return { ...parts, creation: { ...parts.creation, create } };
      },
    },
  },
  {
    wrong: "revoking again changes revokedAt",
    noticedBy: ["revoke-again", "revoke-race"],
    options: {
      alter: (parts, db) => {
        const again = prepare(
          db,
          "UPDATE api_keys SET revoked_at = revoked_at + 1 WHERE id = ? AND revoked_at IS NOT NULL",
        );
        const revoke: typeof parts.keys.revoke = (id, by, reason) => {
          again.run(id);
          return parts.keys.revoke(id, by, reason);
        };
        return { ...parts, keys: { ...parts.keys, revoke } };
      },
    },
  },
  {
    wrong: "a revoked key goes on working",
    noticedBy: ["revoke-at-once", "idempotency-original"],
    options: {
      alter: (parts, db) => {
        const byHash = prepare(db, "SELECT id, name FROM api_keys WHERE key_hash = ?");
        const row = z.object({ id: z.string(), name: z.string().nullable() });
        const use: typeof parts.keys.use = (key) => {
          const live = parts.keys.use(key) ?? byHash.one(row, secretHash(key));
          return live && { status: "active", ...live };
        };
        return { ...parts, keys: { ...parts.keys, use } };
      },
    },
  },
  {
    wrong: "the Idempotency-Key is ignored",
    noticedBy: [
      "idempotency-repeat",
      "idempotency-race",
      "idempotency-original",
      "idempotency-mismatch",
      "idempotency-later",
    ],
    options: {
      alter: (parts) => {
        const create: typeof parts.creation.create = (request) =>
          parts.creation.create({ ...request, idempotencyKey: `${request.idempotencyKey}${Math.random()}` });
        return { ...parts, creation: { ...parts.creation, create } };
      },
    },
  },
  {
    wrong: "the Idempotency-Key is not required",
    noticedBy: ["create-idempotency-key-required"],
    options: {
      alterApp: (app) => {
        app.addHook("onRequest", async (request) => {
          request.headers["idempotency-key"] ||= `made-up-by-the-server-${Math.random()}`;
        });
      },
    },
  },
  {
    wrong: "another body with the same Idempotency-Key gets the first answer",
    noticedBy: ["idempotency-mismatch"],
    options: {
      alter: (parts) => {
        const names = new Map<string, string | null>();
        const create: typeof parts.creation.create = (request) => {
          if (!names.has(request.idempotencyKey)) names.set(request.idempotencyKey, request.name);
          return parts.creation.create({ ...request, name: names.get(request.idempotencyKey) ?? null });
        };
        return { ...parts, creation: { ...parts.creation, create } };
      },
    },
  },
  {
    wrong: "a create refused at the limit uses the Idempotency-Key up",
    noticedBy: ["limit-keeps-idempotency-key"],
    options: {
      alter: (parts) => {
        const refused = new Set<string>();
        const create: typeof parts.creation.create = (request) => {
          if (refused.has(request.idempotencyKey)) return { kind: "mismatch" };
          const outcome = parts.creation.create(request);
          if (outcome.kind === "limit-reached") refused.add(request.idempotencyKey);
          return outcome;
        };
        return { ...parts, creation: { ...parts.creation, create } };
      },
    },
  },
  {
    wrong: "the ETag is always the same",
    noticedBy: ["etag", "etag-changes"],
    options: onSend(({ etag }) => (etag === undefined ? {} : { etag: '"constant"' })),
  },
  {
    wrong: "there is no ETag",
    noticedBy: ["etag"],
    options: onSend(() => ({ etag: undefined })),
  },
  {
    wrong: "secrets may be stored on the way",
    noticedBy: ["create", "sign-in", "idempotency-repeat"],
    options: onSend(() => ({ "cache-control": "public, max-age=60" })),
  },
  {
    wrong: "problems are sent as application/json",
    noticedBy: ["not-found", "wrong-password", "limit"],
    options: onSend((headers) =>
      String(headers["content-type"]).includes("problem") ? { "content-type": "application/json" } : {},
    ),
  },
  {
    wrong: "401 comes without WWW-Authenticate",
    noticedBy: ["session-refused", "self-refused", "wrong-password"],
    options: onSend(() => ({ "www-authenticate": undefined })),
  },
  {
    wrong: "429 comes without Retry-After",
    noticedBy: ["sign-in-limit"],
    options: onSend(() => ({ "retry-after": undefined })),
  },
  {
    wrong: "failed sign-ins are never limited",
    noticedBy: ["sign-in-limit"],
    options: { alter: (parts) => ({ ...parts, signIns: new SlidingWindow(1_000_000, 1000) }) },
  },
  {
    wrong: "signing out leaves the token valid",
    noticedBy: ["sign-out"],
    options: { alter: (parts) => ({ ...parts, sessions: { ...parts.sessions, end: () => undefined } }) },
  },
  {
    wrong: "names are cut off instead of refused",
    noticedBy: ["names-refused"],
    options: onBody((body) => {
      if (typeof body.name === "string") body.name = [...body.name.trim()].slice(0, 64).join("");
    }),
  },
  {
    wrong: "names are counted in UTF-16 units",
    noticedBy: ["names-allowed"],
    options: onBody((body) => {
      if (typeof body.name === "string" && body.name.trim().length > 64) body.name = "x".repeat(65);
    }),
  },
  {
    wrong: "names are not trimmed",
    noticedBy: ["names-trimmed"],
    options: {
      alter: (parts) => ({
        ...parts,
        keys: { ...parts.keys, rename: (id, name) => parts.keys.rename(id, name ?? "   ") },
      }),
    },
  },
  {
    wrong: "lists are oldest first",
    noticedBy: ["list-order", "list-order-by-revocation"],
    options: {
      alter: (parts) => {
        const list: typeof parts.keys.list = (...question) => {
          const { keys, next } = parts.keys.list(...question);
          return { keys: keys.reverse(), next };
        };
        return { ...parts, keys: { ...parts.keys, list } };
      },
    },
  },
  {
    wrong: "cursors count rows, so that new rows shift the pages",
    noticedBy: ["list-pages-stable"],
    options: {
      alter: (parts) => {
        const list: typeof parts.keys.list = (status, limit, after) => {
          const { keys } = parts.keys.list(status, 200, null);
          const from = after ? Number(after.id) : 0;
          const next = from + limit < keys.length ? { at: 0, id: String(from + limit) } : null;
          return { keys: keys.slice(from, from + limit), next };
        };
        return { ...parts, keys: { ...parts.keys, list } };
      },
    },
  },
  {
    wrong: "status is ignored",
    noticedBy: ["list-status", "revoke"],
    options: {
      alter: (parts) => {
        const list: typeof parts.keys.list = (_status, limit, after) => parts.keys.list(undefined, limit, after);
        return { ...parts, keys: { ...parts.keys, list } };
      },
    },
  },
  {
    wrong: "lastUsedAt is written at every call",
    noticedBy: ["last-used-once-a-minute"],
    options: {
      alter: (parts, db) => {
        const note = prepare(db, "UPDATE api_keys SET last_used_at = ? WHERE id = ?");
        const use: typeof parts.keys.use = (key) => {
          const live = parts.keys.use(key);
          if (live) note.run(parts.now(), live.id);
          return live;
        };
        return { ...parts, keys: { ...parts.keys, use } };
      },
    },
  },
  {
    wrong: "lastUsedAt is never written",
    noticedBy: ["last-used", "etag-changes"],
    options: {
      alter: (parts, db) => {
        const forget = prepare(db, "UPDATE api_keys SET last_used_at = NULL WHERE id = ?");
        const use: typeof parts.keys.use = (key) => {
          const live = parts.keys.use(key);
          if (live) forget.run(live.id);
          return live;
        };
        return { ...parts, keys: { ...parts.keys, use } };
      },
    },
  },
];
