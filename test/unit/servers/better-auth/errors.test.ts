/** What each of Better Auth's error codes comes to, by the lists in its own packages, and what is made of words that are not its own. */
import { API_KEY_ERROR_CODES } from "@better-auth/api-key";
import { BASE_ERROR_CODES } from "better-auth";
import { TWO_FACTOR_ERROR_CODES } from "better-auth/plugins";
import { describe, expect, it } from "vitest";
import { meaningOf } from "../../../../src-main/servers/better-auth/errors.ts";
import type { FailureCode } from "../../../../src-preload/contract/failure.ts";
import { answer, type Behaviour, json, problem } from "../../../support/fault-server.ts";
import { betterAuthWorld, codeOf, scripted, sentenceOf } from "./world.ts";

/** Status and Failure of each code, as the endpoint that is asked here answers it. */
type Expected = Record<string, [status: number, code: FailureCode]>;

/** All of the api-key plugin. Those with 500 are answered so by its sources. */
const ofKeys: Expected = {
  INVALID_METADATA_TYPE: [400, "internal"],
  REFILL_AMOUNT_AND_INTERVAL_REQUIRED: [400, "internal"],
  REFILL_INTERVAL_AND_AMOUNT_REQUIRED: [400, "internal"],
  USER_BANNED: [401, "forbidden"],
  UNAUTHORIZED_SESSION: [401, "session-expired"],
  KEY_NOT_FOUND: [404, "not-found"],
  KEY_DISABLED: [401, "value-refused"],
  KEY_EXPIRED: [401, "value-refused"],
  USAGE_EXCEEDED: [429, "rate-limited"],
  KEY_NOT_RECOVERABLE: [400, "value-refused"],
  EXPIRES_IN_IS_TOO_SMALL: [400, "invalid-expiry"],
  EXPIRES_IN_IS_TOO_LARGE: [400, "invalid-expiry"],
  INVALID_REMAINING: [400, "internal"],
  INVALID_PREFIX_LENGTH: [400, "internal"],
  INVALID_NAME_LENGTH: [400, "invalid-name"],
  METADATA_DISABLED: [400, "internal"],
  RATE_LIMIT_EXCEEDED: [429, "rate-limited"],
  NO_VALUES_TO_UPDATE: [400, "internal"],
  KEY_DISABLED_EXPIRATION: [400, "invalid-expiry"],
  INVALID_API_KEY: [403, "value-refused"],
  INVALID_USER_ID_FROM_API_KEY: [401, "value-refused"],
  INVALID_REFERENCE_ID_FROM_API_KEY: [401, "value-refused"],
  INVALID_API_KEY_GETTER_RETURN_TYPE: [400, "server-error"],
  SERVER_ONLY_PROPERTY: [400, "internal"],
  FAILED_TO_UPDATE_API_KEY: [500, "server-error"],
  NAME_REQUIRED: [400, "invalid-name"],
  ORGANIZATION_ID_REQUIRED: [400, "unsupported"],
  USER_NOT_MEMBER_OF_ORGANIZATION: [403, "forbidden"],
  INSUFFICIENT_API_KEY_PERMISSIONS: [403, "forbidden"],
  NO_DEFAULT_API_KEY_CONFIGURATION_FOUND: [400, "unsupported"],
  ORGANIZATION_PLUGIN_REQUIRED: [500, "server-error"],
};

/** Those of better-auth itself that signing in, reading a session and the checks before each call can answer. */
const ofSessions: Expected = {
  INVALID_EMAIL: [400, "invalid-credentials"],
  INVALID_PASSWORD: [400, "invalid-credentials"],
  INVALID_EMAIL_OR_PASSWORD: [401, "invalid-credentials"],
  EMAIL_NOT_VERIFIED: [403, "password-not-taken"],
  FAILED_TO_CREATE_SESSION: [401, "server-error"],
  FAILED_TO_GET_SESSION: [401, "session-expired"],
  SESSION_EXPIRED: [401, "session-expired"],
  INVALID_ORIGIN: [403, "password-not-taken"],
  MISSING_OR_NULL_ORIGIN: [403, "password-not-taken"],
  CROSS_SITE_NAVIGATION_LOGIN_BLOCKED: [403, "password-not-taken"],
  VALIDATION_ERROR: [400, "internal"],
  BODY_MUST_BE_AN_OBJECT: [400, "internal"],
};

