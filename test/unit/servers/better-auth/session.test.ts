/** Sessions with a real Better Auth server: passwords, codes, tokens, and what is said where a part of it is missing. */
import { expect, it, type TestContext } from "vitest";
import { capabilities, keyHeader } from "../../../../src-main/servers/better-auth/capabilities.ts";
import { answer, type Behaviour, json, problem, startFaultServer } from "../../../support/fault-server.ts";
import { betterAuthWorld, clientAt, codeOf, scripted, sentenceOf, worked } from "./world.ts";

it("opens a session with a password, and says whose it is", async (t) => {
  const { server, proxy, api } = await betterAuthWorld(t);
  const { email, password, name } = server.user;
  const { token, session } = worked(await api.openSession({ email, password }));
  expect(token).toMatch(/^[A-Za-z0-9]{32}\.[A-Za-z0-9+/]{43}=$/);
  expect(session).toEqual({
    account: { id: expect.stringMatching(/^[A-Za-z0-9]{32}$/), name, email },
    organization: null,
    warehouses: [],
    capabilities,
    keyHeader,
    expiresAt: expect.stringMatching(/^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/),
  });
  expect(worked(await api.readSession(token))).toEqual(session);
  const [signIn] = proxy.requests;
  expect(signIn?.path).toBe("/api/auth/sign-in/email");
  expect(JSON.parse(signIn?.body ?? "")).toEqual({ email, password });
});

it("takes a token as it stands in its header, percent-encoded too", async (t) => {
  const { api } = await scripted(t, (socket, request) => {
    const signsIn = request.path.endsWith("/sign-in/email");
    const account = { id: "u1", name: "Maria", email: "maria@example.com" };
    const session = { expiresAt: "2027-01-01T00:00:00.000Z" };
    if (signsIn) json(200, { user: account }, { "set-auth-token": "abc.de%2Ff%2Bg%3D" })(socket, request);
    else
      json(200, request.path.includes("list") ? { apiKeys: [], total: 0 } : { user: account, session })(
        socket,
        request,
      );
  });
  expect(worked(await api.openSession({ email: "maria@example.com", password: "x" })).token).toBe("abc.de/f+g=");
});

it("takes over a session by its token, however it was copied", async (t) => {
  const { server, api, token } = await betterAuthWorld(t);
  for (const pasted of [token, encodeURIComponent(token), `Bearer ${token}`, token.split(".")[0] ?? ""]) {
    const opened = worked(await api.openSession({ token: pasted }));
    expect(opened.session.account.email).toBe(server.user.email);
  }
  expect(codeOf(await api.openSession({ token: "x".repeat(32) }))).toBe("invalid-token");
  await server.endSessions();
  expect(codeOf(await api.openSession({ token }))).toBe("invalid-token");
});

it("sends no token that fits no header", async (t) => {
  const { proxy, api } = await betterAuthWorld(t);
  for (const token of ["two words", "a\r\nx-evil: 1", "ключ", "a".repeat(701)]) {
    expect(codeOf(await api.openSession({ token }))).toBe("invalid-token");
  }
  expect(proxy.requests).toEqual([]);
});

it("asks for a code where the account wants one, and tells a wrong one", async (t) => {
  const { server, proxy, api } = await betterAuthWorld(t, { twoFactor: true });
  await server.enableTotp();
  const sessions = await server.sessions();
  const { email, password } = server.user;
  expect(codeOf(await api.openSession({ email, password }))).toBe("code-required");
  expect(codeOf(await api.openSession({ email, password, code: "000000" }))).toBe("invalid-code");
  expect(codeOf(await api.openSession({ email, password: "wrong", code: "000000" }))).toBe("invalid-credentials");
  // Not one of them has opened a session, although the first answer carries a token.
  expect(await server.sessions()).toBe(sessions);
  const code = await server.totpCode();
  const opened = worked(await api.openSession({ email, password, code: `${code.slice(0, 3)} ${code.slice(3)}` }));
  expect(opened.session.account.email).toBe(email);
  expect(await server.sessions()).toBe(sessions + 1);

  const withCookies = proxy.requests.filter(({ headers }) => headers.cookie !== undefined);
  expect(withCookies.map(({ path }) => path)).toEqual(Array(2).fill("/api/auth/two-factor/verify-totp"));
  for (const { headers } of withCookies) {
    // The challenge of that very sign-in, and nothing else; each sign-in has one of its own.
    expect(headers.cookie).toMatch(/^better-auth\.two_factor=[^;]+$/);
    expect(headers.origin).toBe(proxy.origin);
    expect(headers.authorization).toBeUndefined();
  }
  expect(new Set(withCookies.map(({ headers }) => headers.cookie)).size).toBe(2);
});

