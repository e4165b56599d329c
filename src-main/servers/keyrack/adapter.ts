/** Servers that speak the management API of docs/management-api.md. */
import { succeeded } from "../../failures.ts";
import type { ServerAdapter } from "../adapter.ts";
import { createKeyrackClient } from "./client.ts";
import { failureOf } from "./problem.ts";
import { Problem } from "./wire.ts";

/** The management API, as the Local workspace has it and anybody may implement it. */
export const keyrack: ServerAdapter = {
  kind: "keyrack",
  label: "Keyrack API",
  signIn: ["password"],
  basePath: "/api/v1",
  movable: false,
  open: createKeyrackClient,
  async recognise(transport, basePath) {
    const outcome = await transport.send({ method: "GET", path: `${basePath}/admin/session`, repeatable: true });
    if ("failure" in outcome) return { ok: false, failure: outcome.failure };
    const { status, body } = outcome.answer;
    // In trouble, it may be anything.
    if (status === 429 || status >= 500) return { ok: false, failure: failureOf(outcome.answer, transport.host) };
    // Without a session it answers 401, in problem details of its own types.
    const type = body.kind === "json" ? Problem.safeParse(body.value).data?.type : undefined;
    return succeeded(type?.startsWith("urn:keyrack:problem:") ?? false);
  },
};