/** Written into the endpoints, in no list; and the admin plugin's. */
const unlisted: Expected = {
  UNAUTHORIZED: [401, "session-expired"],
  EMAIL_PASSWORD_DISABLED: [400, "password-not-taken"],
  RATE_LIMITED: [429, "rate-limited"],
  BANNED_USER: [403, "forbidden"],
};

/** All of the two-factor plugin. */
const ofCodes: Expected = {
  OTP_NOT_ENABLED: [400, "password-not-taken"],
  OTP_NOT_CONFIGURED: [400, "password-not-taken"],
  OTP_HAS_EXPIRED: [400, "invalid-code"],
  TOTP_NOT_ENABLED: [400, "password-not-taken"],
  TOTP_ALREADY_ENABLED: [400, "internal"],
  TOTP_NOT_CONFIGURED: [400, "password-not-taken"],
  TWO_FACTOR_NOT_ENABLED: [400, "password-not-taken"],
  BACKUP_CODES_NOT_ENABLED: [400, "password-not-taken"],
  INVALID_BACKUP_CODE: [401, "invalid-code"],
  INVALID_CODE: [401, "invalid-code"],
  TOO_MANY_ATTEMPTS_REQUEST_NEW_CODE: [400, "rate-limited"],
  ACCOUNT_TEMPORARILY_LOCKED: [429, "rate-limited"],
  INVALID_TWO_FACTOR_COOKIE: [401, "invalid-code"],
};

const user = { email: "maria@example.com", password: "x", code: "123456" };

describe("the table", () => {
  it("has every code of the api-key and two-factor plugins, and no sentence is another's by chance", () => {
    expect(Object.keys(ofKeys).sort()).toEqual(Object.keys(API_KEY_ERROR_CODES).sort());
    expect(Object.keys(ofCodes).sort()).toEqual(Object.keys(TWO_FACTOR_ERROR_CODES).sort());
    for (const code of Object.keys(ofSessions)) expect(Object.keys(BASE_ERROR_CODES)).toContain(code);
  });

  it("has nothing that no test knows", () => {
    for (const code of [...Object.keys(BASE_ERROR_CODES), "TOString", "constructor", "__proto__", ""]) {
      if (!(code in ofSessions && Object.hasOwn(ofSessions, code))) expect(meaningOf(code), code).toBeNull();
    }
  });
});

describe("to a call with a session", () => {
  for (const [code, [status, expected]] of Object.entries({ ...ofKeys, ...ofSessions, ...unlisted })) {
    it(`${status} ${code} is ${expected}`, async (t) => {
      const refusal = json(status, { code, message: "In its words" });
      // Where a key is not found by its id alone, it is looked for in the list.
      const { api } = await scripted(t, (socket, request) =>
        (request.path.includes("/list") ? json(200, { apiKeys: [], total: 0 }) : refusal)(socket, request),
      );
      const told = await api.renameKey("abc.def", { keyId: "k1", name: "New" });
      expect(codeOf(told)).toBe(expected);
      expect(sentenceOf(told)).not.toMatch(/[A-Z]_[A-Z]|undefined|In its words/);
    });
  }
});

describe("to a code from an app", () => {
  for (const [code, [status, expected]] of Object.entries(ofCodes)) {
    it(`${status} ${code} is ${expected}`, async (t) => {
      const cookie = { "set-cookie": "better-auth.two_factor=abc; Path=/; HttpOnly" };
      const { api } = await scripted(t, (socket, request) =>
        request.path.endsWith("/sign-in/email")
          ? json(200, { twoFactorRedirect: true, twoFactorMethods: ["totp"] }, cookie)(socket, request)
          : json(status, { code, message: "In its words" })(socket, request),
      );
      const told = await api.openSession(user);
      expect(codeOf(told)).toBe(expected);
      expect(sentenceOf(told)).not.toMatch(/[A-Z]_[A-Z]|undefined|In its words/);
    });
  }
});

