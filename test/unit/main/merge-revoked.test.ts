/** A first page read again, over the revoked keys known already. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type KnownRevoked, withFirstPage } from "../../../src-main/use-cases/merge-revoked.ts";
import type { ApiKey } from "../../../src-preload/contract/keys.ts";
import { sampleKey } from "../../support/fake-ports.ts";

const keys = (...ids: (string | number)[]): ApiKey[] =>
  ids.map((id) => sampleKey({ id: String(id), status: "revoked", revokedAt: "2026-11-01T00:00:00.000Z" }));
const ids = ({ rows }: KnownRevoked) => rows.map(({ id }) => id).join(" ");

describe("a page that overlaps", () => {
  const known = { rows: keys(5, 4, 3, 2), more: true, cursor: "behind 2" };

  test("keeps the rows behind it and the cursor behind those", () => {
    const next = withFirstPage(known, { keys: keys(6, 5, 4), nextCursor: "behind 4" });
    expect(ids(next)).toBe("6 5 4 3 2");
    expect(next).toMatchObject({ more: true, cursor: "behind 2" });
  });

  test("and says nothing new leaves the very same rows", () => {
    const next = withFirstPage(known, { keys: keys(5, 4), nextCursor: "behind 4" });
    expect(next.rows).toBe(known.rows);
    expect(next).toMatchObject({ more: true, cursor: "behind 2" });
  });

  test("and covers all rows known brings its own cursor", () => {
    const next = withFirstPage(known, { keys: keys(5, 4, 3, 2), nextCursor: "also behind 2" });
    expect(next).toEqual({ rows: known.rows, more: true, cursor: "also behind 2" });
    expect(next.rows).toBe(known.rows);
  });

  test("brings a changed row", () => {
    const renamed = keys(5, 4).map((key) => ({ ...key, name: "Renamed elsewhere" }));
    const next = withFirstPage(known, { keys: renamed, nextCursor: "behind 4" });
    expect(next.rows.map(({ name }) => name === "Renamed elsewhere")).toEqual([true, true, false, false]);
  });

  test("leaves a list that was read to its end at its end", () => {
    const next = withFirstPage({ ...known, more: false, cursor: null }, { keys: keys(6, 5), nextCursor: "behind 5" });
    expect(ids(next)).toBe("6 5 4 3 2");
    expect(next).toMatchObject({ more: false, cursor: null });
  });

  test("gives rows from the cache, which have none, the cursor it has", () => {
    const next = withFirstPage({ ...known, cursor: null }, { keys: keys(6, 5), nextCursor: "behind 5" });
    expect(ids(next)).toBe("6 5 4 3 2");
    expect(next).toMatchObject({ more: true, cursor: "behind 5" });
  });
});

test("a page without an overlap begins the list anew", () => {
  const next = withFirstPage(
    { rows: keys(3, 2, 1), more: false, cursor: null },
    { keys: keys(9, 8), nextCursor: "behind 8" },
  );
  expect(next).toEqual({ rows: keys(9, 8), more: true, cursor: "behind 8" });
});

test("the only page is all there is", () => {
  const known = { rows: keys(3, 2, 1), more: true, cursor: "behind 1" };
  expect(withFirstPage(known, { keys: keys(4, 3), nextCursor: null })).toEqual({
    rows: keys(4, 3),
    more: false,
    cursor: null,
  });
  expect(withFirstPage(known, { keys: [], nextCursor: null })).toEqual({ rows: [], more: false, cursor: null });
});

test("whatever was read and however many were revoked since, the rows are the newest without a gap or a double", () => {
  const counts = fc.nat({ max: 60 });
  fc.assert(
    fc.property(counts, counts, counts, fc.integer({ min: 1, max: 20 }), (before, since, read, pageSize) => {
      const all = keys(...Array.from({ length: before + since }, (_, index) => before + since - index));
      const rows = all.slice(since, since + read);
      const known = { rows, more: read < before, cursor: read < before ? `behind ${rows.at(-1)?.id}` : null };
      const page = all.slice(0, pageSize);
      const nextCursor = pageSize < all.length ? `behind ${page.at(-1)?.id}` : null;
      const next = withFirstPage(known, { keys: page, nextCursor });
      expect(next.rows).toEqual(all.slice(0, next.rows.length));
      expect(next.rows.length).toBeGreaterThanOrEqual(page.length);
      expect(next.more).toBe(next.rows.length < all.length);
      if (next.more && read > 0) expect(next.cursor).toBe(`behind ${next.rows.at(-1)?.id}`);
    }),
  );
});