it("keeps no cookie: none is sent with anything but the code", async (t) => {
  const { server, proxy, api } = await betterAuthWorld(t, { twoFactor: true });
  await server.enableTotp();
  const { email, password } = server.user;
  const { token } = worked(await api.openSession({ email, password, code: await server.totpCode() }));
  const { apiKey } = worked(await api.createKey(token, { name: "A", expiresInDays: null, idempotencyKey: "one" }));
  await api.listKeys(token, { status: "active" });
  await api.revokeKey(token, { keyId: apiKey.id, reason: null });
  await api.closeSession(token);
  const others = proxy.requests.filter(({ path }) => !path.endsWith("/verify-totp"));
  expect(others.length).toBeGreaterThan(6);
  for (const { headers } of others) {
    expect(headers).not.toHaveProperty("cookie");
    expect(headers).not.toHaveProperty("origin");
  }
});

it("says where the account is locked after too many wrong codes", async (t) => {
  const { server, api } = await betterAuthWorld(t, { twoFactor: true });
  await server.enableTotp();
  const { email, password } = server.user;
  for (let wrong = 0; wrong < 10; wrong += 1) {
    expect(codeOf(await api.openSession({ email, password, code: "000000" }))).toBe("invalid-code");
  }
  const locked = await api.openSession({ email, password, code: await server.totpCode() });
  expect(codeOf(locked)).toBe("rate-limited");
  expect(sentenceOf(locked)).toContain("locked for a while");
});

it("says that a code cannot be given where the server knows itself by another address", async (t) => {
  const { server, api } = await betterAuthWorld(t, { twoFactor: true, trustedOrigins: [] });
  await server.enableTotp();
  const { email, password } = server.user;
  const refused = await api.openSession({ email, password, code: await server.totpCode() });
  expect(codeOf(refused)).toBe("password-not-taken");
  expect(sentenceOf(refused)).toContain("another address");
  // At that address it can.
  const code = await server.totpCode();
  expect(codeOf(await clientAt(t, server.origin).openSession({ email, password, code }))).toBe("ok");
});

it("says that a code comes another way than from an app", async (t) => {
  const { api } = await scripted(t, json(200, { twoFactorRedirect: true, twoFactorMethods: ["otp"] }));
  const refused = await api.openSession({ email: "maria@example.com", password: "x" });
  expect(codeOf(refused)).toBe("password-not-taken");
});

it("says which plugin is missing", async (t) => {
  const withoutBearer = await betterAuthWorld(t, { bearer: false });
  const { email, password } = withoutBearer.server.user;
  const noBearer = await withoutBearer.api.openSession({ email, password });
  expect(codeOf(noBearer)).toBe("plugin-missing");
  expect(sentenceOf(noBearer)).toContain("bearer plugin");

  const withoutKeys = await betterAuthWorld(t, { apiKey: false });
  const sessions = await withoutKeys.server.sessions();
  const noKeys = await withoutKeys.api.openSession({ email, password });
  expect(codeOf(noKeys)).toBe("plugin-missing");
  expect(sentenceOf(noKeys)).toContain("api-key plugin");
  // What was opened for nothing is closed; the person's own session stays.
  expect(await withoutKeys.server.sessions()).toBe(sessions);
  expect(codeOf(await withoutKeys.api.openSession({ token: withoutKeys.token }))).toBe("plugin-missing");
  expect(await withoutKeys.server.sessions()).toBe(sessions);
});

