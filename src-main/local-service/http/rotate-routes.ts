/** `/admin/api-keys/{id}/rotate`: a key gets a successor and retires. */
import { IdempotencyHeader, KeyIdParams, RotatedKey, RotateKeyRequest } from "../wire/api-key.ts";
import { Problem } from "../wire/problem.ts";
import { requireSession } from "./credentials.ts";
import type { Parts } from "./parts.ts";
import { type App, problemResponses } from "./route-docs.ts";

const refusals = {
  revoked: "The key is revoked.",
  retiring: "The key is being rotated already.",
  "under-way": "The key it replaces still retires; revoke that one, or wait until it ends.",
} as const;

/** Adds the route. It needs a session. */
export function addRotateRoutes(app: App, parts: Parts): void {
  app.addHook("onRequest", async (request) => {
    request.caller = requireSession(parts, request);
  });

  app.post(
    "/admin/api-keys/:id/rotate",
    {
      schema: {
        operationId: "rotateKey",
        tags: ["API keys"],
        summary: "Rotate a key",
        description:
          "Makes a successor, which takes over the name; the key itself is then `retiring`: it goes on working, does not count " +
          "against the limit, and stands in the list of that status. Its grace period begins when the successor is used for the " +
          "first time, however late that is; at its end the key is revoked with the reason `rotated`. Revoking the successor " +
          "before that cancels the rotation; revoking the retiring key ends it at once. At the limit a rotation works, too.\n\n" +
          "The only answer that ever holds the new key. If it is lost, send the same request with the same `Idempotency-Key`, as " +
          "for a create.",
        security: [{ session: [] }],
        params: KeyIdParams,
        headers: IdempotencyHeader,
        body: RotateKeyRequest,
        response: {
          201: {
            description: "The successor, its key, and the key that retires.",
            content: { "application/json": { schema: RotatedKey } },
          },
          ...problemResponses(
            "invalid-request",
            "payload-too-large",
            "unsupported-media-type",
            "idempotency-key-required",
            "session-expired",
            "not-found",
            "not-rotatable",
            "already-created",
            "invalid-grace",
            "idempotency-mismatch",
          ),
        },
      },
      preValidation: async (request) => {
        // No body is one without its member, and refused as such.
        request.body ??= {} as typeof request.body;
      },
    },
    async (request, reply) => {
      const outcome = parts.rotation.rotate({
        account: request.caller.by,
        keyId: request.params.id,
        graceSeconds: request.body.graceSeconds,
        idempotencyKey: request.headers["idempotency-key"],
      });
      switch (outcome.kind) {
        case "not-found":
          throw new Problem("not-found", "There is no key with this id.", {});
        case "not-rotatable":
          throw new Problem("not-rotatable", refusals[outcome.why], {});
        case "mismatch":
          throw new Problem("idempotency-mismatch", "This Idempotency-Key came earlier with another request.", {});
        case "already-created": {
          const { keyId } = outcome;
          throw new Problem("already-created", "The key was rotated earlier and can no longer be shown.", { keyId });
        }
        case "repeated":
          reply.header("idempotency-replayed", "true");
          return reply.code(201).send(outcome.answer);
        case "rotated":
          return reply.code(201).send(outcome.answer);
      }
    },
  );
}
