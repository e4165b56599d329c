/** Revoked keys page by page: the next one, all of them, and a refresh in between. */
import { describe, expect, test } from "vitest";
import type { Context } from "../../../src-main/context.ts";
import { putInFront } from "../../../src-main/use-cases/activate-connection.ts";
import { applyKey } from "../../../src-main/use-cases/apply-key.ts";
import { connect } from "../../../src-main/use-cases/connect.ts";
import { endSession } from "../../../src-main/use-cases/end-session.ts";
import { refreshKeys } from "../../../src-main/use-cases/list-keys.ts";
import { readAllRevoked, readMoreRevoked } from "../../../src-main/use-cases/read-revoked.ts";
import type { ApiKey, RevokedList } from "../../../src-preload/contract/keys.ts";
import { fakeWorld, sampleKey } from "../../support/fake-ports.ts";

const revokedKey = (number: number): ApiKey =>
  sampleKey({ id: `key_${number}`, status: "revoked", revokedAt: "2026-11-01T00:00:00.000Z" });

/** `count` revoked keys on the server, the first page of ten read. Slices of the list seen since are in `seen`. */
async function signedIn(count: number) {
  const world = fakeWorld();
  world.server.pageSize = 10;
  world.server.keys = Array.from({ length: count }, (_, index) => revokedKey(count - index));
  await connect(world.context, { address: "https://api.example.com", email: "ada@example.com", password: "right" });
  world.server.calls = [];
  const seen: RevokedList[] = [];
  world.context.state.subscribe(({ revoked }, before) => {
    if (revoked !== before.revoked) seen.push(revoked);
  });
  return { ...world, seen };
}

const revoked = (context: Context) => context.state.getState().revoked;
const numbers = (context: Context) => revoked(context).rows.map(({ id }) => Number(id.slice(4)));
const downFrom = (first: number, count = first) => Array.from({ length: count }, (_, index) => first - index);

describe("the next page", () => {
  test("comes behind the rows known, until there is none", async () => {
    const { context } = await signedIn(25);
    expect(revoked(context)).toMatchObject({ more: true });
    await readMoreRevoked(context);
    expect(numbers(context)).toEqual(downFrom(25, 20));
    await readMoreRevoked(context);
    expect(numbers(context)).toEqual(downFrom(25));
    expect(revoked(context)).toMatchObject({ more: false });
    expect(await readMoreRevoked(context)).toEqual({ ok: true, value: null });
    expect(numbers(context)).toHaveLength(25);
  });

  test("may be empty, and is the last all the same", async () => {
    const { context, server } = await signedIn(20);
    await readMoreRevoked(context);
    context.held.revokedCursor = "key_1";
    context.state.setState({ revoked: { ...revoked(context), more: true } });
    server.calls = [];
    expect(await readMoreRevoked(context)).toMatchObject({ ok: true });
    expect(server.calls).toHaveLength(1);
    expect(revoked(context)).toMatchObject({ more: false });
    expect(numbers(context)).toEqual(downFrom(20));
  });

  test("asked for twice at once comes once", async () => {
    const { context } = await signedIn(45);
    await Promise.all([readMoreRevoked(context), readMoreRevoked(context)]);
    expect(numbers(context)).toEqual(downFrom(45, 20));
  });

  test("is found anew behind rows from the cache, and once the server has taken its cursor back", async () => {
    const { context, server } = await signedIn(35);
    await readMoreRevoked(context);
    context.held.revokedCursor = null;
    await readMoreRevoked(context);
    expect(numbers(context)).toEqual(downFrom(35, 30));
    server.fail("protocol");
    expect(await readMoreRevoked(context)).toMatchObject({ ok: false, failure: { code: "protocol" } });
    await readMoreRevoked(context);
    expect(numbers(context)).toEqual(downFrom(35));
  });
});

