/** `/admin/api-keys`: list, create, rename, revoke. */
import { z } from "zod";
import type { ApiKey } from "../wire/api-key.ts";
import {
  ApiKey as ApiKeySchema,
  CreatedKey,
  CreateKeyRequest,
  IdempotencyHeader,
  KeyIdParams,
  KeyPage,
  ListKeysQuery,
  RenameKeyRequest,
  RevokeKeyRequest,
} from "../wire/api-key.ts";
import { Problem } from "../wire/problem.ts";
import { sendAnswer } from "./answer.ts";
import { requireSession } from "./credentials.ts";
import { decodeCursor, encodeCursor } from "./cursor.ts";
import { entityTag } from "./etag.ts";
import type { Parts } from "./parts.ts";
import { type App, problemResponses } from "./route-docs.ts";

const security = [{ session: [] }];
const bodyProblems = ["invalid-request", "payload-too-large", "unsupported-media-type"] as const;

/** Loose, because what a header schema leaves out would be taken from `request.headers`. */
const ListHeaders = z.looseObject({ "if-none-match": z.string().optional().describe("`ETag` of an earlier answer.") });

function found(key: ApiKey | null): ApiKey {
  if (!key) throw new Problem("not-found", "There is no key with this id.", {});
  return key;
}

/** Adds the routes. Every one of them needs a session. */
export function addKeyRoutes(app: App, parts: Parts): void {
  app.addHook("onRequest", async (request) => {
    // First: a list must not be kept longer than the session lasts.
    request.moment = parts.kept.moment();
    request.caller = requireSession(parts, request);
  });

  app.get(
    "/admin/api-keys",
    {
      schema: {
        operationId: "listKeys",
        tags: ["API keys"],
        summary: "List keys",
        description: "Metadata only, never a key. The `ETag` is strong and changes with the content.",
        security,
        querystring: ListKeysQuery,
        headers: ListHeaders,
        response: {
          200: { description: "A page of keys.", content: { "application/json": { schema: KeyPage } } },
          304: z.undefined().describe("Nothing changed since the `ETag` in `If-None-Match`."),
          ...problemResponses("invalid-request", "invalid-cursor", "session-expired"),
        },
      },
    },
    async (request, reply) => {
      const { status, limit, cursor } = request.query;
      const after = cursor === undefined ? null : decodeCursor(status, cursor);
      if (cursor !== undefined && !after) throw new Problem("invalid-cursor", "Start again without a cursor.", {});
      const { keys, next } = parts.keys.list(status, limit, after);
      const page = KeyPage.parse({
        data: keys,
        nextCursor: next && encodeCursor(status, next),
        limits: { maxActive: parts.maxActive, active: parts.keys.countActive() },
      });
      const body = Buffer.from(JSON.stringify(page));
      const tag = entityTag(body);
      const answer = { body, tag, headers: { etag: tag, "cache-control": "private, no-cache", vary: "Authorization" } };
      const { moment, caller } = request;
      const until = Math.min(caller.expiresAt, parts.keys.nextEnd(moment.at));
      parts.kept.keep(moment, request.raw, answer, { countedAs: caller.countedAs, until });
      return sendAnswer(reply, answer);
    },
  );

  app.post(
    "/admin/api-keys",
    {
      schema: {
        operationId: "createKey",
        tags: ["API keys"],
        summary: "Generate a key",
        description:
          "The only answer that ever holds the key. If it is lost, send the same request with the same `Idempotency-Key`: for 10 " +
          "minutes the first answer comes again, unchanged and with `Idempotency-Replayed: true`, and no second key is made. " +
          "Idempotency keys belong to an account; two bodies are the same when they mean the same after trimming.",
        security,
        headers: IdempotencyHeader,
        body: CreateKeyRequest,
        response: {
          201: { description: "The key.", content: { "application/json": { schema: CreatedKey } } },
          ...problemResponses(
            ...bodyProblems,
            "idempotency-key-required",
            "session-expired",
            "key-limit-reached",
            "already-created",
            "invalid-name",
            "idempotency-mismatch",
          ),
        },
      },
      preValidation: async (request) => {
        request.body ??= {};
      },
    },
    async (request, reply) => {
      const { by: account } = request.caller;
      const idempotencyKey = request.headers["idempotency-key"];
      const outcome = parts.creation.create({ account, name: request.body.name ?? null, idempotencyKey });
      switch (outcome.kind) {
        case "limit-reached": {
          const limits = { maxActive: parts.maxActive, active: outcome.active };
          throw new Problem("key-limit-reached", "Revoke a key before generating another.", limits);
        }
        case "mismatch":
          throw new Problem("idempotency-mismatch", "This Idempotency-Key came earlier with another body.", {});
        case "already-created": {
          const { keyId } = outcome;
          throw new Problem("already-created", "The key was created earlier and can no longer be shown.", { keyId });
        }
        case "repeated":
          reply.header("idempotency-replayed", "true");
          return reply.code(201).send(outcome.answer);
        case "created":
          return reply.code(201).send(outcome.answer);
      }
    },
  );

  app.patch(
    "/admin/api-keys/:id",
    {
      schema: {
        operationId: "renameKey",
        tags: ["API keys"],
        summary: "Rename a key",
        security,
        params: KeyIdParams,
        body: RenameKeyRequest,
        response: {
          200: { description: "The key's metadata.", content: { "application/json": { schema: ApiKeySchema } } },
          ...problemResponses(...bodyProblems, "session-expired", "not-found", "invalid-name"),
        },
      },
    },
    async (request) => found(parts.keys.rename(request.params.id, request.body.name, request.caller.by)),
  );

  app.post(
    "/admin/api-keys/:id/revoke",
    {
      schema: {
        operationId: "revokeKey",
        tags: ["API keys"],
        summary: "Revoke a key",
        description:
          "At once and for good. Again: the same answer; `revokedAt`, who and why stay those of the first time. Revoking a key " +
          "whose predecessor still retires cancels the rotation: in the same moment the predecessor is active again.",
        security,
        params: KeyIdParams,
        body: RevokeKeyRequest,
        response: {
          200: { description: "The key's metadata.", content: { "application/json": { schema: ApiKeySchema } } },
          ...problemResponses(...bodyProblems, "session-expired", "not-found", "invalid-reason"),
        },
      },
      preValidation: async (request) => {
        request.body ??= {};
      },
    },
    async (request) => {
      return found(parts.keys.revoke(request.params.id, request.caller.by, request.body.reason ?? null));
    },
  );
}
