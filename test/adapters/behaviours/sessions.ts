/** A session: opened, told about, closed, and ended by somebody else. */
import { expect } from "vitest";
import { done } from "../../../src-main/failures.ts";
import { Session } from "../../../src-preload/contract/session.ts";
import { type AdapterBehaviour, callsOf, codeOf, wish, worked } from "../bench.ts";

export const sessions: AdapterBehaviour[] = [
  {
    what: "a wrong password, and an account that is none, are told apart from nothing else",
    async run({ api, server }) {
      const { email, password } = server;
      const refused = { ok: false, failure: { code: "invalid-credentials" } };
      expect(await api.openSession({ email, password: `${password}r` })).toMatchObject(refused);
      expect(await api.openSession({ email: `not-${email}`, password })).toMatchObject(refused);
    },
  },
  {
    what: "an opened session is good, and says who signed in and what the server can do",
    async run({ api, server, signIn }) {
      const { token, session } = await signIn();
      // Every member the contract has, and none besides.
      expect(Session.parse(session)).toEqual(session);
      expect(session.account.email).toBe(server.email);
      expect(Date.parse(session.expiresAt)).toBeGreaterThan(Date.now());
      // A token goes into a header and into a keychain's entry.
      expect(token).toMatch(/^[\x21-\x7e]{8,700}$/);
      expect(JSON.stringify(session)).not.toContain(token);
      const read = worked(await api.readSession(token));
      expect({ ...read, expiresAt: session.expiresAt }).toEqual(session);
    },
  },
  {
    what: "a token of the person's own opens a session where that is offered",
    async run({ api, signIn, subject }) {
      const { token, session } = await signIn();
      const opened = await api.openSession({ token });
      if (!subject.adapter.signIn.includes("token")) {
        expect(codeOf(opened)).toBe("unsupported");
        return;
      }
      const { account } = worked(opened).session;
      expect(account).toEqual(session.account);
      expect(codeOf(await api.readSession(worked(opened).token))).toBe("ok");
      expect(codeOf(await api.openSession({ token: "not-a-session-of-anybody-1234567890" }))).toBe("invalid-token");
    },
  },
  {
    what: "closing a session ends it and no other; closing it again is fine",
    async run({ api, signIn }) {
      const one = await signIn();
      const other = await signIn();
      expect(await api.closeSession(one.token)).toEqual(done);
      expect(codeOf(await api.readSession(one.token))).toBe("session-expired");
      expect(await api.closeSession(one.token)).toEqual(done);
      expect(codeOf(await api.readSession(other.token))).toBe("ok");
    },
  },
  {
    what: "a session that has ended elsewhere is said to have, by every call",
    async run({ api, server, signIn }) {
      const { token } = await signIn();
      const { apiKey } = worked(await api.createKey(token, wish("Production")));
      await server.endSession(token);
      const change = { keyId: apiKey.id };
      const calls = {
        ...callsOf(api, token),
        renameOne: () => api.renameKey(token, { ...change, name: "Other" }),
        revokeOne: () => api.revokeKey(token, { ...change, reason: null }),
        revokedList: () => api.listKeys(token, { status: "revoked" }),
      };
      const { session } = await signIn();
      for (const [name, call] of Object.entries(calls)) {
        const unsupported = name.startsWith("rename") && !session.capabilities.rename;
        expect(codeOf(await call()), name).toBe(unsupported ? "unsupported" : "session-expired");
      }
      expect(await api.closeSession(token)).toEqual(done);
    },
  },
  {
    what: "a token that never was one is a session that has ended",
    async run({ api }) {
      for (const token of ["never-a-token-1234567890", "a.b.c", "never%2Fa=="]) {
        expect(codeOf(await api.readSession(token)), token).toBe("session-expired");
        expect(codeOf(await api.listKeys(token, { status: "active" })), token).toBe("session-expired");
      }
    },
  },
];
