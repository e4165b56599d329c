/** Clauses of `/admin/sessions` and `/admin/session`. */
import { expect } from "vitest";
import type { Clause, Context } from "../clause.ts";
import { NewSession, notStored, problem, Session, shaped } from "../shapes.ts";

const signIn = "POST /admin/sessions {email, password}";
const whoAmI = "GET /admin/session";
const signOut = "DELETE /admin/session";
const path = "/admin/session";

async function newToken({ api, session: { email, password } }: Context): Promise<string> {
  const answer = await api.send({ method: "POST", path: "/admin/sessions", body: { email, password } });
  return shaped(answer, 201, NewSession).token;
}

/** The clauses. */
export const sessionClauses: readonly Clause[] = [
  {
    id: "sign-in",
    call: signIn,
    rule: "201 {token, expiresAt, account, organization, warehouses[], capabilities[]}, not to be stored",
    check: async (context) => {
      const { email, password } = context.session;
      const answer = await context.api.send({ method: "POST", path: "/admin/sessions", body: { email, password } });
      const session = shaped(answer, 201, NewSession);
      notStored(answer);
      expect(session.account.email.toLowerCase(), "account.email").toBe(email.toLowerCase());
      expect(Date.parse(session.expiresAt), "expiresAt lies in the future").toBeGreaterThan(Date.now());
      await context.api.send({ method: "DELETE", path, token: session.token });
    },
  },
  {
    id: "sign-in-new-token",
    call: signIn,
    rule: "every sign-in opens a session of its own",
    check: async (context) => {
      const [first, second] = [await newToken(context), await newToken(context)];
      expect(first === second, "two sign-ins got the same token").toBe(false);
      await context.api.send({ method: "DELETE", path, token: first });
      shaped(await context.api.send({ path, token: second }), 200, Session);
      await context.api.send({ method: "DELETE", path, token: second });
    },
  },
  {
    id: "wrong-password",
    call: signIn,
    rule: "401 invalid-credentials for a wrong password",
    check: async ({ api, session: { email } }) => {
      const body = { email, password: "certainly not the password" };
      problem(await api.send({ method: "POST", path: "/admin/sessions", body }), 401, "invalid-credentials");
    },
  },
  {
    id: "unknown-email",
    call: signIn,
    rule: "an unknown e-mail gets the same answer as a wrong password, so that accounts cannot be guessed",
    check: async ({ api, session: { email } }) => {
      const password = "certainly not the password";
      const attempt = (who: string) =>
        api.send({ method: "POST", path: "/admin/sessions", body: { email: who, password } });
      const wrong = problem(await attempt(email), 401, "invalid-credentials");
      const unknown = problem(await attempt(`nobody-${Date.now()}@example.invalid`), 401, "invalid-credentials");
      expect(unknown, "the two problems").toEqual(wrong);
    },
  },
  {
    id: "sign-in-malformed",
    call: signIn,
    rule: "400 invalid-request for a body that is no JSON or lacks a field",
    check: async ({ api }) => {
      const post = { method: "POST", path: "/admin/sessions" } as const;
      problem(await api.send({ ...post, body: { email: "a@example.invalid" } }), 400, "invalid-request");
      problem(await api.send({ ...post, body: { email: 5, password: ["x"] } }), 400, "invalid-request");
      const raw = { type: "application/json", text: '{"email":' };
      problem(await api.send({ ...post, raw }), 400, "invalid-request");
    },
  },
  {
    id: "session",
    call: whoAmI,
    rule: "200 the same as at sign-in, without the token",
    check: async (context) => {
      const { email, password } = context.session;
      const opened = await context.api.send({ method: "POST", path: "/admin/sessions", body: { email, password } });
      const { token, ...rest } = shaped(opened, 201, NewSession);
      const session = shaped(await context.api.send({ path, token }), 200, Session);
      expect(session, "the session").toEqual(rest);
      await context.api.send({ method: "DELETE", path, token });
    },
  },
  {
    id: "session-refused",
    call: whoAmI,
    rule: "401 session-expired without a token, with an unknown one, or with an API key",
    check: async (context) => {
      problem(await context.api.send({ path }), 401, "session-expired");
      problem(await context.api.send({ path, token: "krs_unknown" }), 401, "session-expired");
      problem(await context.api.send({ path, headers: { Authorization: "Basic YTpi" } }), 401, "session-expired");
      await context.needRoom(1);
      const { key } = await context.create();
      problem(await context.api.send({ path, token: key }), 401, "session-expired");
      problem(await context.api.send({ path, key }), 401, "session-expired");
    },
  },
  {
    id: "sign-out",
    call: signOut,
    rule: "204, and the token is worth nothing from then on",
    check: async (context) => {
      const token = await newToken(context);
      const answer = await context.api.send({ method: "DELETE", path, token });
      expect(answer.status, "status").toBe(204);
      expect(answer.text, "body").toBe("");
      problem(await context.api.send({ path, token }), 401, "session-expired");
      problem(await context.api.send({ path: "/admin/api-keys", token }), 401, "session-expired");
      problem(await context.api.send({ method: "DELETE", path, token }), 401, "session-expired");
    },
  },
];
