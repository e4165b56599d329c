/** Names, cursors and entity tags: what comes in from outside never breaks anything. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  decodeAuditCursor,
  decodeCursor,
  encodeAuditCursor,
  encodeCursor,
} from "../../../src-main/local-service/http/cursor.ts";
import { entityTag, noneMatchNames } from "../../../src-main/local-service/http/etag.ts";
import { KeyName, ListKeysQuery } from "../../../src-main/local-service/wire/api-key.ts";
import {
  Problem,
  type ProblemCode,
  problemKinds,
  problemSchema,
} from "../../../src-main/local-service/wire/problem.ts";

describe("names", () => {
  test("what is accepted is trimmed, at most 64 code points, without controls, and accepted again unchanged", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 80 }), (text) => {
        const parsed = KeyName.safeParse(text);
        if (!parsed.success || parsed.data === null) return;
        expect(parsed.data).toBe(parsed.data.trim());
        expect([...parsed.data].length).toBeLessThanOrEqual(64);
        expect(parsed.data).not.toMatch(/[\p{Cc}\p{Cs}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u);
        expect(KeyName.parse(parsed.data)).toBe(parsed.data);
      }),
      { numRuns: 500 },
    );
  });

  test.each(["a\ud800b", "\udc00", "a\u2028b"])("half a surrogate pair or a line separator is refused: %j", (text) => {
    expect(KeyName.safeParse(text).success).toBe(false);
  });

  test.each(["", "  ", "\n", null])("%j means no name", (text) => expect(KeyName.parse(text)).toBeNull());
});

describe("limits of a list", () => {
  test.each(["0", "201", "-1", "1.5", "1e2", " 5", "", "0x10"])("%j is refused", (limit) => {
    expect(ListKeysQuery.safeParse({ limit }).success).toBe(false);
  });
  test("1 to 200 are taken, 50 is the default", () => {
    expect(ListKeysQuery.parse({ limit: "200" }).limit).toBe(200);
    expect(ListKeysQuery.parse({}).limit).toBe(50);
  });
});

describe("cursors", () => {
  test("lead back to their position, and only in their own list", () => {
    fc.assert(
      fc.property(fc.nat(), fc.string({ minLength: 1, maxLength: 40 }), (at, id) => {
        const cursor = encodeCursor("active", { at, id });
        expect(cursor).toMatch(/^[A-Za-z0-9_-]+$/);
        expect(decodeCursor("active", cursor)).toEqual({ at, id });
        expect(decodeCursor("revoked", cursor)).toBeNull();
        expect(decodeCursor(undefined, cursor)).toBeNull();
      }),
    );
  });

  test("of the audit trail lead back to their position, and only in the trail of the same key", () => {
    fc.assert(
      fc.property(fc.nat(), fc.string({ minLength: 1, maxLength: 40 }), (id, keyId) => {
        expect(decodeAuditCursor(keyId, encodeAuditCursor(keyId, id))).toBe(id);
        expect(decodeAuditCursor(undefined, encodeAuditCursor(undefined, id))).toBe(id);
        expect(decodeAuditCursor(undefined, encodeAuditCursor(keyId, id))).toBeNull();
        expect(decodeAuditCursor(keyId, encodeAuditCursor(undefined, id))).toBeNull();
        expect(decodeAuditCursor(undefined, encodeCursor("active", { at: id, id: keyId }))).toBeNull();
        expect(decodeCursor("active", encodeAuditCursor(undefined, id))).toBeNull();
      }),
    );
  });

  test("anything else is none", () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(decodeCursor("active", text)).toBeNull();
      }),
    );
    const forged = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");
    for (const value of [
      null,
      [],
      [2, "active", 1, "a"],
      [1, "active", -1, "a"],
      [1, "active", 1.5, "a"],
      [1, "active", 1, ""],
    ]) {
      expect(decodeCursor("active", forged(value))).toBeNull();
    }
  });
});

describe("entity tags", () => {
  test("are strong, equal for equal content, and safe in a header", () => {
    expect(entityTag("a")).toMatch(/^"[A-Za-z0-9_-]{27}"$/);
    expect(entityTag("a")).toBe(entityTag("a"));
    expect(entityTag("a")).not.toBe(entityTag("b"));
  });

  test.each([
    ['"x"', true],
    ['W/"x"', true],
    ['"y", "x"', true],
    ['"y",W/"x"', true],
    ["*", true],
    ['"y"', false],
    ["x", false],
    ["", false],
    [undefined, false],
  ])("If-None-Match %j", (header, matches) => expect(noneMatchNames(header, '"x"')).toBe(matches));
});

describe("problems", () => {
  test.each(Object.keys(problemKinds) as ProblemCode[])(
    "%s has the form of RFC 9457 and fits its own schema",
    (code) => {
      const extra = { errors: [], maxActive: 5, active: 5, keyId: "key_1" };
      const members = Object.keys(problemKinds[code].extra);
      const own = Object.fromEntries(Object.entries(extra).filter(([name]) => members.includes(name)));
      const { body } = new Problem(code, "A sentence.", own as never);
      expect(problemSchema(code).strict().parse(body)).toEqual(body);
      expect(body.type).toBe(`urn:keyrack:problem:${code}`);
    },
  );
});
