/** Servers that run Better Auth (https://www.better-auth.com) with its api-key and bearer plugins. */
import { succeeded } from "../../failures.ts";
import type { ServerAdapter } from "../adapter.ts";
import { askWhetherOk, inTrouble, isOk } from "./caller.ts";
import { createBetterAuthClient } from "./client.ts";

/** Better Auth. */
export const betterAuth: ServerAdapter = {
  kind: "better-auth",
  label: "Better Auth",
  signIn: ["password", "token"],
  basePath: "/api/auth",
  movable: true,
  async recognise(transport, basePath) {
    const outcome = await askWhetherOk(transport, basePath);
    if ("failure" in outcome) return { ok: false, failure: outcome.failure };
    const { answer } = outcome;
    const { host } = transport;
    const trouble = inTrouble(answer, host);
    return trouble ? { ok: false, failure: trouble } : succeeded(isOk(answer, host));
  },
  open: createBetterAuthClient,
};
