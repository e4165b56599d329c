/** Better Auth's adapter, with the server from its package. */
import { betterAuth } from "../../../src-main/servers/better-auth/adapter.ts";
import { startBetterAuth } from "../../support/better-auth-server.ts";
import { answer, json } from "../../support/fault-server.ts";
import type { Subject } from "../subject.ts";

/** As better-auth 1.7.5 says it; what has no word here is said by gateways and by programs in front of it. */
const words: Partial<Record<number, { code?: string; message: string }>> = {
  401: { code: "UNAUTHORIZED", message: "Unauthorized" },
  403: { code: "FORBIDDEN", message: "Forbidden" },
  429: { message: "Too many requests. Please try again later." },
};
const wrongCredentials = { code: "INVALID_EMAIL_OR_PASSWORD", message: "Invalid email or password" };

export const subject: Subject = {
  name: "Better Auth",
  adapter: betterAuth,
  async start() {
    // Names of 64 characters, as Keyrack allows them; its own limit is 32. And no limit on how often a key is asked about.
    const server = await startBetterAuth({ apiKey: { maximumNameLength: 64, rateLimit: { enabled: false } } });
    const api = `${server.origin}${server.basePath}`;
    return {
      origin: server.origin,
      basePath: server.basePath,
      email: server.user.email,
      password: server.user.password,
      isGood: async (value) => (await server.verify(value)).valid,
      async endSession(token) {
        const { ok } = await fetch(`${api}/sign-out`, {
          method: "POST",
          headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
          body: "{}",
        });
        if (!ok) throw new Error("The session could not be ended.");
      },
      async seedKeys(count) {
        await server.seedKeys(count);
        return "active";
      },
      expire: (keyId) => server.changeKey(keyId, { expiresAt: new Date(Date.now() - 1_000).toISOString() }),
      close: server.close,
    };
  },
  refusal({ status, retryAfter, signingIn }) {
    // A path it does not know is answered with nothing at all.
    if (status === 404) return answer(404, {});
    const told = words[status] ?? { message: "Internal Server Error" };
    const headers = retryAfter === undefined ? {} : { "x-retry-after": String(retryAfter) };
    return json(status, signingIn && status === 401 ? wrongCredentials : told, headers);
  },
};
