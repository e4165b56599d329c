/** The palette's rows: their order, the search, the arrows, the words about clearing. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { quickCopyOrder as traysOrder } from "../../../src-main/kept-keys.ts";
import { onlyConnection, paletteRows, quickCopyOrder, rowAfter } from "../../../src-renderer/store/palette-rows.ts";
import { clearingText } from "../../../src-renderer/views/quick-copy/Footer.tsx";
import { keptKey, keptKeys, palette } from "../../gallery/quick-copy-states.ts";
import { ago, local, remote } from "../../gallery/states.ts";

const names = (query: string, kept = keptKeys) => paletteRows(palette({ kept }), query).map(({ key }) => key.name);

describe("the order", () => {
  test("most recently copied first, those never copied after them by name", () => {
    const kept = [
      keptKey({ keyId: "1", name: "b" }),
      keptKey({ keyId: "2", name: "old", lastCopiedAt: ago(9_000) }),
      keptKey({ keyId: "3", name: "a" }),
      keptKey({ keyId: "4", name: "new", lastCopiedAt: ago(1_000) }),
    ];
    expect(names("", kept)).toEqual(["new", "old", "a", "b"]);
  });

  test("is the tray's", () => {
    const instant = fc.option(fc.integer({ min: 0, max: 50 }).map((minutes) => ago(minutes * 60_000)));
    const name = fc.option(fc.string({ maxLength: 3, unit: "grapheme" }));
    const kept = fc.array(fc.record({ lastCopiedAt: instant, name }), { maxLength: 12 });
    fc.assert(
      fc.property(kept, (parts) => {
        const keys = parts.map((part, index) => keptKey({ keyId: `k${index}`, ...part }));
        expect(quickCopyOrder(keys)).toEqual(traysOrder(keys));
      }),
    );
  });
});

describe("the search", () => {
  test("looks at name, hint and connection, and wants every word", () => {
    expect(names("prod")).toEqual(["Production API", "Production webhooks"]);
    expect(names("  webhooks PROD ")).toEqual(["Production webhooks"]);
    expect(names("x7Qd")).toEqual(["Production API"]);
    expect(names("krk_9fK2••••x7Qd")).toEqual(["Production API"]);
    expect(names("northwind")).toHaveLength(0);
    expect(names("northwind", [keptKey({ keyId: "9", connectionId: remote.id })])).toEqual([null]);
    expect(names("untitled", [keptKey({ keyId: "9" })])).toEqual([null]);
    expect(names("prod nothing")).toEqual([]);
  });

  test("takes letters with and without accents for the same", () => {
    const kept = [keptKey({ keyId: "1", name: "Süd Łódź" })];
    for (const query of ["sud", "SÜD", "su\u0308d"]) expect(names(query, kept)).toHaveLength(1);
    expect(names("zürich", kept)).toEqual([]);
  });

  test("what was typed is text, not a pattern", () => {
    expect(names(".*")).toEqual([]);
    expect(names("[")).toEqual([]);
  });
});

test("a row's id is fit for an element and tells like keys of two servers apart", () => {
  const kept = [keptKey({ keyId: "a b" }), keptKey({ keyId: "a b", connectionId: remote.id })];
  const ids = paletteRows(palette({ kept }), "").map(({ id }) => id);
  expect(new Set(ids).size).toBe(2);
  for (const id of ids) expect(id).not.toMatch(/\s/);
});

test("only the connection on screen is known to be online", () => {
  const kept = [keptKey({ keyId: "1", lastCopiedAt: ago(1) }), keptKey({ keyId: "2", connectionId: remote.id })];
  const [here, there] = paletteRows(palette({ kept }), "");
  const { id, name, colour } = local;
  expect(here?.connection).toEqual({ id, name, colour, status: { tone: "good", text: "Online" } });
  expect(there?.connection.status.tone).toBe("off");
  expect(onlyConnection(palette({ kept }))).toBeNull();
  expect(onlyConnection(palette({ kept: kept.slice(1) }))?.name).toBe(remote.name);
  expect(onlyConnection(palette({ kept: [] }))).toBeNull();
});

test("arrows, pages, Home and End stay within the list", () => {
  expect(rowAfter("ArrowDown", 0, 10)).toBe(1);
  expect(rowAfter("ArrowDown", 9, 10)).toBe(9);
  expect(rowAfter("ArrowUp", 0, 10)).toBe(0);
  expect(rowAfter("PageDown", 1, 10)).toBe(7);
  expect(rowAfter("PageDown", 8, 10)).toBe(9);
  expect(rowAfter("PageUp", 8, 10)).toBe(2);
  expect(rowAfter("Home", 8, 10)).toBe(0);
  expect(rowAfter("End", 0, 10)).toBe(9);
  expect(rowAfter("ArrowLeft", 3, 10)).toBeUndefined();
  expect(rowAfter("toString", 3, 10)).toBeUndefined();
});

test("when the clipboard is cleared, in few words", () => {
  expect(([0, 10, 30, 60, 300] as const).map(clearingText)).toEqual([
    "stays on the clipboard",
    "cleared after 10 s",
    "cleared after 30 s",
    "cleared after 1 min",
    "cleared after 5 min",
  ]);
});
