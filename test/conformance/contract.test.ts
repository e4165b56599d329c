/** Every clause of the contract, against whatever server the set-up found. */
import { describe, inject, test } from "vitest";
import { NotApplicable, runClause } from "./clause.ts";
import { clauses } from "./clauses/all.ts";
import "./provided.ts";

const session = inject("session");
const calls = [...new Set(clauses.map((clause) => clause.call))];

describe.each(calls)("%s", (call) => {
  for (const clause of clauses.filter((one) => one.call === call)) {
    test(clause.rule, async ({ task, skip }) => {
      task.meta.clause = { call: clause.call, rule: clause.rule };
      try {
        await runClause(clause, session, ({ api }) => {
          task.meta.exchanges = api.exchanges;
        });
      } catch (error) {
        if (error instanceof NotApplicable) skip(error.message);
        throw error;
      }
    });
  }
});
