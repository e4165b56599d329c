/** The order of a table's rows. */
import { describe, expect, test } from "vitest";
import { afterClick, inOrder, isServerOrder, type KeyOrder } from "../../../src-renderer/store/key-order.ts";
import { activeKey, ago, revokedKey } from "../../gallery/states.ts";

const day = 86_400_000;
const ids = (keys: readonly { id: string }[]) => keys.map(({ id }) => id).join(" ");

test("clicks sort, reverse and give back the server's order; another column begins anew", () => {
  const name = afterClick<"name" | "created">(null, "name");
  expect(name).toEqual({ column: "name", direction: "ascending" });
  expect(afterClick(name, "name")).toEqual({ column: "name", direction: "descending" });
  expect(afterClick({ column: "name", direction: "descending" }, "name")).toBeNull();
  expect(afterClick(name, "created")).toEqual({ column: "created", direction: "descending" });
  expect(afterClick({ column: "created", direction: "descending" }, "created")?.direction).toBe("ascending");
  expect(afterClick({ column: "created", direction: "ascending" }, "created")).toBeNull();
});

describe("names", () => {
  const named = ["key 10", null, "Key 9", "änderung", "key 9", null, "Zulu"].map((name, index) =>
    activeKey({ id: `${index}`, name }),
  );

  test("go by numbers and letters as people do, and those without one stand last either way", () => {
    expect(ids(inOrder(named, { column: "name", direction: "ascending" }, null))).toBe("3 4 2 0 6 1 5");
    expect(ids(inOrder(named, { column: "name", direction: "descending" }, null))).toBe("6 0 2 4 3 1 5");
  });

  test("that are equal stay as the server has them", () => {
    const same = ["a", "b", "c"].map((id) => activeKey({ id, name: "Same" }));
    expect(ids(inOrder(same, { column: "name", direction: "ascending" }, null))).toBe("a b c");
    expect(ids(inOrder(same, { column: "name", direction: "descending" }, null))).toBe("a b c");
  });
});

test("dates go by the moment, not by how it is written, and never is last", () => {
  const keys = [
    activeKey({ id: "new", lastUsedAt: "2026-03-01T10:00:00.500Z" }),
    activeKey({ id: "never" }),
    activeKey({ id: "old", lastUsedAt: "2026-03-01T10:00:00Z" }),
  ];
  expect(ids(inOrder(keys, { column: "lastUsed", direction: "ascending" }, null))).toBe("old new never");
  expect(ids(inOrder(keys, { column: "lastUsed", direction: "descending" }, null))).toBe("new old never");
});

test("“You” is sorted by what is on screen", () => {
  const by = (id: string, name: string) => revokedKey({ id, revokedBy: { id, name } });
  const keys = [
    by("acc_me", "Ada"),
    by("acc_zoe", "Zoe"),
    by("acc_max", "Max"),
    revokedKey({ id: "x", revokedBy: null }),
  ];
  expect(ids(inOrder(keys, { column: "by", direction: "ascending" }, "acc_me"))).toBe("acc_max acc_me acc_zoe x");
});

test("reasons sort too", () => {
  const keys = [
    revokedKey({ id: "r", revocationReason: "Rotated" }),
    revokedKey({ id: "none" }),
    revokedKey({ id: "l", revocationReason: "Leaked" }),
  ];
  expect(ids(inOrder(keys, { column: "reason", direction: "ascending" }, null))).toBe("l r none");
});

test("the server's own order is known, and leaves the very same rows", () => {
  const newestFirst: KeyOrder<"revoked"> = { column: "revoked", direction: "descending" };
  expect(isServerOrder(null)).toBe(true);
  expect(isServerOrder(newestFirst)).toBe(true);
  expect(isServerOrder({ column: "revoked", direction: "ascending" })).toBe(false);
  expect(isServerOrder({ column: "name", direction: "descending" })).toBe(false);
  const keys = [revokedKey({ id: "b", revokedAt: ago(day) }), revokedKey({ id: "a", revokedAt: ago(2 * day) })];
  expect(inOrder(keys, newestFirst, null)).toBe(keys);
  expect(ids(inOrder(keys, { column: "revoked", direction: "ascending" }, null))).toBe("a b");
});
