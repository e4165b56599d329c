/** What each answer to a key's test means, in words. */
import { expect, test } from "vitest";
import { failure } from "../../../src-main/failures.ts";
import type { TriedAnswer } from "../../../src-main/ports.ts";
import { meaningOf } from "../../../src-main/tried-key-text.ts";

const inbound = { call: "inbound", warehouseId: "wh_1" } as const;
const place = { server: "api.example.com", knownBefore: false };
const other = (code: Parameters<typeof failure>[0]): TriedAnswer["verdict"] => ({
  kind: "other",
  failure: failure(code, { host: place.server, status: 503, retryAfterSeconds: 30 }),
});

test.each<[string, number | null, TriedAnswer["verdict"], RegExp]>([
  ["200", 200, { kind: "works" }, /^The key may read this warehouse’s shipments\.$/],
  ["another key", 200, { kind: "another-key" }, /another one than it is kept as\. Forget it here/],
  ["401", 401, { kind: "key-refused" }, /^api\.example\.com refuses the key: it was revoked, or .+ Generate another/],
  ["400", 400, { kind: "warehouse-required" }, /name a warehouse .+ Choose one/],
  ["404", 404, { kind: "unknown-warehouse" }, /no such warehouse any more\. The key itself is good; choose another/],
  ["403", 403, { kind: "forbidden" }, /may not make this call\. Ask/],
  ["429", 429, other("rate-limited"), /Too many requests .+ try again in 30 seconds/],
  ["503", 503, other("server-error"), /problem of its own \(error 503\)/],
  ["a page", 200, other("not-an-api"), /^Something answers at api\.example\.com, but not as this API does/],
  ["no answer", null, other("timeout"), /took too long to answer/],
])("%s", (_what, status, verdict, words) => {
  expect(meaningOf({ status, verdict }, inbound, place)).toMatch(words);
});

test("refused right after it was good: revoked while the test ran", () => {
  const refused: TriedAnswer = { status: 401, verdict: { kind: "key-refused" } };
  expect(meaningOf(refused, inbound, { ...place, knownBefore: true })).toMatch(/was revoked while the test ran\.$/);
});

test("the Local workspace is called by its name, as the sentence has it", () => {
  const local = { ...place, server: "the Local workspace" };
  const refused: TriedAnswer = { status: 401, verdict: { kind: "key-refused" } };
  expect(meaningOf(refused, inbound, local)).toMatch(/^The Local workspace refuses the key/);
  expect(meaningOf({ status: 200, verdict: { kind: "works" } }, { call: "self" }, local)).toContain(": the Local");
});

test("the first call names the server", () => {
  expect(meaningOf({ status: 200, verdict: { kind: "works" } }, { call: "self" }, place)).toBe(
    "The key is good: api.example.com knows it.",
  );
});
