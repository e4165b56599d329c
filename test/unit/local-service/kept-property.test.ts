/** Whatever happens in whatever order, a service that keeps answers gives the same bytes as one that makes each anew. */
import { randomUUID } from "node:crypto";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { z } from "zod";
import { KeptAnswers } from "../../../src-main/local-service/http/kept-answers.ts";
import { type Db, openDatabase } from "../../../src-main/local-service/store/database.ts";
import { prepare } from "../../../src-main/local-service/store/statement.ts";
import { Api } from "../../conformance/api.ts";
import { CreatedKey, RotatedKey } from "../../conformance/shapes.ts";
import { startLocalService } from "../../support/local-service.ts";
import { plainAnswer } from "../../support/plain-answer.ts";

type Service = Awaited<ReturnType<typeof startLocalService>>;

const start = Date.parse("2026-03-03T14:00:00.000Z");
let now = start;
/** Keeps answers. */
let keeping: Service;
/** On the same database; keeps none, because something about it was altered. */
let fresh: Service;
/** Past both of them. */
let db: Db;

beforeAll(async () => {
  const options = { now: () => now, requestsPerMinute: 1_000_000, sessionTtlSeconds: 600 };
  keeping = await startLocalService(options);
  fresh = await startLocalService({ ...options, dataDir: keeping.dataDir, alter: (parts) => parts });
  db = openDatabase(keeping.dataDir);
});
afterAll(async () => {
  db.close();
  await fresh.close();
  await keeping.close();
});

/** What one run knows of. */
interface Run {
  /** Two sessions at most; some may be over. */
  readonly tokens: string[];
  readonly keys: { readonly id: string; readonly key: string }[];
  tag: string;
}

const everything = () =>
  ["api_keys", "sessions", "audit_events"].map((table) => prepare(db, `SELECT * FROM ${table}`).all(z.looseObject({})));

/** The same question to both; the second must find the same, and nothing left to write down. */
async function compare(run: Run, path: string, headers: Record<string, string>): Promise<void> {
  const first = await plainAnswer(keeping.origin, path, headers);
  const written = everything();
  const second = await plainAnswer(fresh.origin, path, headers);
  expect(first).toEqual(second);
  expect(everything()).toEqual(written);
  run.tag = first.headers.find((line) => line.startsWith("etag: "))?.slice(6) ?? run.tag;
}

/** Changes something through one of the two services; a refusal is as good as any other answer. */
async function change(run: Run, by: Service, session: number, method: "POST" | "PATCH", path: string, body: object) {
  const headers = { "Idempotency-Key": randomUUID() };
  const token = run.tokens[session % run.tokens.length];
  const answer = await new Api(by.origin).send({ method, path: `/admin/api-keys${path}`, token, headers, body });
  const made = CreatedKey.safeParse(answer.body).data ?? RotatedKey.safeParse(answer.body).data;
  if (made) run.keys.push({ id: made.apiKey.id, key: made.key });
}

const nth = <T>(list: readonly T[], index: number): T | undefined => list[index % Math.max(1, list.length)];
const index = fc.nat({ max: 20 });
const who = fc.boolean().map((first) => () => (first ? keeping : fresh));
type Step = (run: Run) => Promise<void>;

const listQueries = ["", "?status=active", "?status=retiring", "?status=revoked", "?limit=1", "?limit=x", "?cursor=x"];

const reading = fc.oneof(
  fc.record({ session: index, query: fc.constantFrom(...listQueries), known: fc.boolean() }).map(
    ({ session, query, known }): Step =>
      async (run) => {
        const headers = {
          authorization: `Bearer ${nth(run.tokens, session)}`,
          ...(known && { "if-none-match": run.tag }),
        };
        await compare(run, `/admin/api-keys${query}`, headers);
      },
  ),
  index.map(
    (which): Step =>
      async (run) => {
        const key = nth(run.keys, which)?.key ?? "none";
        await compare(run, "/keys/self", { authorization: `ApiKey ${key}` });
      },
  ),
);

const changing = fc.oneof(
  fc.tuple(who, index).map(
    ([by, session]): Step =>
      (run) =>
        change(run, by(), session, "POST", "", {}),
  ),
  fc.tuple(who, index, index, fc.constantFrom("rename", "revoke")).map(
    ([by, session, which, what]): Step =>
      async (run) => {
        const id = nth(run.keys, which)?.id ?? "none";
        if (what === "rename") await change(run, by(), session, "PATCH", `/${id}`, { name: `Name ${which}` });
        else await change(run, by(), session, "POST", `/${id}/revoke`, {});
      },
  ),
  {
    weight: 2,
    arbitrary: fc
      .record({ by: who, session: index, which: index, graceSeconds: fc.constantFrom(0, 1, 20), used: fc.boolean() })
      .map(
        ({ by, session, which, graceSeconds, used }): Step =>
          async (run) => {
            const id = nth(run.keys, which)?.id ?? "none";
            await change(run, by(), session, "POST", `/${id}/rotate`, { graceSeconds });
            // The first use begins the grace period.
            const { key } = run.keys.at(-1) ?? {};
            if (used) await new Api(by().origin).send({ path: "/keys/self", key });
          },
      ),
  },
  fc.tuple(who, fc.nat({ max: 1 })).map(
    ([by, place]): Step =>
      async (run) => {
        run.tokens[place] = (await by().service.openWorkspaceSession()).token;
      },
  ),
  fc.tuple(who, index).map(
    ([by, session]): Step =>
      async (run) => {
        await new Api(by().origin).send({ method: "DELETE", path: "/admin/session", token: nth(run.tokens, session) });
      },
  ),
  index.map(
    (which): Step =>
      async (run) => {
        prepare(db, "UPDATE api_keys SET name = 'Past both' WHERE id = ?").run(nth(run.keys, which)?.id ?? null);
      },
  ),
  {
    weight: 4,
    // Mostly forward, as far as a grace period, a minute or a session lasts; sometimes back.
    arbitrary: fc.constantFrom(999, 1_000, 20_000, 60_000, 600_000, -1, -20_000).map((ms): Step => {
      return async () => {
        now += ms;
      };
    }),
  },
);

/** The same few questions before the first change and after each, twice: what is kept by then is what a change must reach. */
const sequences = fc
  .tuple(fc.array(reading, { minLength: 2, maxLength: 5 }), fc.array(changing, { minLength: 4, maxLength: 12 }))
  .map(([questions, changes]) => [...questions, ...changes.flatMap((step) => [step, ...questions, ...questions])]);

test("random changes and questions", { timeout: 120_000 }, async () => {
  const find = vi.spyOn(KeptAnswers.prototype, "find");
  await fc.assert(
    fc.asyncProperty(sequences, async (sequence) => {
      now = start;
      db.exec("DELETE FROM idempotent_creates; DELETE FROM api_keys; DELETE FROM sessions; DELETE FROM audit_events");
      const run: Run = { tokens: [(await keeping.service.openWorkspaceSession()).token], keys: [], tag: "*" };
      for (let count = 0; count < 3; count += 1) await change(run, keeping, 0, "POST", "", {});
      for (const step of sequence) await step(run);
    }),
    { numRuns: 60 },
  );
  // Otherwise nothing was compared.
  expect(find.mock.results.filter(({ value }) => value !== null).length).toBeGreaterThan(100);
});
