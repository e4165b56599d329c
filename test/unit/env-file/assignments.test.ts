/** The variables of a `.env` text are those that dotenv itself finds, whatever the text. */
import { parse } from "dotenv";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { findAssignments } from "../../../src-main/env-file/assignments.ts";
import { anyText, ordinaryFile } from "./texts.ts";

/** As a program sees them: of several with one name the last. */
const variables = (text: string) => Object.fromEntries(findAssignments(text).map(({ name, value }) => [name, value]));

describe("agrees with dotenv", () => {
  test("on ordinary files", () => {
    fc.assert(
      fc.property(ordinaryFile, (text) => {
        expect(variables(text)).toEqual(parse(text));
      }),
      { numRuns: 500 },
    );
  });
  test("on anything that looks a little like one", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(variables(text)).toEqual(parse(text));
      }),
      { numRuns: 5_000 },
    );
  });
  test.each([
    "A=1\n\n\nB=2",
    "A=\nB=2",
    'A=\n"over two lines"\nB=2',
    "export A=1\nexport  B = 2",
    "export=1\nexport\nC=3",
    "A: 1\nB:2\nC:\nD=4",
    `A="one\r\ntwo"\r\nB='x' # why\r\n`,
    "A='it\\'s'\nB='\\'\nC=`a'b\"c`",
    'A="open\nB=2',
    "A=x#y\nB= # nothing\nC=#",
    "\uFEFFA=1",
    "A=1\u2028B=2",
    "A\n=1\n = 2",
    'A="x" y\nB="a\\nb"',
    "A.b-c=1",
  ])("on %j", (text) => {
    expect(variables(text)).toEqual(parse(text));
  });
});

test("the place of a value is its text, quotes included, white space excluded", () => {
  const text = `A= one # two\nB='x'\nC=\nD="a\nb"\n`;
  expect(findAssignments(text).map(({ name, start, end }) => [name, text.slice(start, end)])).toEqual([
    ["A", "one"],
    ["B", "'x'"],
    ["C", ""],
    ["D", `"a\nb"`],
  ]);
});

test.each([
  ["blank lines", "\n".repeat(1_000_000)],
  ["spaces", " ".repeat(1_000_000)],
  ["one long word", "A".repeat(1_000_000)],
  ["quotes that never close", 'A="\n'.repeat(250_000)],
  ["quotes behind backslashes", "A='\\'x\n".repeat(150_000)],
  ["one open quote over quotes behind backslashes", `A='${"\\'x ".repeat(250_000)}`],
  ["values over blank lines", `A=${"\n".repeat(100)}`.repeat(10_000)],
  ["all three quotes, open", "A='\nA=\"\nA=`\n".repeat(80_000)],
  ["words before many blanks", `A${" ".repeat(50)}\n`.repeat(20_000)],
  ["export before a megabyte of blanks", `export${" ".repeat(1_000_000)}=`],
])("a megabyte of %s takes no time to speak of", (_what, text) => {
  const start = performance.now();
  findAssignments(text);
  // Linear takes a quarter of a second on a slow machine, quadratic takes hours.
  expect(performance.now() - start).toBeLessThan(5_000);
});
