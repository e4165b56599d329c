/** The audit trail: what is in it, what never is, how much of it is kept, and where it can be taken up again. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { z } from "zod";
import { type AuditTrail, auditTrail } from "../../../src-main/local-service/store/audit-events.ts";
import { closeDatabase, type Db, openDatabase } from "../../../src-main/local-service/store/database.ts";
import { prepare } from "../../../src-main/local-service/store/statement.ts";
import { inTransaction } from "../../../src-main/local-service/store/transaction.ts";
import { Api } from "../../conformance/api.ts";
import { type AuditEvent, AuditPage, shaped } from "../../conformance/shapes.ts";
import { startLocalService } from "../../support/local-service.ts";

describe("in the database", () => {
  let folder: string;
  let db: Db;
  let trail: AuditTrail;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "keyrack-audit-"));
    db = openDatabase(folder);
    trail = auditTrail(db, () => 0);
  });
  afterEach(() => {
    closeDatabase(db);
    rmSync(folder, { recursive: true, force: true });
  });

  const record = (type: AuditEvent["type"], times: number) =>
    inTransaction(db, () => {
      for (let time = 0; time < times; time += 1) trail.record({ type: type as "session.failed", by: null, at: time });
    });
  const count = (type: string) =>
    prepare(db, "SELECT count(*) AS n, min(at) AS oldest FROM audit_events WHERE type = ?").one(
      z.object({ n: z.int(), oldest: z.int().nullable() }),
      type,
    );

  test("failed sign-ins are kept to a thousand at once, and push nothing else out", () => {
    record("session.opened", 3);
    record("session.failed", 1500);
    expect(count("session.failed")).toEqual({ n: 1000, oldest: 500 });
    trail.sweep();
    expect(count("session.opened")).toEqual({ n: 3, oldest: 0 });
  });

  test("of all else the newest ten thousand are kept", () => {
    record("session.failed", 1);
    record("key.renamed", 10_050);
    trail.sweep();
    expect(count("key.renamed")).toEqual({ n: 10_000, oldest: 50 });
    expect(count("session.failed")).toEqual({ n: 1, oldest: 0 });
  });

  test("ids go on after the newest was deleted, and begin elsewhere in another database", () => {
    const start = trail.newest();
    expect(trail.after(start)).toEqual([]);
    record("session.opened", 2);
    db.exec("DELETE FROM audit_events");
    record("session.opened", 1);
    expect(trail.newest()).toBe(start + 3);
    const other = openDatabase(join(folder, "other"));
    expect(auditTrail(other, () => 0).newest()).not.toBe(start);
    closeDatabase(other);
  });

  test("can be taken up where nothing is missing, and nowhere else", () => {
    const start = trail.newest();
    record("session.opened", 500);
    expect(trail.after(start)?.map(({ id }) => Number(id))).toEqual(
      Array.from({ length: 500 }, (_, n) => start + n + 1),
    );
    expect(trail.after(start + 498)?.length).toBe(2);
    expect(trail.after(start + 500)).toEqual([]);
    for (const unknown of [-1, 0, start - 1, start + 501]) expect(trail.after(unknown)).toBeNull();
    record("session.opened", 1);
    expect(trail.after(start)).toBeNull();
    expect(trail.after(start + 1)?.length).toBe(500);
    // Something in between is gone: as many newer ones are there.
    record("session.failed", 1001);
    expect(trail.after(start + 500)).toBeNull();
  });

  test("says nothing of what did not happen", () => {
    const before = trail.newest();
    expect(() =>
      inTransaction(db, () => {
        trail.record({ type: "session.opened", by: null });
        throw new Error("undone");
      }),
    ).toThrow("undone");
    expect(trail.newest()).toBe(before);
    expect(trail.list(5, null, undefined).events).toEqual([]);
  });
});

describe("of a service", () => {
  async function started(options: Parameters<typeof startLocalService>[0] = {}) {
    const running = await startLocalService(options);
    const { token, account } = await running.service.openWorkspaceSession();
    const api = new Api(running.origin);
    const events = async () => shaped(await api.send({ path: "/admin/audit-events", token }), 200, AuditPage).data;
    const signIn = (password: string, email = running.adminEmail) =>
      api.send({ method: "POST", path: "/admin/sessions", body: { email, password }, takeLimit: true });
    return { ...running, api, account, events, signIn };
  }

  test("a session opened inside the app has no address, one opened over HTTP has", async () => {
    const { events, signIn, adminPassword, account, close } = await started();
    await signIn(adminPassword);
    expect(await events()).toMatchObject([
      { type: "session.opened", actor: { name: "Admin" }, address: "127.0.0.1", apiKey: null, details: null },
      { type: "session.opened", actor: { id: account.id, name: "You" }, address: null },
    ]);
    await close();
  });

  test("a new password closes all sessions of the account, which is one event", async () => {
    const { events, signIn, adminPassword, service, close } = await started();
    await service.resetAdminPassword();
    expect((await events()).length).toBe(1);
    await signIn((await service.resetAdminPassword()) || adminPassword);
    await service.resetAdminPassword();
    const [closed] = await events();
    expect(closed).toMatchObject({
      type: "session.closed",
      actor: { name: "Admin" },
      details: { reason: "password-reset" },
    });
    await close();
  });

  test("sign-ins that are refused without a look are not noted: ten for each e-mail and address at most", async () => {
    const { events, signIn, adminPassword, close } = await started();
    for (let attempt = 0; attempt < 15; attempt += 1) await signIn("wrong");
    expect((await signIn(adminPassword)).status).toBe(429);
    expect((await events()).filter(({ type }) => type === "session.failed").length).toBe(10);
    await close();
  });

  test("signing out twice at once is one event", async () => {
    const { api, events, signIn, adminPassword, close } = await started();
    const { token } = (await signIn(adminPassword)).body as { token: string };
    const out = () => api.send({ method: "DELETE", path: "/admin/session", token });
    expect((await Promise.all([out(), out(), out()])).filter(({ status }) => status === 204).length).toBeGreaterThan(0);
    expect((await events()).filter(({ type }) => type === "session.closed").length).toBe(1);
    await close();
  });
});
