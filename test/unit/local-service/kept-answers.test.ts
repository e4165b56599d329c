/** Kept answers: for whom, how long, and how many. */
import { beforeEach, expect, test } from "vitest";
import { KeptAnswers } from "../../../src-main/local-service/http/kept-answers.ts";

let version: number;
let now: number;
let kept: KeptAnswers;

beforeEach(() => {
  version = 1;
  now = 1000;
  kept = new KeptAnswers({ version: () => version }, () => now);
});

const request = (url = "/keys", authorization = "Bearer a") => ({ url, headers: { authorization } });
const terms = { countedAs: "somebody", until: 2000 };
const answer = { body: Buffer.from("{}"), tag: '"t"', headers: { etag: '"t"' } };

function keep(asked = request()): void {
  kept.keep(kept.moment(), asked, answer, terms);
}

test("an answer is found again, with all its headers and what its requests count as", () => {
  expect(kept.find(request())).toBeNull();
  keep();
  const everywhere = ["cache-control", "no-store", "x-content-type-options", "nosniff", "etag", '"t"'];
  const whole = [...everywhere, "content-type", "application/json; charset=utf-8", "content-length", "2"];
  expect(kept.find(request())).toMatchObject({
    countedAs: "somebody",
    whole: { status: 200, headers: whole },
    notModified: { status: 304, headers: everywhere },
  });
});

test("only for the same credentials and the same query, to the letter", () => {
  keep();
  for (const other of [request("/keys?"), request("/keys", "Bearer b"), request("/keys", "bearer a")]) {
    expect(kept.find(other)).toBeNull();
  }
  expect(kept.find({ url: "/keys", headers: {} })).toBeNull();
});

test("until the database changes; going back to an earlier number brings nothing back", () => {
  keep();
  keep(request("/other"));
  version = 2;
  expect(kept.find(request())).toBeNull();
  version = 1;
  expect(kept.find(request("/other"))).toBeNull();
});

test("what changed while the answer was made is seen", () => {
  const moment = kept.moment();
  version = 2;
  kept.keep(moment, request(), answer, terms);
  expect(kept.find(request())).toBeNull();
});

test("never when the database's state cannot be told, neither now nor when it was kept", () => {
  keep();
  version = Number.NaN;
  expect(kept.find(request())).toBeNull();
  keep();
  expect(kept.find(request())).toBeNull();
  version = 1;
  expect(kept.find(request())).toBeNull();
});

test("from the moment it was made to the moment the clock ends it, also on a clock that is set back", () => {
  keep();
  const at = (moment: number) => {
    now = moment;
    return kept.find(request()) !== null;
  };
  expect([999, 1000, 1999, 2000, 1500].map(at)).toEqual([false, true, true, false, true]);
});

test("at most 64, the oldest going first", () => {
  for (let number = 0; number < 65; number += 1) keep(request(`/${number}`));
  expect(kept.find(request("/0"))).toBeNull();
  expect(kept.find(request("/1"))).not.toBeNull();
  expect(kept.find(request("/64"))).not.toBeNull();
});
