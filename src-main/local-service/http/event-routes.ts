/** `/admin/events`: the audit trail as it grows, as server-sent events. */
import { z } from "zod";
import { Problem } from "../wire/problem.ts";
import { requireSession } from "./credentials.ts";
import { maxStreamsPerSession } from "./live-events.ts";
import type { Parts } from "./parts.ts";
import { type App, problemResponses } from "./route-docs.ts";

/** How long somebody with too many streams is asked to wait: until a dead one has been noticed. In seconds. */
const retryAfterSeconds = 15;

/** Loose, because what a header schema leaves out would be taken from `request.headers`. */
const EventHeaders = z.looseObject({
  "last-event-id": z
    .string()
    .max(64)
    .optional()
    .describe("The `id` that came last on an earlier stream. What came after it is sent first."),
});

/** Adds the route. It needs a session. */
export function addEventRoutes(app: App, parts: Parts): void {
  app.addHook("onRequest", async (request) => {
    request.caller = requireSession(parts, request);
  });

  app.get(
    "/admin/events",
    {
      schema: {
        operationId: "streamEvents",
        tags: ["Activity"],
        summary: "Be told what happens",
        description:
          "The audit trail as it grows, as server-sent events (https://html.spec.whatwg.org/multipage/server-sent-events.html), " +
          "each within a second. `event` is the event's type, `id` its id, `data` the event as JSON, in the form of `AuditEvent`.\n\n" +
          "A stream begins with `event: ready` and `data: {}`; its `id` says where the stream stands. With `Last-Event-ID` that " +
          "is where the earlier one ended, and what came after it follows. When that cannot be told (too long ago, too much, " +
          "or another database's id), `event: reset` comes in its place: read the lists again and go on from its `id`. It may " +
          "also come later.\n\n" +
          "A comment comes every 15 seconds; who hears nothing for 45 seconds should connect again. The stream ends when its " +
          "session does, within a second. A session may have at least 4 streams at once; one too many is answered with 429.",
        security: [{ session: [] }],
        headers: EventHeaders,
        response: {
          200: {
            description: "The stream. It goes on until one side closes it.",
            content: { "text/event-stream": { schema: z.string() } },
          },
          ...problemResponses("invalid-request", "session-expired"),
        },
      },
    },
    async (request, reply) => {
      // One stream, one connection: closing the service need not wait for an idle one. Proxies pass each event on at once.
      reply.headers({ connection: "close", "x-accel-buffering": "no" }).type("text/event-stream");
      // Whoever asks for the head alone reads no stream.
      if (request.method === "HEAD") return reply.send("");
      const stream = parts.events.open(request.caller.token, request.headers["last-event-id"] ?? null);
      if (!stream) {
        const detail = `This session has ${maxStreamsPerSession} streams already; close one.`;
        throw new Problem("rate-limited", detail, {}, { "retry-after": String(retryAfterSeconds) });
      }
      // The schema says text, for the document; a stream is sent as it is.
      return reply.send(stream as unknown as string);
    },
  );
}
