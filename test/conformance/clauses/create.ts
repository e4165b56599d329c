/** Clauses of `POST /admin/api-keys` apart from idempotency and the limit. */
import { crc32 } from "node:zlib";
import { expect } from "vitest";
import { type Clause, NotApplicable } from "../clause.ts";
import { CreatedKey, notStored, OwnKey, problem, shaped } from "../shapes.ts";

const create = "POST /admin/api-keys {name?} + Idempotency-Key";
const path = "/admin/api-keys";
const fiveMinutesMs = 5 * 60_000;

function base62(value: number): string {
  const alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
  let rest = BigInt(value);
  let digits = "";
  for (let position = 0; position < 6; position += 1) {
    digits = alphabet.charAt(Number(rest % 62n)) + digits;
    rest /= 62n;
  }
  return digits;
}

/** The clauses. */
export const createClauses: readonly Clause[] = [
  {
    id: "create",
    call: create,
    rule: "201 {apiKey, key}, not to be stored; the metadata fits the key, the admin and the moment",
    check: async (context) => {
      await context.needRoom(1);
      const answer = await context.tryCreate({ name: "Production" });
      notStored(answer);
      const { apiKey, key } = shaped(answer, 201, CreatedKey);
      expect(key.startsWith(apiKey.start), "the key begins with start").toBe(true);
      expect(key.endsWith(apiKey.last4), "the key ends with last4").toBe(true);
      expect(key.length - apiKey.start.length - apiKey.last4.length, "characters that stay hidden").toBeGreaterThan(15);
      expect(Math.abs(Date.parse(apiKey.createdAt) - Date.now()), "createdAt is now").toBeLessThan(fiveMinutesMs);
      expect(apiKey.createdBy.id, "createdBy.id").toBe(context.session.accountId);
      const { name, status, lastUsedAt, revokedAt, revocationReason } = apiKey;
      const expected = {
        name: "Production",
        status: "active",
        lastUsedAt: null,
        revokedAt: null,
        revocationReason: null,
      };
      expect({ name, status, lastUsedAt, revokedAt, revocationReason }).toEqual(expected);
    },
  },
  {
    id: "create-unnamed",
    call: create,
    rule: "the name is optional: {} and {name: null} make a key without one",
    check: async (context) => {
      await context.needRoom(1);
      for (const body of [{}, { name: null }]) {
        const { apiKey } = shaped(await context.tryCreate(body), 201, CreatedKey);
        expect(apiKey.name, "name").toBeNull();
        await context.revoke(apiKey.id);
      }
    },
  },
  {
    id: "create-works-at-once",
    call: create,
    rule: "the key works at once, and only this answer holds it",
    check: async (context) => {
      await context.needRoom(1);
      const { apiKey, key } = await context.create("At once");
      expect(shaped(await context.api.send({ path: "/keys/self", key }), 200, OwnKey).id, "id").toBe(apiKey.id);
      const texts = [
        await context.send({ path: `${path}?limit=200` }),
        await context.send({ method: "PATCH", path: `${path}/${apiKey.id}`, body: { name: "At once" } }),
        await context.send({ path: "/admin/session" }),
        await context.api.send({ path: "/keys/self", key }),
      ].map(({ text }) => text);
      expect(texts.filter((text) => text.includes(key)).length, "other answers with the key").toBe(0);
    },
  },
  {
    id: "create-idempotency-key-required",
    call: create,
    rule: "400 idempotency-key-required without the header or with one that is too short; nothing is made",
    check: async (context) => {
      const before = (await context.all("active")).length;
      const post = { method: "POST", path, body: { name: "No header" } } as const;
      problem(await context.send(post), 400, "idempotency-key-required");
      for (const value of ["", "short", "x".repeat(129), "with spaces in the middle"]) {
        const answer = await context.send({ ...post, headers: { "Idempotency-Key": value } });
        problem(answer, 400, "idempotency-key-required");
      }
      expect((await context.all("active")).length, "active keys").toBe(before);
    },
  },
  {
    id: "create-malformed",
    call: create,
    rule: "400 invalid-request for a body that is no JSON object, 415 for another type; nothing is made",
    check: async (context) => {
      const before = (await context.all("active")).length;
      const headers = { "Idempotency-Key": "conformance-malformed-0001" };
      const post = { method: "POST", path, headers } as const;
      const json = "application/json";
      for (const text of ["{", "[]", '"name"', "5"]) {
        problem(await context.send({ ...post, raw: { type: json, text } }), 400, "invalid-request");
      }
      const form = { type: "application/x-www-form-urlencoded", text: "name=Production" };
      problem(await context.send({ ...post, raw: form }), 415, "unsupported-media-type");
      expect((await context.all("active")).length, "active keys").toBe(before);
    },
  },
  {
    id: "create-refused",
    call: create,
    rule: "401 session-expired without a session; an API key is none",
    check: async (context) => {
      const post = {
        method: "POST",
        path,
        body: {},
        headers: { "Idempotency-Key": "conformance-refused-0001" },
      } as const;
      problem(await context.sendAnonymously(post), 401, "session-expired");
      await context.needRoom(1);
      const { key } = await context.create("No session");
      problem(await context.sendAnonymously({ ...post, token: key }), 401, "session-expired");
      problem(await context.sendAnonymously({ ...post, key }), 401, "session-expired");
    },
  },
  {
    id: "key-format",
    call: "Keys of the local service",
    rule: "krk_ + 32 base62 characters + 6 base62 digits of their CRC-32; a wrong checksum is no key",
    check: async (context) => {
      await context.needRoom(1);
      const { apiKey, key } = await context.create("Format");
      if (!key.startsWith("krk_")) throw new NotApplicable("this server's keys have a form of their own");
      expect(/^krk_[0-9A-Za-z]{38}$/.test(key), "form of the key").toBe(true);
      const random = key.slice(4, 36);
      expect(key.slice(36) === base62(crc32(random)), "the last six characters are the checksum").toBe(true);
      expect(apiKey.start.length, "length of start").toBe("krk_".length + 4);
      const wrong = `${key.slice(0, -1)}${key.endsWith("0") ? "1" : "0"}`;
      problem(await context.api.send({ path: "/keys/self", key: wrong }), 401, "invalid-key");
    },
  },
];