describe("reading all", () => {
  test("shows growing steps, not every page, and the last says that it is the last", async () => {
    const { context, seen } = await signedIn(200);
    expect(await readAllRevoked(context)).toEqual({ ok: true, value: null });
    expect(numbers(context)).toEqual(downFrom(200));
    expect(seen.map(({ rows, more, readingAll }) => [rows.length, more, readingAll])).toEqual([
      [10, true, true],
      [20, true, true],
      [40, true, true],
      [80, true, true],
      [160, true, true],
      [200, false, false],
    ]);
  });

  test("joins the reading under way, and so does the next page", async () => {
    const { context, server } = await signedIn(60);
    await Promise.all([readAllRevoked(context), readAllRevoked(context), readMoreRevoked(context)]);
    expect(numbers(context)).toEqual(downFrom(60));
    expect(server.calls).toHaveLength(5);
    server.calls = [];
    await readAllRevoked(context);
    expect(server.calls).toEqual([]);
  });

  test("keeps what was read when it fails, and goes on from there", async () => {
    const { context, server } = await signedIn(200);
    server.beforeList = () => {
      if (server.calls.length === 5) server.fail("rate-limited");
    };
    expect(await readAllRevoked(context)).toMatchObject({ ok: false, failure: { code: "rate-limited" } });
    expect(numbers(context)).toEqual(downFrom(200, 60));
    expect(revoked(context)).toMatchObject({ more: true, readingAll: false });
    expect(await readAllRevoked(context)).toMatchObject({ ok: true });
    expect(numbers(context)).toEqual(downFrom(200));
  });

  test.each([
    ["a switch of connection", async (context: Context) => putInFront(context, null)],
    [
      "the end of the session",
      (context: Context) => endSession(context, context.state.getState().activeConnectionId ?? "", "by-choice"),
    ],
  ])("%s ends it", async (_, end) => {
    const { context, server } = await signedIn(200);
    server.beforeList = async () => {
      if (server.calls.length === 3) await end(context);
    };
    await readAllRevoked(context);
    expect(server.calls).toHaveLength(4);
    expect(revoked(context).readingAll).toBe(false);
    expect(numbers(context).length).toBeLessThan(50);
  });

  test("a list that leads back to its beginning is no endless one", async () => {
    const { context, server } = await signedIn(200);
    const listKeys = server.listKeys.bind(server);
    server.listKeys = async (token, query) => {
      const page = await listKeys(token, query);
      return page.ok ? { ok: true, value: { ...page.value, nextCursor: page.value.nextCursor && "key_150" } } : page;
    };
    expect(await readAllRevoked(context)).toMatchObject({ ok: false, failure: { code: "protocol" } });
  });
});

describe("a refresh", () => {
  test("brings what was revoked since and keeps the pages read", async () => {
    const { context, server } = await signedIn(45);
    await readMoreRevoked(context);
    server.keys.unshift(revokedKey(46));
    await refreshKeys(context);
    expect(numbers(context)).toEqual(downFrom(46, 21));
    await readAllRevoked(context);
    expect(numbers(context)).toEqual(downFrom(46));
  });

  test("without news leaves the slice alone", async () => {
    const { context, seen } = await signedIn(45);
    await readMoreRevoked(context);
    seen.length = 0;
    await refreshKeys(context);
    expect(seen).toEqual([]);
  });

  test("while all are read leaves neither gap nor double", async () => {
    const { context, server } = await signedIn(200);
    server.beforeList = async () => {
      if (server.calls.length !== 4) return;
      server.beforeList = () => {};
      server.keys.unshift(revokedKey(201));
      await refreshKeys(context);
    };
    await readAllRevoked(context);
    expect(numbers(context)).toEqual(downFrom(201));
  });

  test("that begins the list anew while all are read makes the reading begin anew too", async () => {
    const { context, server } = await signedIn(200);
    server.beforeList = async () => {
      if (server.calls.length !== 5) return;
      server.beforeList = () => {};
      server.keys.unshift(...downFrom(260, 60).map(revokedKey));
      await refreshKeys(context);
    };
    await readAllRevoked(context);
    expect(numbers(context)).toEqual(downFrom(260));
  });
});

test("a change of an active key does not send the revoked ones again", async () => {
  const { context, seen } = await signedIn(45);
  applyKey(context, sampleKey({ id: "key_new", name: "Fresh" }));
  expect(seen).toEqual([]);
  applyKey(context, { ...revokedKey(99) });
  expect(numbers(context)[0]).toBe(99);
});