it("says in the server's own words what its hooks refuse, as far as they may be repeated", async (t) => {
  const refused = async (status: number, body: unknown) => {
    const { api } = await scripted(t, json(status, body));
    return api.createKey("abc.def", { name: null, expiresInDays: null, idempotencyKey: "x" });
  };
  for (const status of [400, 403, 409, 422]) {
    const told = await refused(status, { code: "MAXIMUM_5_KEYS", message: "Maximum 5 keys." });
    expect(codeOf(told)).toBe("forbidden");
    expect(sentenceOf(told)).toContain("does not allow that: it says “Maximum 5 keys”. Nothing was changed.");
  }
  for (const message of [
    undefined,
    "",
    7,
    `Bearer ${"x".repeat(25)}`,
    "two\nlines",
    "\u202eright to left",
    "so long ".repeat(40),
  ]) {
    const told = await refused(403, { code: "NO", message });
    expect(sentenceOf(told)).toContain("does not allow your account to do that");
  }
  const { api } = await scripted(t, json(403, { code: "OFFICE_ONLY", message: "Only from the office" }));
  const told = await api.openSession(user);
  expect(codeOf(told)).toBe("password-not-taken");
  expect(sentenceOf(told)).toContain("“Only from the office”");
});

describe("how long to wait", () => {
  const cases: [string, Behaviour, number | undefined, string][] = [
    ["in Better Auth's field", json(429, { message: "No" }, { "x-retry-after": "7" }), 7, "7 seconds"],
    ["in the usual field", json(429, {}, { "retry-after": "75" }), 75, "1 minute 15 seconds"],
    ["in both", json(429, {}, { "x-retry-after": "7", "retry-after": "75" }), 7, "7 seconds"],
    [
      "in its body",
      json(429, { code: "RATE_LIMITED", details: { tryAgainIn: 5_400_001 } }),
      5_401,
      "1 hour 30 minutes",
    ],
    ["nowhere", json(429, {}), undefined, "a moment"],
    ["nonsense", json(429, { details: { tryAgainIn: -5 } }, { "x-retry-after": "soon" }), undefined, "a moment"],
    ["too much of it", json(429, {}, { "x-retry-after": "999999999" }), 86_400, "24 hours"],
    ["in plain text", answer(429, { "content-type": "text/plain", "x-retry-after": "3" }, "{}"), 3, "3 seconds"],
  ];
  for (const [name, behave, seconds, words] of cases) {
    it(`is taken from where it stands: ${name}`, async (t) => {
      const { api } = await scripted(t, behave);
      const told = await api.listKeys("abc.def", { status: "active" });
      expect(told).toMatchObject({ ok: false, failure: { code: "rate-limited" } });
      expect(told.ok ? 0 : told.failure.retryAfterSeconds).toBe(seconds);
      expect(sentenceOf(told)).toContain(`try again in ${words}`);
    });
  }

  it("is what the real server says, of signing in and of everything else", async (t) => {
    const { api, server } = await betterAuthWorld(t, { rateLimit: true });
    const { email, password } = server.user;
    const codes: string[] = [];
    for (let tried = 0; tried < 4; tried += 1) codes.push(codeOf(await api.openSession({ email, password: "wrong" })));
    expect(codes).toEqual([...Array(3).fill("invalid-credentials"), "rate-limited"]);
    const told = await api.openSession({ email, password });
    const seconds = told.ok ? 0 : (told.failure.retryAfterSeconds ?? 0);
    expect(seconds).toBeGreaterThan(0);
    expect(seconds).toBeLessThanOrEqual(10);

    const strict = await betterAuthWorld(t, { rateLimit: { window: 90, max: 2 } });
    const list = () => strict.api.listKeys(strict.token, { status: "active" });
    expect([codeOf(await list()), codeOf(await list()), codeOf(await list())]).toEqual(["ok", "ok", "rate-limited"]);
    expect(sentenceOf(await list())).toMatch(/try again in 1 minute( \d+ seconds?)?\./);
  });
});

it("is careful with what Better Auth did not say", async (t) => {
  for (const [behave, expected] of [
    [problem(404, "not-found"), "unsupported"],
    [json(404, { code: "NOPE" }), "unsupported"],
    [json(401, { code: "NOPE" }), "unsupported"],
    [json(400, { code: "UNAUTHORIZED" }), "forbidden"],
    [answer(500, {}), "server-error"],
    [answer(200, { "content-type": "text/html" }, "<p>"), "not-an-api"],
    [answer(418, { "content-type": "application/json" }, "{"), "protocol"],
  ] as const) {
    const { api } = await scripted(t, behave);
    expect(codeOf(await api.renameKey("abc.def", { keyId: "k1", name: "New" }))).toBe(expected);
  }
});
