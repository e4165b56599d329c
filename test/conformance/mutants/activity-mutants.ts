/** Deliberately wrong services: the audit trail and the live events with one promise broken each. */
import { LiveEvents } from "../../../src-main/local-service/http/live-events.ts";
import type { Parts } from "../../../src-main/local-service/http/parts.ts";
import type { AuditEvent } from "../../../src-main/local-service/wire/audit-event.ts";
import type { Mutant } from "./mutants.ts";

/** Changes what the list of events shows; the live events stay right. */
function onList(change: (events: AuditEvent[]) => AuditEvent[]): Mutant["options"] {
  return {
    alter: (parts) => {
      const list: Parts["audit"]["list"] = (...question) => {
        const { events, next } = parts.audit.list(...question);
        return { events: change(events), next };
      };
      return { ...parts, audit: { ...parts.audit, list } };
    },
  };
}

/** Live events that look at other parts than the right ones. */
function liveEvents(change: (parts: Parts) => Partial<Pick<Parts, "audit" | "sessions">>): Mutant["options"] {
  return { alter: (parts) => ({ ...parts, events: new LiveEvents({ ...parts, ...change(parts) }) }) };
}

/** The wrong services. */
export const activityMutants: readonly Mutant[] = [
  {
    wrong: "revocations are not noted",
    noticedBy: ["audit-keys", "audit-rotation"],
    options: onList((events) => events.filter(({ type }) => type !== "key.revoked")),
  },
  {
    wrong: "failed sign-ins are not noted",
    noticedBy: ["audit-sessions"],
    options: { alter: (parts) => ({ ...parts, sessions: { ...parts.sessions, refuse: () => undefined } }) },
  },
  {
    wrong: "revoking again is noted again",
    noticedBy: ["audit-keys"],
    options: {
      alter: (parts) => {
        const revoke: Parts["keys"]["revoke"] = (id, by, reason) => {
          const key = parts.keys.revoke(id, by, reason);
          if (key?.revocationReason !== reason && key) parts.audit.record({ type: "key.revoked", by, key });
          return key;
        };
        return { ...parts, keys: { ...parts.keys, revoke } };
      },
    },
  },
  {
    wrong: "every use is noted as the first",
    noticedBy: ["audit-keys"],
    options: {
      alter: (parts) => {
        const use: Parts["keys"]["use"] = (key) => {
          const live = parts.keys.use(key, "127.0.0.1");
          if (!live) return null;
          const hint = { start: key.slice(0, 8), last4: key.slice(-4) };
          parts.audit.record({ type: "key.first-used", by: null, address: "127.0.0.1", key: { ...live, ...hint } });
          return live;
        };
        return { ...parts, keys: { ...parts.keys, use } };
      },
    },
  },
  {
    wrong: "events do not say by whom",
    noticedBy: ["audit-keys", "audit-sessions"],
    options: onList((events) => events.map((event) => ({ ...event, actor: null }))),
  },
  {
    wrong: "events do not say from where",
    noticedBy: ["audit-keys", "audit-sessions"],
    options: onList((events) => events.map((event) => ({ ...event, address: null }))),
  },
  {
    wrong: "a failed sign-in is noted with the e-mail that was typed",
    noticedBy: ["audit-sessions"],
    options: {
      alter: (parts) => {
        const typed: string[] = [];
        const refuse: Parts["sessions"]["refuse"] = (email, address) => {
          typed.push(email);
          parts.sessions.refuse(email, address);
        };
        const list: Parts["audit"]["list"] = (...question) => {
          const { events, next } = parts.audit.list(...question);
          const told = events.map((event) =>
            event.type === "session.failed" ? { ...event, details: { reason: typed.join() } } : event,
          );
          return { events: told, next };
        };
        const { audit, sessions } = parts;
        return { ...parts, audit: { ...audit, list }, sessions: { ...sessions, refuse } };
      },
    },
  },
  {
    wrong: "the audit trail is oldest first",
    noticedBy: ["audit-pages", "audit-keys"],
    options: onList((events) => events.reverse()),
  },
  {
    wrong: "keyId is ignored",
    noticedBy: ["audit-pages", "audit-keys"],
    options: {
      alter: (parts) => {
        const list: Parts["audit"]["list"] = (limit, before) => parts.audit.list(limit, before, undefined);
        return { ...parts, audit: { ...parts.audit, list } };
      },
    },
  },
  {
    wrong: "a rotation is missing from the successor's history",
    noticedBy: ["audit-rotation"],
    options: {
      alter: (parts) => {
        const list: Parts["audit"]["list"] = (limit, before, keyId) => {
          const { events, next } = parts.audit.list(limit, before, keyId);
          return { events: events.filter(({ apiKey }) => keyId === undefined || apiKey?.id === keyId), next };
        };
        return { ...parts, audit: { ...parts.audit, list } };
      },
    },
  },
  {
    wrong: "live events come seconds late",
    noticedBy: ["events"],
    options: liveEvents(({ audit }) => {
      let told = audit.newest();
      let seen = { newest: told, at: 0 };
      const newest = () => {
        if (audit.newest() !== seen.newest) seen = { newest: audit.newest(), at: Date.now() };
        if (Date.now() - seen.at > 5000) told = seen.newest;
        return told;
      };
      return { audit: { ...audit, newest } };
    }),
  },
  {
    wrong: "live events leave revocations out",
    noticedBy: ["events"],
    options: liveEvents(({ audit }) => ({
      audit: { ...audit, after: (id) => audit.after(id)?.filter(({ type }) => type !== "key.revoked") ?? null },
    })),
  },
  {
    wrong: "Last-Event-ID is ignored",
    noticedBy: ["events-resume", "events-resume-from-ready", "events-reset"],
    options: {
      alter: (parts) => ({
        ...parts,
        events: {
          open: (token) => parts.events.open(token, null),
          nudge: () => parts.events.nudge(),
          close: () => parts.events.close(),
        },
      }),
    },
  },
  {
    wrong: "an unknown Last-Event-ID is taken for the newest",
    noticedBy: ["events-reset"],
    options: liveEvents(({ audit }) => ({ audit: { ...audit, after: (id) => audit.after(id) ?? [] } })),
  },
  {
    wrong: "what was missed is told from the beginning",
    noticedBy: ["events-resume"],
    options: liveEvents(({ audit }) => ({
      audit: { ...audit, after: (id) => (audit.after(id) ? audit.list(200, null, undefined).events.reverse() : null) },
    })),
  },
  {
    wrong: "a stream goes on after its session",
    noticedBy: ["events-session-ends"],
    options: liveEvents(({ sessions }) => {
      const account = { id: "a", name: "A", email: "a@example.invalid" };
      return { sessions: { ...sessions, find: () => ({ account, expiresAt: 0 }) } };
    }),
  },
  {
    wrong: "a session may have one stream only",
    noticedBy: ["events-several"],
    options: {
      alter: (parts) => {
        const open = new Set<string>();
        const events: Parts["events"] = {
          open: (token, lastEventId) => {
            if (open.has(token)) return null;
            open.add(token);
            return parts.events.open(token, lastEventId);
          },
          nudge: () => parts.events.nudge(),
          close: () => parts.events.close(),
        };
        return { ...parts, events };
      },
    },
  },
];
