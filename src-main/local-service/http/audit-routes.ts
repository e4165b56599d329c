/** `/admin/audit-events`: what happened, newest first. */
import { AuditPage, ListAuditEventsQuery } from "../wire/audit-event.ts";
import { Problem } from "../wire/problem.ts";
import { requireSession } from "./credentials.ts";
import { decodeAuditCursor, encodeAuditCursor } from "./cursor.ts";
import type { Parts } from "./parts.ts";
import { type App, problemResponses } from "./route-docs.ts";

/** Adds the route. It needs a session. */
export function addAuditRoutes(app: App, parts: Parts): void {
  app.addHook("onRequest", async (request) => {
    request.caller = requireSession(parts, request);
  });

  app.get(
    "/admin/audit-events",
    {
      schema: {
        operationId: "listAuditEvents",
        tags: ["Activity"],
        summary: "List what happened",
        description:
          "Sessions and keys of the organization, newest first: who did what, when and from which address. Servers may drop old " +
          "events; this one keeps the newest 10,000, and of failed sign-ins the newest 1,000.",
        security: [{ session: [] }],
        querystring: ListAuditEventsQuery,
        response: {
          200: { description: "A page of events.", content: { "application/json": { schema: AuditPage } } },
          ...problemResponses("invalid-request", "invalid-cursor", "session-expired"),
        },
      },
    },
    async (request) => {
      const { limit, cursor, keyId } = request.query;
      const before = cursor === undefined ? null : decodeAuditCursor(keyId, cursor);
      if (cursor !== undefined && before === null) {
        throw new Problem("invalid-cursor", "Start again without a cursor.", {});
      }
      // The end of a grace period is an event from the moment it is over.
      parts.keys.settle();
      const { events, next } = parts.audit.list(limit, before, keyId);
      return { data: events, nextCursor: next === null ? null : encodeAuditCursor(keyId, next) };
    },
  );
}
