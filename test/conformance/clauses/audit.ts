/** Clauses of `GET /admin/audit-events`. */
import { randomUUID } from "node:crypto";
import { expect } from "vitest";
import type { Clause, Context } from "../clause.ts";
import { type AuditEvent, NewSession, problem, shaped } from "../shapes.ts";
import { statusOfHolder, untilRefused } from "./steps.ts";

const audit = "GET /admin/audit-events?limit&cursor&keyId";
const path = "/admin/audit-events";
const needs = ["audit"];

/** What happened to a key, oldest first. */
async function historyOf(context: Context, keyId: string): Promise<AuditEvent[]> {
  return (await context.auditPage(`?limit=200&keyId=${encodeURIComponent(keyId)}`)).data.reverse();
}

/** What happened since an event, oldest first. */
async function since(context: Context, id: string | undefined): Promise<AuditEvent[]> {
  const { data } = await context.auditPage("?limit=200");
  const known = data.findIndex((event) => event.id === id);
  return (known < 0 ? data : data.slice(0, known)).reverse();
}

const typesOf = (events: readonly AuditEvent[]) => events.map(({ type }) => type);

/** The clauses. */
export const auditClauses: readonly Clause[] = [
  {
    id: "audit-keys",
    call: audit,
    needs,
    rule: "a key's generation, renaming, first use and revocation, each once: when, by whom, from which address, with what changed",
    check: async (context) => {
      await context.needRoom(1);
      const { apiKey, key } = await context.create("Before");
      await context.send({ method: "PATCH", path: `/admin/api-keys/${apiKey.id}`, body: { name: "After" } });
      for (let use = 0; use < 3; use += 1) await statusOfHolder(context, key);
      await context.revoke(apiKey.id, { reason: "Conformance" });
      await context.revoke(apiKey.id, { reason: "Again" });
      const history = await historyOf(context, apiKey.id);
      expect(typesOf(history), "types").toEqual(["key.generated", "key.renamed", "key.first-used", "key.revoked"]);
      const [generated, renamed, used, revoked] = history;
      for (const event of history) {
        const { id, start, last4 } = apiKey;
        expect(event.apiKey, `apiKey of ${event.type}`).toMatchObject({ id, start, last4 });
        expect(event.address, `address of ${event.type}`).toBeTruthy();
        expect(Math.abs(Date.parse(event.at) - Date.now()), `distance of ${event.type} from now`).toBeLessThan(300_000);
        if (event !== used) expect(event.actor?.id, `actor of ${event.type}`).toBe(context.session.accountId);
      }
      expect(generated?.apiKey?.name, "the name it was generated with").toBe("Before");
      expect(renamed?.details, "details of the renaming").toMatchObject({ from: "Before", to: "After" });
      expect(used?.actor, "actor of the first use").toBeNull();
      expect(revoked?.details?.reason, "reason of the revocation").toBe("Conformance");
      const { text } = await context.send({ path: `${path}?limit=200` });
      for (const secret of [key, context.session.token, context.session.password]) {
        expect(text.includes(secret), "the trail holds a secret").toBe(false);
      }
    },
  },
  {
    id: "audit-sessions",
    call: audit,
    needs,
    rule: "sessions opened, closed and failed; of a failed one neither the password nor an e-mail that is nobody's",
    check: async (context) => {
      const [newest] = (await context.auditPage("?limit=1")).data;
      const { email, password } = context.session;
      const signIn = (body: object) =>
        context.api.send({ method: "POST", path: "/admin/sessions", body, takeLimit: true });
      const { token, account } = shaped(await signIn({ email, password }), 201, NewSession);
      await context.api.send({ method: "DELETE", path: "/admin/session", token });
      const wrong = { password: `wrong-${randomUUID()}`, nobody: `nobody-${randomUUID()}@example.invalid` };
      await signIn({ email, password: wrong.password });
      await signIn({ email: wrong.nobody, password: wrong.password });
      const events = (await since(context, newest?.id)).filter(({ type }) => type.startsWith("session."));
      const expected = ["session.opened", "session.closed", "session.failed", "session.failed"];
      expect(typesOf(events), "types").toEqual(expected);
      expect(
        events.map(({ actor }) => actor?.id),
        "actors",
      ).toEqual([account.id, account.id, account.id, undefined]);
      for (const { type, address, apiKey } of events) {
        expect(address, `address of ${type}`).toBeTruthy();
        expect(apiKey, `apiKey of ${type}`).toBeNull();
      }
      const text = JSON.stringify(events).toLowerCase();
      for (const secret of [token, password, wrong.password, wrong.nobody]) {
        expect(text.includes(secret.toLowerCase()), "the trail holds what was typed").toBe(false);
      }
    },
  },
  {
    id: "audit-rotation",
    call: audit,
    needs: ["audit", "rotate"],
    rule: "a rotation, its cancelling and its end, with the successor, in the history of both keys",
    check: async (context) => {
      await context.needRoom(1);
      const { apiKey, key: firstKey } = await context.create("Rotated");
      const cancelled = await context.rotate(apiKey.id, 60);
      await context.revoke(cancelled.apiKey.id);
      const { apiKey: successor, key } = await context.rotate(apiKey.id, 0);
      await statusOfHolder(context, key);
      await untilRefused(context, firstKey);
      const history = await historyOf(context, apiKey.id);
      expect(typesOf(history), "types").toEqual([
        "key.generated",
        "key.rotated",
        "key.rotation-cancelled",
        "key.rotated",
        "key.revoked",
      ]);
      const [, rotated, off, , ended] = history;
      expect(rotated?.details, "details of the rotation").toMatchObject({
        graceSeconds: 60,
        successor: { id: cancelled.apiKey.id, last4: cancelled.apiKey.last4 },
      });
      expect(off?.details?.successor?.id, "successor of the cancelled rotation").toBe(cancelled.apiKey.id);
      expect(ended?.details?.reason, "reason of the end").toBe("rotated");
      expect(ended?.actor?.id, "actor of the end").toBe(context.session.accountId);
      const own = typesOf(await historyOf(context, successor.id));
      expect(own, "types of the successor").toEqual(["key.rotated", "key.first-used"]);
    },
  },
  {
    id: "audit-pages",
    call: audit,
    needs,
    rule: "newest first; limit and cursor walk the trail, each event once, and keep their place when events are added",
    check: async (context) => {
      await context.needRoom(1);
      const { apiKey } = await context.create("Paged");
      for (const name of ["One", "Two", "Three"]) {
        await context.send({ method: "PATCH", path: `/admin/api-keys/${apiKey.id}`, body: { name } });
      }
      const whole = (await context.auditPage("?limit=4")).data;
      const ms = whole.map(({ at }) => Date.parse(at));
      expect(ms, "at, newest first").toEqual([...ms].sort((a, b) => b - a));
      expect(whole[0]?.details?.to, "the newest event's new name").toBe("Three");
      const first = await context.auditPage("?limit=2");
      await context.send({ method: "PATCH", path: `/admin/api-keys/${apiKey.id}`, body: { name: "Meanwhile" } });
      const cursor = encodeURIComponent(first.nextCursor ?? "");
      const second = await context.auditPage(`?limit=2&cursor=${cursor}`);
      expect([...first.data, ...second.data], "the pages put together").toEqual(whole);
      const only = await context.auditPage(`?limit=2&keyId=${apiKey.id}`);
      expect(
        only.data.map((event) => event.apiKey?.id),
        "keys of a key's trail",
      ).toEqual([apiKey.id, apiKey.id]);
      const nobody = await context.auditPage(`?keyId=${randomUUID()}`);
      expect(nobody, "the trail of an unknown key").toEqual({ data: [], nextCursor: null });
    },
  },
  {
    id: "audit-refused",
    call: audit,
    needs,
    rule: "401 session-expired without a session, 400 invalid-cursor and invalid-request for a cursor or limit that is none",
    check: async (context) => {
      problem(await context.sendAnonymously({ path }), 401, "session-expired");
      for (const cursor of ["x", "AAAA"]) {
        problem(await context.send({ path: `${path}?cursor=${cursor}` }), 400, "invalid-cursor");
      }
      problem(await context.send({ path: `${path}?limit=0` }), 400, "invalid-request");
    },
  },
];
