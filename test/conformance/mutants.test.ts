/** Proof that the suite can fail: services with one broken promise each, and the clauses that must notice. */
import { expect, test } from "vitest";
import { startLocalService } from "../support/local-service.ts";
import { type Clause, NotApplicable, openSuiteSession, runClause, type SuiteSession } from "./clause.ts";
import { clauses } from "./clauses/all.ts";
import { activityMutants } from "./mutants/activity-mutants.ts";
import { mutants } from "./mutants/mutants.ts";
import { rotationMutants } from "./mutants/rotation-mutants.ts";

function clauseById(id: string): Clause {
  const clause = clauses.find((candidate) => candidate.id === id);
  if (!clause) throw new Error(`There is no clause "${id}"`);
  return clause;
}

/** Whether a clause holds; one that cannot be checked does not count as failed. */
async function outcome(clause: Clause, session: SuiteSession): Promise<"kept" | "broken" | "unchecked"> {
  try {
    await runClause(clause, session);
    return "kept";
  } catch (error) {
    return error instanceof NotApplicable ? "unchecked" : "broken";
  }
}

test("clause ids are unique", () => {
  expect(new Set(clauses.map(({ id }) => id)).size).toBe(clauses.length);
});

test("a server without a capability is asked nothing about it, and is told so", async () => {
  const service = await startLocalService();
  const { origin, adminEmail: email, adminPassword: password } = service;
  const session = { ...(await openSuiteSession({ origin, email, password })), capabilities: ["rename"] };
  const optional = clauses.filter(({ needs = [] }) => needs.length > 0);
  expect(new Set(optional.flatMap(({ needs = [] }) => needs))).toEqual(new Set(["rotate", "audit", "events"]));
  for (const clause of optional) {
    const asked = runClause(clause, session);
    await expect(asked, clause.id).rejects.toThrow(`not offered: the session's capabilities lack ${clause.needs?.[0]}`);
    expect(await outcome(clause, session), clause.id).toBe("unchecked");
  }
  await service.close();
});

for (const { wrong, noticedBy, options } of [...mutants, ...rotationMutants, ...activityMutants]) {
  test(`noticed: ${wrong}`, async () => {
    const service = await startLocalService({ requestsPerMinute: 100_000, ...options });
    try {
      const target = { origin: service.origin, email: service.adminEmail, password: service.adminPassword };
      const session = { ...(await openSuiteSession(target)), shortWindow: { ...target, seconds: 0.1 } };
      // A control: what is wrong is one promise, not the whole service.
      expect(await outcome(clauseById("rename"), session)).toBe("kept");
      const found: Record<string, string> = {};
      for (const id of noticedBy) found[id] = await outcome(clauseById(id), session);
      expect(found).toEqual(Object.fromEntries(noticedBy.map((id) => [id, "broken"])));
    } finally {
      await service.close();
    }
  });
}
