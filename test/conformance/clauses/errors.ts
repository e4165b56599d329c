/** Clauses about problems in general, and about the rate limits, which come last. */
import { randomUUID } from "node:crypto";
import { expect } from "vitest";
import type { Clause } from "../clause.ts";
import { NewSession, problem, shaped } from "../shapes.ts";

const errors = "Errors are application/problem+json (RFC 9457) with type urn:keyrack:problem:<code>";

/** Clauses that may run at any time. */
export const errorClauses: readonly Clause[] = [
  {
    id: "not-found",
    call: errors,
    rule: "404 not-found for a path that does not exist",
    check: async (context) => {
      problem(await context.send({ path: "/no-such-path" }), 404, "not-found");
      problem(await context.send({ path: "/admin/no-such-path" }), 404, "not-found");
    },
  },
  {
    id: "method-not-allowed",
    call: errors,
    rule: "405 with Allow (or 404) for a method the path does not have, never 2xx or 5xx",
    check: async (context) => {
      const answer = await context.send({ method: "PUT", path: "/admin/api-keys", body: {} });
      if (answer.status === 404) {
        problem(answer, 404, "not-found");
        return;
      }
      problem(answer, 405, "method-not-allowed");
      expect(answer.headers.get("allow"), "Allow").toMatch(/\bGET\b.*\bPOST\b|\bPOST\b.*\bGET\b/);
    },
  },
  {
    id: "too-large",
    call: errors,
    rule: "a body of 2 MB is refused with 413 payload-too-large",
    check: async (context) => {
      const headers = { "Idempotency-Key": randomUUID() };
      const body = { name: "x".repeat(2_000_000) };
      const answer = await context.send({ method: "POST", path: "/admin/api-keys", headers, body });
      problem(answer, 413, "payload-too-large");
    },
  },
  {
    id: "no-echo",
    call: errors,
    rule: "a problem never repeats a secret that was sent",
    check: async (context) => {
      const secret = `secret-${randomUUID()}`;
      const answers = [
        await context.api.send({ method: "POST", path: "/admin/sessions", body: { email: 5, password: secret } }),
        await context.api.send({
          method: "POST",
          path: "/admin/sessions",
          raw: { type: "application/json", text: `{"password":"${secret}"` },
        }),
        await context.api.send({ path: "/keys/self", key: secret }),
        await context.api.send({ path: "/admin/session", token: secret }),
      ];
      for (const answer of answers) expect(answer.text.includes(secret), "the answer repeats the secret").toBe(false);
    },
  },
];

/** Clauses that use limits up; they must come last, and only for an e-mail nobody has. */
export const exhaustingClauses: readonly Clause[] = [
  {
    id: "sign-in-limit",
    call: "Rate limits answer 429 with Retry-After, never 401",
    rule: "after repeated failures of a sign-in, 429 and no 401 from then on; other accounts can still sign in",
    check: async ({ api, session }) => {
      const email = `nobody-${randomUUID()}@example.invalid`;
      const attempt = () =>
        api.send({ method: "POST", path: "/admin/sessions", body: { email, password: "wrong" }, takeLimit: true });
      const most = 30;
      let answer = await attempt();
      for (let count = 1; count < most && answer.status === 401; count += 1) answer = await attempt();
      expect(answer.status, `status after at most ${most} failures`).toBe(429);
      problem(answer, 429, "rate-limited");
      for (let count = 0; count < 3; count += 1) problem(await attempt(), 429, "rate-limited");
      const { password } = session;
      const body = { email: session.email, password };
      const { token } = shaped(await api.send({ method: "POST", path: "/admin/sessions", body }), 201, NewSession);
      await api.send({ method: "DELETE", path: "/admin/session", token });
    },
  },
];
