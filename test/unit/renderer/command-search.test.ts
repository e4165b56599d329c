/** Searching the command palette: what fits, what comes first, and what stands at the top before anything is typed. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { AppState } from "../../../src-preload/contract/app.ts";
import { titleText } from "../../../src-renderer/store/command.ts";
import { distance } from "../../../src-renderer/store/command-match.ts";
import { allRows, commandSections } from "../../../src-renderer/store/command-rows.ts";
import { activeKey, goodDay, lists } from "../../gallery/states.ts";

const sections = (
  query: string,
  selectedKeyId: string | null = null,
  recent: string[] = [],
  part: Partial<AppState> = {},
) => commandSections({ app: goodDay(part), ui: { selectedKeyId } }, query, recent);
const titles = (...given: Parameters<typeof sections>) =>
  allRows(sections(...given)).map(({ title }) => titleText(title));

/** How far off each of these is, nearest first. */
function ranked(query: string, entries: [title: string, keywords: string][]): string[] {
  return entries
    .map(([title, keywords]) => ({ title, away: distance(query, title, keywords) }))
    .filter(({ away }) => away !== null)
    .sort((a, b) => Number(a.away) - Number(b.away))
    .map(({ title }) => title);
}

describe("how well a command fits", () => {
  test("the title's beginning, a word's beginning, initials, another word, anything inside", () => {
    const entries: [string, string][] = [
      ["Xren", ""],
      ["Something", "rename"],
      ["Run every night", ""],
      ["Do rename", ""],
      ["Rename", ""],
    ];
    expect(ranked("ren", entries)).toEqual(["Rename", "Do rename", "Run every night", "Something", "Xren"]);
  });

  test("every word has to be found, in any order", () => {
    expect(distance("key new", "Generate New Key…", "")).not.toBeNull();
    expect(distance("new door", "Generate New Key…", "create")).toBeNull();
  });

  test("what is typed as it stands comes before its words apart", () => {
    expect(
      ranked("switch to", [
        ["Go to the switch", ""],
        ["Switch to “A”", ""],
      ])[0],
    ).toBe("Switch to “A”");
  });

  test("letters with and without accents are the same, and quotation marks are not needed", () => {
    expect(distance("sud", "Revoke “Süd”…", "")).not.toBeNull();
    expect(distance("revoke sud", "Revoke “Süd”…", "")).not.toBeNull();
  });

  test("what is typed is text, not a pattern", () => {
    expect(distance(".*", "Rename", "")).toBeNull();
    expect(distance("[", "Rename", "")).toBeNull();
  });

  test("a title's own beginning always finds it", () => {
    const word = fc.stringMatching(/^[a-z]{1,8}$/);
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 4 }), fc.nat(), (words, cut) => {
        const title = words.join(" ");
        expect(distance(title.slice(0, 1 + (cut % title.length)), title, "")).toBeLessThanOrEqual(0);
      }),
    );
  });
});

describe("before anything is typed", () => {
  test("with a selected key its commands come first, under its name", () => {
    const [first] = sections("", "k2");
    expect(first).toMatchObject({ id: "key", about: { name: "Inventory Sync", hint: "krk_Zt04••••m1Lp" } });
    expect(titles("", "k2")[1]).toBe("Use “Inventory Sync”…");
  });

  test("without one they come last", () => {
    expect(titles("")[0]).toBe("Generate New Key…");
    expect(sections("").at(-1)).toMatchObject({ id: "key", about: null });
  });

  test("commands used before come first and stand there once; those that cannot be done do not", () => {
    const [recent, ...rest] = sections("", null, ["keyrack.appearance.dark", "key.revoke", "keys.find"]);
    expect(recent?.rows.map(({ command }) => command.id)).toEqual(["keyrack.appearance.dark", "keys.find"]);
    const others = allRows(rest).map(({ command }) => command.id);
    expect(others).not.toContain("keys.find");
    expect(others).toContain("key.revoke");
  });

  test("what is seldom wanted waits until it is looked for, or used before", () => {
    const ids = (...given: Parameters<typeof sections>) => allRows(sections(...given)).map(({ command }) => command.id);
    expect(ids("")).not.toContain("keyrack.zoom-in");
    expect(ids("zoom")).toEqual(["keyrack.zoom-in", "keyrack.zoom-out", "keyrack.actual-size"]);
    expect(ids("", null, ["keyrack.zoom-in"])[0]).toBe("keyrack.zoom-in");
  });

  test("the palette does not offer itself, and every row has an id fit for an element", () => {
    const rows = allRows(sections("", null, [], lists([activeKey({ id: "a b", name: "Spaced" })], [])));
    expect(rows.map(({ command }) => command.id)).not.toContain("keyrack.palette");
    expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length);
    for (const { id } of rows) expect(id).not.toMatch(/\s/);
  });
});

describe("what people type", () => {
  test.each([
    ["gen", "Generate New Key…"],
    ["gnk", "Generate New Key…"],
    ["create", "Generate New Key…"],
    ["dark", "Appearance: Dark"],
    ["theme dark", "Appearance: Dark"],
    ["proxy", "Settings: Network"],
    ["northwind", "Switch to “api.northwind.example”"],
    ["staging", "Select “Staging Tests”"],
    ["m1Lp", "Select “Inventory Sync”"],
    ["logout", "Sign out of “Local workspace”"],
    ["shortcuts", "Keyboard shortcuts"],
    ["reload", "Refresh the list"],
    ["quit", "Quit Keyrack"],
    ["weekly", "Turn off “Weekly reminder”"],
    ["edit north", "Edit “api.northwind.example”…"],
  ])("%s", (query, title) => {
    expect(titles(query)[0]).toBe(title);
  });

  test.each([
    ["revoke", "Revoke “Inventory Sync”…"],
    ["delete", "Revoke “Inventory Sync”…"],
    ["rename inv", "Rename “Inventory Sync”…"],
    ["dotenv", "Put “Inventory Sync” into a .env file…"],
    ["test", "Test “Inventory Sync”…"],
  ])("%s, with a key selected", (query, title) => {
    expect(titles(query, "k2")[0]).toBe(title);
  });

  test("what was meant stays first although it cannot be done", () => {
    expect(titles("rename")[0]).toBe("Rename the key…");
  });

  test("of two that fit alike, the one used before comes first", () => {
    const used = ["keyrack.appearance.system"];
    expect(titles("appearance:")[0]).not.toBe("Appearance: System");
    expect(titles("appearance: ", null, used)[0]).not.toBe("Appearance: Light");
  });

  test("nothing fits", () => {
    expect(sections("zzzz")).toEqual([]);
  });
});
