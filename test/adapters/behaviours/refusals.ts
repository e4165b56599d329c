/** What a server's refusals come to, whichever words it has for them, and that no secret is ever repeated in a sentence. */
import { expect } from "vitest";
import { ApiKey } from "../../../src-preload/contract/keys.ts";
import type { Misbehaviour } from "../../support/fault-proxy.ts";
import { answer, type Behaviour, garbage, json, reset } from "../../support/fault-server.ts";
import { writeAnswer } from "../../support/served.ts";
import { type AdapterBehaviour, callsOf, codeOf, wish, worked } from "../bench.ts";

/** Calls that ask `through`, with those left out that the server cannot do. */
function asked(through: Parameters<typeof callsOf>[0], token: string, rename: boolean) {
  return Object.entries(callsOf(through, token)).filter(([name]) => rename || name !== "renameKey");
}

const html = (status: number) => answer(status, { "content-type": "text/html" }, "<!doctype html><h1>Hotel Wi-Fi</h1>");

/** What must never be taken for the end of a session. */
const notTheEnd: Record<string, Behaviour> = {
  "a page that says 200": html(200),
  "a page that says 401": html(401),
  "a page that says 403": html(403),
  "a page that says 404": html(404),
  "a page that says 500": html(500),
  "an empty 401": answer(401, {}),
  "a redirect to a page to sign in": answer(302, { location: "https://login.example.com/" }),
  "bytes that are no HTTP": garbage,
  "a broken connection": reset,
  "JSON of another shape": json(200, { hello: "world" }),
};

/** Goes wrong for whoever says who they are; a question that anybody may ask is answered as ever. */
function credentialed(behave: Behaviour): Misbehaviour {
  return async (socket, request, serve) => {
    const anybody = request.method === "GET" && request.headers.authorization === undefined;
    if (anybody) writeAnswer(socket, await serve());
    else behave(socket, request);
  };
}

/** Says back whatever it was told, secrets included, wherever an adapter might look for words. */
function echo(status: number): Misbehaviour {
  return (socket, request) => {
    const told = `${request.headers.authorization ?? ""} ${request.headers["x-api-key"] ?? ""} ${request.body}`;
    const words = { code: told, message: told, error: told, title: told, detail: told, type: told };
    json(status, { ...words, details: words, errors: [words] }, { "retry-after": told })(socket, request);
  };
}

export const refusals: AdapterBehaviour[] = [
  {
    what: "401, 403, 429 and 5xx in the server's own words mean the same everywhere",
    async run({ proxied, signIn, subject }) {
      const { token, session } = await signIn();
      const meanings: [number, string][] = [
        [401, "session-expired"],
        [403, "forbidden"],
        [429, "rate-limited"],
        [500, "server-error"],
        [503, "server-error"],
      ];
      for (const [status, code] of meanings) {
        const { proxy, api } = await proxied();
        proxy.add({ behave: credentialed(subject.refusal({ status })) });
        for (const [name, call] of asked(api, token, session.capabilities.rename)) {
          expect(codeOf(await call()), `${name} with ${status}`).toBe(code);
        }
      }
    },
  },
  {
    what: "how long to wait is told where the server says so",
    async run({ proxied, server, signIn, subject }) {
      const { token } = await signIn();
      const { proxy, api } = await proxied();
      proxy.add({ behave: subject.refusal({ status: 429, retryAfter: 90 }) });
      const limited = { ok: false, failure: { code: "rate-limited", retryAfterSeconds: 90 } };
      expect(await api.listKeys(token, { status: "active" })).toMatchObject(limited);
      const { email, password } = server;
      expect(await api.openSession({ email, password })).toMatchObject(limited);
    },
  },
  {
    what: "signing in: 401 in the server's own words is about the credentials, and nothing else is",
    async run({ proxied, server: { email, password }, subject }) {
      const { proxy, api } = await proxied();
      proxy.add({ times: 1, behave: subject.refusal({ status: 401, signingIn: true }) });
      expect(codeOf(await api.openSession({ email, password }))).toBe("invalid-credentials");
      const others = [403, 429, 500, 503].map((status): [string, Behaviour] => [
        String(status),
        subject.refusal({ status, signingIn: true }),
      ]);
      for (const [name, behave] of [...others, ...Object.entries(notTheEnd)]) {
        const through = await proxied();
        through.proxy.add({ behave });
        const code = codeOf(await through.api.openSession({ email, password }));
        expect(["ok", "invalid-credentials", "session-expired"], name).not.toContain(code);
      }
    },
  },
  {
    what: "a path that is not there ends no session, and no key is said to be gone where none was asked for",
    async run({ proxied, signIn, subject }) {
      const { token } = await signIn();
      for (const behave of [subject.refusal({ status: 404 }), html(404), json(404, { message: "Not Found" })]) {
        const { proxy, api } = await proxied();
        proxy.add({ behave });
        for (const call of [
          () => api.readSession(token),
          () => api.listKeys(token, { status: "active" }),
          () => api.createKey(token, wish("Never made")),
        ]) {
          expect(["ok", "session-expired", "not-found"]).not.toContain(codeOf(await call()));
        }
      }
    },
  },
  {
    what: "nothing but the server's own 401 ends a session",
    async run({ proxied, signIn }) {
      const { token, session } = await signIn();
      for (const [fault, behave] of Object.entries(notTheEnd)) {
        for (const gone of [behave, credentialed(behave)]) {
          const { proxy, api } = await proxied();
          proxy.add({ behave: gone });
          for (const [name, call] of asked(api, token, session.capabilities.rename)) {
            expect(["ok", "session-expired"], `${name} with ${fault}`).not.toContain(codeOf(await call()));
          }
        }
      }
    },
  },
  {
    what: "no failure repeats a secret, even of a server that says back all it is told",
    async run({ api: direct, proxied, server: { email, password }, signIn }) {
      const { token } = await signIn();
      const { apiKey, value } = worked(await direct.createKey(token, wish("Production")));
      const keyId = ApiKey.shape.id.parse(apiKey.id);
      const heard: unknown[] = [];
      for (const status of [200, 201, 400, 401, 402, 403, 404, 409, 410, 418, 422, 429, 500, 503]) {
        const { proxy, api } = await proxied();
        proxy.add({ behave: echo(status) });
        heard.push(
          await api.openSession({ email, password }),
          await api.openSession({ email, password, code: "canary-code" }),
          await api.openSession({ token }),
          await api.closeSession(token),
          await api.rotateKey(token, { keyId, graceSeconds: 60, idempotencyKey: "canary" }),
          await api.readAudit(token, { cursor: null, keyId: null }),
          await api.verifyKey(value),
          await api.tryKey({ value, keyId }, { call: "self" }),
          ...(await Promise.all(Object.values(callsOf(api, token)).map((call) => call()))),
        );
      }
      const told = JSON.stringify(heard);
      // Not the text itself: a report must not be the leak.
      for (const secret of [token, password, value, "canary-code"]) {
        expect(told.includes(JSON.stringify(secret).slice(1, -1)), "a secret is repeated").toBe(false);
      }
      expect(heard.length).toBeGreaterThan(100);
    },
  },
];
