/** The list of what holds for every adapter, whatever its server. docs/adapters.md tells how an adapter is held to it. */

import { claims } from "./behaviours/claims.ts";
import { finding } from "./behaviours/finding.ts";
import { keys } from "./behaviours/keys.ts";
import { lost } from "./behaviours/lost.ts";
import { refusals } from "./behaviours/refusals.ts";
import { sessions } from "./behaviours/sessions.ts";
import type { AdapterBehaviour } from "./bench.ts";

/** All of them, in the order of a person's way through the program. */
export const behaviours: readonly AdapterBehaviour[] = [
  ...finding,
  ...sessions,
  ...keys,
  ...claims,
  ...lost,
  ...refusals,
];
