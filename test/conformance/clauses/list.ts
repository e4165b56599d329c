/** Clauses of `GET /admin/api-keys`. */
import { expect } from "vitest";
import type { Clause, Context } from "../clause.ts";
import { type ApiKey, KeyPage, problem, shaped } from "../shapes.ts";

const list = "GET /admin/api-keys?status=active|revoked&limit&cursor";
const path = "/admin/api-keys";

/** Makes and revokes so many keys, one after the other; the last one first. */
async function revokedKeys(context: Context, count: number): Promise<ApiKey[]> {
  await context.needRoom(1);
  const keys: ApiKey[] = [];
  for (let index = 0; index < count; index += 1) {
    const { apiKey } = await context.create(`Conformance ${index + 1}`);
    keys.unshift(await context.revoke(apiKey.id));
  }
  return keys;
}

function expectNewestFirst(times: readonly (string | null)[], what: string): void {
  const ms = times.map((time) => Date.parse(time ?? ""));
  expect(ms, what).toEqual([...ms].sort((a, b) => b - a));
}

/** The clauses. */
export const listClauses: readonly Clause[] = [
  {
    id: "list",
    call: list,
    rule: "200 {data[], nextCursor, limits{maxActive, active}} with metadata only, never a key",
    check: async (context) => {
      await context.needRoom(1);
      const before = (await context.page("?status=active")).limits.active;
      const { apiKey, key } = await context.create("Listed");
      const answer = await context.send({ path: `${path}?status=active&limit=200` });
      const page = shaped(answer, 200, KeyPage);
      expect(
        page.data.find(({ id }) => id === apiKey.id),
        "the new key's entry",
      ).toEqual(apiKey);
      expect(answer.text.includes(key), "the list holds the key").toBe(false);
      expect(page.limits.active, "limits.active").toBe(before + 1);
      expect(page.limits.active, "limits.active against the list").toBe((await context.all("active")).length);
    },
  },
  {
    id: "list-status",
    call: list,
    rule: "status=active lists active keys only, status=revoked revoked keys only",
    check: async (context) => {
      const [revoked] = await revokedKeys(context, 1);
      const { apiKey } = await context.create("Active");
      const lists = { active: await context.all("active"), revoked: await context.all("revoked") };
      expect(new Set(lists.active.map((key) => key.status)), "of active").toEqual(new Set(["active"]));
      expect(new Set(lists.revoked.map((key) => key.status)), "of revoked").toEqual(new Set(["revoked"]));
      expect(
        lists.active.map(({ id }) => id),
        "active",
      ).toContain(apiKey.id);
      expect(
        lists.revoked.map(({ id }) => id),
        "revoked",
      ).toContain(revoked?.id);
    },
  },
  {
    id: "list-order",
    call: list,
    rule: "active: newest first; revoked: newest revocation first",
    check: async (context) => {
      const expected = (await revokedKeys(context, 3)).map(({ id }) => id);
      const revoked = await context.all("revoked");
      const mine = revoked.filter(({ id }) => expected.includes(id)).map(({ id }) => id);
      expect(mine, "the last three revocations").toEqual(expected);
      expectNewestFirst(
        revoked.map(({ revokedAt }) => revokedAt),
        "revokedAt of the revoked list",
      );
      const room = Math.min(3, await context.room());
      for (let index = 0; index < room; index += 1) await context.create(`Active ${index}`);
      const active = await context.all("active");
      expectNewestFirst(
        active.map(({ createdAt }) => createdAt),
        "createdAt of the active list",
      );
    },
  },
  {
    id: "list-order-by-revocation",
    call: list,
    rule: "revoked: by revocation, not by creation",
    check: async (context) => {
      await context.needRoom(2);
      const older = await context.create("Made first, revoked last");
      const newer = await context.create("Made last, revoked first");
      await context.revoke(newer.apiKey.id);
      await context.revoke(older.apiKey.id);
      const [first, second] = (await context.page("?status=revoked&limit=2")).data;
      expect([first?.id, second?.id], "the two newest revocations").toEqual([older.apiKey.id, newer.apiKey.id]);
    },
  },
  {
    id: "list-pages",
    call: list,
    rule: "limit and cursor walk the whole list, every key once; nextCursor is null on the last page",
    check: async (context) => {
      await revokedKeys(context, 3);
      const whole = (await context.page("?status=revoked&limit=5")).data.map(({ id }) => id);
      const walked: string[] = [];
      let cursor: string | null = null;
      do {
        const from: string = cursor === null ? "" : `&cursor=${encodeURIComponent(cursor)}`;
        const page: { data: ApiKey[]; nextCursor: string | null } = await context.page(
          `?status=revoked&limit=2${from}`,
        );
        expect(page.data.length, "keys on a page with limit=2").toBeLessThanOrEqual(2);
        walked.push(...page.data.map(({ id }) => id));
        cursor = page.nextCursor;
      } while (cursor !== null && walked.length < whole.length);
      expect(walked.slice(0, whole.length), "the pages put together").toEqual(whole);
      const everything = await context.all("revoked");
      expect(new Set(everything.map(({ id }) => id)).size, "different keys in the whole list").toBe(everything.length);
    },
  },
  {
    id: "list-pages-stable",
    call: list,
    rule: "a cursor keeps its place when keys are added in front of it",
    check: async (context) => {
      await revokedKeys(context, 3);
      const before = (await context.page("?status=revoked&limit=3")).data.map(({ id }) => id);
      const first = await context.page("?status=revoked&limit=1");
      await revokedKeys(context, 1);
      const cursor = encodeURIComponent(first.nextCursor ?? "");
      const second = await context.page(`?status=revoked&limit=2&cursor=${cursor}`);
      expect(
        second.data.map(({ id }) => id),
        "the page after the first",
      ).toEqual(before.slice(1));
    },
  },
  {
    id: "list-cursor",
    call: list,
    rule: "400 invalid-cursor for a cursor the server did not hand out",
    check: async (context) => {
      for (const cursor of ["x", "AAAA", "eyJhIjoxfQ", "..%2F"]) {
        problem(await context.send({ path: `${path}?status=active&cursor=${cursor}` }), 400, "invalid-cursor");
      }
    },
  },
  {
    id: "list-query",
    call: list,
    rule: "400 invalid-request for a limit or status that is none",
    check: async (context) => {
      for (const query of ["limit=0", "limit=-1", "limit=1000000", "limit=ten", "status=deleted"]) {
        problem(await context.send({ path: `${path}?${query}` }), 400, "invalid-request");
      }
    },
  },
  {
    id: "etag",
    call: list,
    rule: "ETag; 304 without a body on If-None-Match, also in a list of tags and as *",
    check: async (context) => {
      const first = await context.send({ path: `${path}?status=active` });
      const tag = first.headers.get("etag") ?? "";
      expect(tag, "ETag").toMatch(/^(W\/)?"[\x21\x23-\x7e]+"$/);
      const weak = tag.replace(/^W\//, "");
      for (const value of [tag, `W/${weak}`, `"another", ${tag}`, "*"]) {
        const headers = { "If-None-Match": value };
        const again = await context.send({ path: `${path}?status=active`, headers });
        expect(again.status, `status with If-None-Match: ${value}`).toBe(304);
        expect(again.text, "body of a 304").toBe("");
        expect(again.headers.get("etag"), "ETag of a 304").toBe(tag);
      }
      const headers = { "If-None-Match": '"another"' };
      shaped(await context.send({ path: `${path}?status=active`, headers }), 200, KeyPage);
    },
  },
  {
    id: "etag-changes",
    call: list,
    rule: "the ETag changes when a key is made, renamed, used or revoked, and stays when nothing happened",
    check: async (context) => {
      await context.needRoom(1);
      const tag = async () => (await context.send({ path: `${path}?status=active` })).headers.get("etag");
      const tags = [await tag()];
      expect(await tag(), "ETag when nothing happened").toBe(tags[0]);
      const { apiKey, key } = await context.create("Tagged");
      tags.push(await tag());
      await context.send({ method: "PATCH", path: `${path}/${apiKey.id}`, body: { name: "Tagged again" } });
      tags.push(await tag());
      await context.api.send({ path: "/keys/self", key });
      tags.push(await tag());
      await context.revoke(apiKey.id);
      const [before] = tags;
      expect(new Set(tags).size, "different tags after create, rename and use").toBe(tags.length);
      expect([before, tags[0]], "the tag of the list without the key").toContain(await tag());
    },
  },
  {
    id: "list-refused",
    call: list,
    rule: "401 session-expired without a session",
    check: async (context) => {
      problem(await context.sendAnonymously({ path }), 401, "session-expired");
      problem(await context.sendAnonymously({ path, token: "krs_unknown" }), 401, "session-expired");
    },
  },
];
