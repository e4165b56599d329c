/** Clauses of `GET /admin/events`: the live events. */
import { expect } from "vitest";
import type { Clause, Context } from "../clause.ts";
import { EventStream } from "../event-stream.ts";
import { AuditEvent, NewSession, notStored, problem, shaped } from "../shapes.ts";

const live = "GET /admin/events";
const needs = ["events"];
/** A second, and another for the way and a busy machine. */
const soonMs = 2000;

/** Opens a stream that is hung up when `use` is done. */
async function listening(
  context: Context,
  { token = context.session.token, lastEventId }: { token?: string; lastEventId?: string | undefined },
  use: (stream: EventStream) => Promise<void>,
): Promise<void> {
  const opened = await EventStream.open(context.session.origin, token, lastEventId);
  if (!(opened instanceof EventStream)) throw new Error(`the stream was answered ${opened.status}`);
  try {
    await use(opened);
  } finally {
    await opened.close();
  }
}

const ready = (stream: EventStream) => stream.find(({ type }) => type === "ready", "ready");

async function anotherSession({ api, session: { email, password } }: Context): Promise<string> {
  const answer = await api.send({ method: "POST", path: "/admin/sessions", body: { email, password } });
  return shaped(answer, 201, NewSession).token;
}

/** The clauses. */
export const eventClauses: readonly Clause[] = [
  {
    id: "events",
    call: live,
    needs,
    rule: "text/event-stream, not to be stored; first `ready`, then each event within a second, as in the audit trail",
    check: async (context) => {
      await context.needRoom(1);
      const token = await anotherSession(context);
      await listening(context, {}, async (stream) => {
        expect(stream.headers.get("content-type"), "Content-Type").toMatch(/^text\/event-stream\b/);
        notStored({ headers: stream.headers, status: 200, text: "", body: undefined });
        expect((await ready(stream)).id, "id of ready").toBeTruthy();
        const { apiKey, key } = await context.create("Live");
        // By somebody else: another session, nothing to do with the one that listens.
        const request = { method: "POST", path: `/admin/api-keys/${apiKey.id}/revoke`, body: {}, token } as const;
        expect((await context.api.send(request)).status, "status of the revocation").toBe(200);
        const revokedAt = Date.now();
        const { event, id, cameAt } = await stream.findAbout("key.revoked", apiKey.id);
        expect(cameAt - revokedAt, "milliseconds until the revocation was told").toBeLessThan(soonMs);
        expect(event.id, "id of the event in its data").toBe(id);
        expect(event.type, "type of the event in its data").toBe("key.revoked");
        await stream.findAbout("key.generated", apiKey.id);
        const told = stream.events.map(({ data }) => data).join("\n");
        expect(told.includes(key), "the stream holds the key").toBe(false);
        if (!context.session.capabilities.includes("audit")) return;
        const [listed] = (await context.auditPage(`?limit=1&keyId=${apiKey.id}`)).data;
        expect(event, "the event, against the audit trail").toEqual(listed);
      });
      await context.api.send({ method: "DELETE", path: "/admin/session", token });
    },
  },
  {
    id: "events-resume",
    call: live,
    needs,
    rule: "Last-Event-ID: what came after it is sent first, each event once and in order, and nothing from before",
    check: async (context) => {
      await context.needRoom(1);
      const { apiKey } = await context.create("Missed");
      let lastEventId: string | undefined;
      const rename = async (name: string) =>
        await context.send({ method: "PATCH", path: `/admin/api-keys/${apiKey.id}`, body: { name } });
      await listening(context, {}, async (stream) => {
        await ready(stream);
        await rename("Seen");
        lastEventId = (await stream.findAbout("key.renamed", apiKey.id)).id;
      });
      for (const name of ["First", "Second", "Third"]) await rename(name);
      await listening(context, { lastEventId }, async (stream) => {
        await rename("Live");
        await stream.find(({ data }) => data.includes('"Live"'), "the event after resuming");
        const names = stream.events
          .filter(({ type }) => type === "key.renamed")
          .map(({ data }) => AuditEvent.parse(JSON.parse(data)))
          .filter((event) => event.apiKey?.id === apiKey.id)
          .map(({ details }) => details?.to);
        expect(names, "the names that were told").toEqual(["First", "Second", "Third", "Live"]);
        expect(new Set(stream.events.map(({ type }) => type)), "types").not.toContain("reset");
      });
    },
  },
  {
    id: "events-resume-from-ready",
    call: live,
    needs,
    rule: "a stream that ended before anything happened is resumed from the id of its `ready`",
    check: async (context) => {
      await context.needRoom(1);
      let lastEventId: string | undefined;
      await listening(context, {}, async (stream) => {
        lastEventId = (await ready(stream)).id;
      });
      const { apiKey } = await context.create("While nobody listened");
      await listening(context, { lastEventId }, async (stream) => {
        await stream.findAbout("key.generated", apiKey.id);
      });
    },
  },
  {
    id: "events-reset",
    call: live,
    needs,
    rule: "a Last-Event-ID that is unknown or too old gets `reset` first, with the id to go on from",
    check: async (context) => {
      for (const unknown of ["0", "999999999999999", "never-handed-out"]) {
        await listening(context, { lastEventId: unknown }, async (stream) => {
          const first = await stream.find(() => true, "the first event");
          expect(first.type, `the first event after ${unknown}`).toBe("reset");
          expect(first.id, "id of reset").toBeTruthy();
        });
      }
    },
  },
  {
    id: "events-session-ends",
    call: live,
    needs,
    rule: "the stream ends when its session does, within a second; without a session it is 401 session-expired",
    check: async (context) => {
      const token = await anotherSession(context);
      await listening(context, { token }, async (stream) => {
        await ready(stream);
        await context.api.send({ method: "DELETE", path: "/admin/session", token });
        const signedOutAt = Date.now();
        expect(await stream.ends(), "the stream ended").toBe(true);
        expect(Date.now() - signedOutAt, "milliseconds until it ended").toBeLessThan(soonMs);
      });
      const refused = await EventStream.open(context.session.origin, token);
      if (refused instanceof EventStream) {
        await refused.close();
        throw new Error("a session that is over got a stream");
      }
      problem(refused, 401, "session-expired");
    },
  },
  {
    id: "events-several",
    call: live,
    needs,
    rule: "a session may have at least 4 streams at once; one too many, if there is such a thing, is 429 with Retry-After",
    check: async (context) => {
      const token = await anotherSession(context);
      const opened: EventStream[] = [];
      try {
        for (let count = 1; count <= 8; count += 1) {
          const stream = await EventStream.open(context.session.origin, token);
          if (!(stream instanceof EventStream)) {
            expect(opened.length, "streams before the refusal").toBeGreaterThanOrEqual(4);
            problem(stream, 429, "rate-limited");
            break;
          }
          opened.push(stream);
        }
      } finally {
        for (const stream of opened) await stream.close();
      }
      await context.api.send({ method: "DELETE", path: "/admin/session", token });
    },
  },
];
