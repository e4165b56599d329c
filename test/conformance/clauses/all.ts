/** Every clause of the contract, in the order they run: what exhausts a limit comes last. */
import type { Clause } from "../clause.ts";
import { auditClauses } from "./audit.ts";
import { changeClauses } from "./change.ts";
import { consumerClauses } from "./consumers.ts";
import { createClauses } from "./create.ts";
import { errorClauses, exhaustingClauses } from "./errors.ts";
import { eventClauses } from "./events.ts";
import { idempotencyClauses } from "./idempotency.ts";
import { limitClauses } from "./limit.ts";
import { listClauses } from "./list.ts";
import { nameClauses } from "./names.ts";
import { rotateClauses } from "./rotate.ts";
import { rotateRefusalClauses } from "./rotate-refusals.ts";
import { sessionClauses } from "./sessions.ts";

/** The clauses that hold for any server. */
export const clauses: readonly Clause[] = [
  ...sessionClauses,
  ...listClauses,
  ...createClauses,
  ...nameClauses,
  ...idempotencyClauses,
  ...limitClauses,
  ...changeClauses,
  ...consumerClauses,
  ...rotateClauses,
  ...rotateRefusalClauses,
  ...auditClauses,
  ...eventClauses,
  ...errorClauses,
  ...exhaustingClauses,
];
