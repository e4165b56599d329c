/** A Better Auth session: opened with a password and perhaps a code, taken over by its token, read, and ended. */
import { z } from "zod";
import type { Credentials } from "../../../src-preload/contract/connection.ts";
import type { Result } from "../../../src-preload/contract/failure.ts";
import type { Session } from "../../../src-preload/contract/session.ts";
import { done, failed, succeeded } from "../../failures.ts";
import type { ManagementApi, OpenedSession } from "../../ports.ts";
import type { Answer } from "../answer.ts";
import { BearerToken } from "../bearer-token.ts";
import type { Caller } from "./caller.ts";
import { liveCookies } from "./cookies.ts";
import { CodeAnswer, SessionAnswer, SignInAnswer, SignOutAnswer } from "./wire.ts";

type Password = Extract<Credentials, { password: string }>;

/** The part of `ManagementApi` that is about sessions. */
export function sessionsOf(caller: Caller): Pick<ManagementApi, "openSession" | "readSession" | "closeSession"> {
  const { host, origin, ask } = caller;
  const refused = failed("password-not-taken", { host });

  async function readSession(token: string): Promise<Result<Session>> {
    const { result } = await ask({ method: "GET", at: "/get-session", token, repeatable: true }, SessionAnswer);
    if (!result.ok) return result;
    const ended = failed("session-expired");
    return result.value ? succeeded(result.value) : caller.confirm(ended, token);
  }

  async function closeSession(token: string): Promise<Result<null>> {
    const { result } = await ask(
      { method: "POST", at: "/sign-out", token, body: {}, repeatable: false },
      SignOutAnswer,
    );
    // It has ended already, which is all that was wanted.
    return result.ok || result.failure.code === "session-expired" ? done : result;
  }

  /** The token of the session that a password, and a code where the account wants one, has opened. */
  async function signIn({ email, password, code }: Password): Promise<Result<string>> {
    const first = await ask(
      {
        method: "POST",
        at: "/sign-in/email",
        body: { email, password },
        repeatable: false,
        otherwise: "password-not-taken",
        unknown: refused,
      },
      SignInAnswer,
    );
    if (!first.result.ok || !("answer" in first.outcome)) return asFailure(first.result);
    const { answer } = first.outcome;
    // Also with a token in its header: that is of a session which has been ended again, until the code is there.
    if (!first.result.value.twoFactorRedirect) return tokenIn(answer);
    const { twoFactorMethods } = first.result.value;
    if (twoFactorMethods && !twoFactorMethods.includes("totp")) {
      const reason = "it wants a code, but not one from an authenticator app";
      return failed("password-not-taken", { host, reason });
    }
    if (code === undefined) return failed("code-required");
    const second = await ask(
      {
        method: "POST",
        at: "/two-factor/verify-totp",
        // What says which sign-in the code belongs to; to a request with cookies Better Auth wants its own origin named.
        headers: { cookie: liveCookies(answer, /two_factor$/), origin },
        // People copy it the way apps show it: 123 456.
        body: { code: code.replaceAll(/\s/g, "") },
        repeatable: false,
        otherwise: "password-not-taken",
        unknown: failed("invalid-code"),
      },
      CodeAnswer,
    );
    if (!second.result.ok || !("answer" in second.outcome)) return asFailure(second.result);
    return tokenIn(second.outcome.answer);
  }

  /** Where the bearer plugin writes the token. */
  function tokenIn(answer: Answer): Result<string> {
    const header = answer.header("set-auth-token");
    if (header === null) return failed("plugin-missing", { host, reason: "bearer" });
    const token = BearerToken.safeParse(decoded(header));
    return token.success ? succeeded(token.data) : failed("protocol", { host, reason: "its token fits no header" });
  }

  /** Whether the api-key plugin is there: better said before a connection is saved than by an empty list. */
  async function hasKeys(token: string): Promise<Result<null>> {
    const { result } = await ask(
      {
        method: "GET",
        at: "/api-key/list?limit=1",
        token,
        repeatable: true,
        unknown: failed("plugin-missing", { host, reason: "api-key" }),
      },
      z.unknown(),
    );
    return !result.ok && result.failure.code === "plugin-missing" ? result : done;
  }

  return {
    readSession,
    closeSession,
    async openSession(credentials) {
      const pasted = "token" in credentials;
      const token = pasted ? pastedToken(credentials.token) : await signIn(credentials);
      if (!token.ok) return token;
      const session = await readSession(token.value);
      if (!session.ok && session.failure.code === "session-expired") {
        // A session that has just been opened cannot be over: nobody looks at the token.
        return pasted ? failed("invalid-token") : failed("plugin-missing", { host, reason: "bearer" });
      }
      if (!session.ok) return session;
      const keys = await hasKeys(token.value);
      if (keys.ok) return succeeded<OpenedSession>({ token: token.value, session: session.value });
      // What was opened for nothing is closed; a session of the person's own stays theirs.
      if (!pasted) await closeSession(token.value);
      return asFailure(keys);
    },
  };
}

/** A token as it was copied: with the scheme's name before it, or as cookies have it. */
function pastedToken(typed: string): Result<string> {
  const token = BearerToken.safeParse(decoded(typed.replace(/^bearer\s+/i, "")));
  return token.success ? succeeded(token.data) : failed("invalid-token");
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function asFailure(result: Result<unknown>): Result<never> {
  return result.ok ? failed("internal") : result;
}
