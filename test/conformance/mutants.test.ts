/** Proof that the suite can fail: services with one broken promise each, and the clauses that must notice. */
import { expect, test } from "vitest";
import { startLocalService } from "../support/local-service.ts";
import { type Clause, NotApplicable, openSuiteSession, runClause, type SuiteSession } from "./clause.ts";
import { clauses } from "./clauses/all.ts";
import { mutants } from "./mutants/mutants.ts";

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

for (const { wrong, noticedBy, options } of mutants) {
  test(`noticed: ${wrong}`, async () => {
    const service = await startLocalService(options);
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