it("takes a bearer token that is ignored right after signing in for a missing plugin", async (t) => {
  const user = { id: "u1", name: "Maria", email: "maria@example.com" };
  const { api } = await scripted(t, (socket, request) =>
    request.path.endsWith("/sign-in/email")
      ? json(200, { user }, { "set-auth-token": "abc.def" })(socket, request)
      : json(200, null)(socket, request),
  );
  const refused = await api.openSession({ email: user.email, password: "x" });
  expect(sentenceOf(refused)).toContain("bearer plugin");
});

it("says why a password is not taken", async (t) => {
  for (const [options, words] of [
    [{ passwords: false }, "it takes no passwords"],
    [{ provenEmails: true }, "has not been confirmed yet"],
    [{ disabledPaths: ["/sign-in/email"] }, "Use a session token instead"],
  ] as const) {
    const { server, api, token } = await betterAuthWorld(t, options);
    const { email, password } = server.user;
    const refused = await api.openSession({ email, password });
    expect(codeOf(refused)).toBe("password-not-taken");
    expect(sentenceOf(refused)).toContain(words);
    // As the sentence says.
    expect(codeOf(await api.openSession({ token }))).toBe("ok");
  }
});

it("tells a wrong password, an unknown account and no e-mail at all alike", async (t) => {
  const { server, api } = await betterAuthWorld(t);
  const { email, password } = server.user;
  for (const given of [
    { email, password: "wrong" },
    { email: "nobody@example.com", password },
    { email: "maria", password },
  ]) {
    expect(codeOf(await api.openSession(given))).toBe("invalid-credentials");
  }
});

it("reads a session until it is ended elsewhere, and ends it", async (t) => {
  const { server, api, token } = await betterAuthWorld(t);
  expect(codeOf(await api.readSession(token))).toBe("ok");
  expect(await api.closeSession(token)).toEqual({ ok: true, value: null });
  expect(await server.sessions()).toBe(0);
  expect(codeOf(await api.readSession(token))).toBe("session-expired");
  // Already gone is fine.
  expect(await api.closeSession(token)).toEqual({ ok: true, value: null });
});

async function startOther(t: TestContext, behave: Behaviour): Promise<string> {
  const server = await startFaultServer([behave]);
  t.onTestFinished(server.close);
  return server.origin;
}

it("tells another server, under a session that was saved, from a session that has ended", async (t) => {
  const page = answer(200, { "content-type": "text/html" }, "<!doctype html>");
  for (const [behave, name] of [
    [page, "a page for everything"],
    [answer(404, { "content-type": "text/html" }, "<!doctype html>"), "a page that is not found"],
    [problem(404, "not-found"), "a server of the management API"],
    [problem(401, "session-expired"), "a server of the management API that asks for a session"],
    [json(200, { hello: "world" }), "other JSON"],
    [json(200, null), "null for everything"],
    [json(401, { error: "unauthorized" }), "a 401 of another making"],
  ] as const) {
    const server = await startOther(t, behave);
    const told = await clientAt(t, server).readSession("abc.def");
    expect(codeOf(told), name).toBe("other-server");
    expect(sentenceOf(told), name).toContain("Better Auth does not answer there any more");
    expect(codeOf(await clientAt(t, server).openSession({ email: "a@example.com", password: "x" })), name).toBe(
      "not-an-api",
    );
  }
});

it("a session that cannot be told from another server is not ended while that is in trouble", async (t) => {
  const { proxy, api, token } = await betterAuthWorld(t);
  proxy.add({ path: /get-session/, behave: json(200, null) });
  proxy.add({ path: /\/ok$/, behave: answer(503, {}) });
  expect(codeOf(await api.readSession(token))).toBe("server-error");
});
