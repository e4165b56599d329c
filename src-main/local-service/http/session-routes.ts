/** `/admin/sessions` and `/admin/session`: signing in, asking who is signed in, signing out. */
import { z } from "zod";
import { instant } from "../store/api-key-row.ts";
import type { LiveSession } from "../store/sessions.ts";
import { Problem } from "../wire/problem.ts";
import { capabilities, NewSession, Session, SignInRequest } from "../wire/session.ts";
import { countAddress, rateLimited, requireSession } from "./credentials.ts";
import type { Parts } from "./parts.ts";
import { type App, problemResponses } from "./route-docs.ts";

/** A session as it is answered. */
export function describeSession(parts: Pick<Parts, "organization" | "warehouses">, session: LiveSession): Session {
  const { id, name, email } = session.account;
  return {
    expiresAt: instant(session.expiresAt),
    account: { id, name, email },
    organization: { ...parts.organization },
    warehouses: parts.warehouses.map((warehouse) => ({ ...warehouse })),
    capabilities: [...capabilities],
  };
}

/** Adds the routes. */
export function addSessionRoutes(app: App, parts: Parts): void {
  app.post(
    "/admin/sessions",
    {
      schema: {
        operationId: "signIn",
        tags: ["Sessions"],
        summary: "Sign in",
        description:
          "Opens a session. After 10 failures within 15 minutes for the same e-mail from the same address every further " +
          "attempt is answered with 429, the right password included.",
        body: SignInRequest,
        response: {
          201: { description: "The session and its token.", content: { "application/json": { schema: NewSession } } },
          ...problemResponses("invalid-request", "invalid-credentials", "payload-too-large", "unsupported-media-type"),
        },
      },
      onRequest: async (request) => countAddress(parts, request),
    },
    async (request, reply) => {
      const { email, password } = request.body;
      const attempts = `${request.ip} ${email}`;
      // Counted before the password is checked: attempts in parallel must not slip through together.
      const wait = parts.signIns.take(attempts, parts.now());
      if (wait > 0) throw rateLimited(wait);
      const account = await parts.accounts.verify(email, password);
      if (!account) {
        parts.sessions.refuse(email, request.ip);
        throw new Problem(
          "invalid-credentials",
          "The e-mail or the password is wrong.",
          {},
          {
            "www-authenticate": 'Bearer realm="keyrack"',
          },
        );
      }
      parts.signIns.giveBack(attempts);
      const session = parts.sessions.open(account, request.ip);
      return reply.code(201).send({ token: session.token, ...describeSession(parts, session) });
    },
  );

  app.get(
    "/admin/session",
    {
      schema: {
        operationId: "getSession",
        tags: ["Sessions"],
        summary: "Who is signed in",
        security: [{ session: [] }],
        response: {
          200: { description: "The session.", content: { "application/json": { schema: Session } } },
          ...problemResponses("session-expired"),
        },
      },
      onRequest: async (request) => {
        request.caller = requireSession(parts, request);
      },
    },
    async (request) => describeSession(parts, request.caller),
  );

  app.delete(
    "/admin/session",
    {
      schema: {
        operationId: "signOut",
        tags: ["Sessions"],
        summary: "Sign out",
        description: "Ends the session at once; its token is worth nothing from then on.",
        security: [{ session: [] }],
        response: { 204: z.undefined().describe("Signed out."), ...problemResponses("session-expired") },
      },
      onRequest: async (request) => {
        request.caller = requireSession(parts, request);
      },
    },
    async (request, reply) => {
      parts.sessions.end(request.caller.token, request.ip);
      return reply.code(204).send();
    },
  );
}
