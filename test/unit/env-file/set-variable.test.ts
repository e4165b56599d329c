/** Setting a variable: dotenv, Node and a shell read the new value, everything else stays byte by byte. */
import { execFileSync } from "node:child_process";
import { parseEnv } from "node:util";
import { parse } from "dotenv";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { findAssignments } from "../../../src-main/env-file/assignments.ts";
import { setVariable } from "../../../src-main/env-file/set-variable.ts";
import { quoteStyleOf, waysToWrite } from "../../../src-main/env-quoting.ts";
import { anyText, ordinaryFile } from "./texts.ts";

const key = "krk_9fK2mWq7Lx0RtBv3NcYe8HsJ5uPzAdGiTfX7Qd";

/** The new text; fails the test where it was refused. */
function set(text: string, value = key, name = "KEY"): string {
  const changed = setVariable(text, name, value);
  if (!changed.ok) throw new Error(`refused: ${changed.reason}`);
  return changed.value.text;
}

/** What must stay: everything before the value that counts and everything after it. */
function frame(text: string): [string, string] {
  const last = findAssignments(text).findLast(({ name }) => name === "KEY");
  return last ? [text.slice(0, last.start), text.slice(last.end)] : [text, ""];
}

const values = fc.oneof(
  fc.constant(key),
  fc.stringMatching(/^[A-Za-z0-9_]{8,60}$/),
  fc.stringMatching(/^[ -~]{8,40}$/),
);

describe("in random files", () => {
  test("ordinary ones take any key; dotenv reads it, and the other variables as before", () => {
    fc.assert(
      fc.property(ordinaryFile, fc.stringMatching(/^[A-Za-z0-9_]{8,60}$/), (text, value) => {
        const changed = set(text, value);
        expect(parse(changed)).toEqual({ ...parse(text), KEY: value });
        const [before, after] = frame(text);
        expect(changed.startsWith(before)).toBe(true);
        if (findAssignments(text).some(({ name }) => name === "KEY")) expect(changed.endsWith(after)).toBe(true);
        else expect(changed.slice(text.length)).toMatch(/^(\r?\n)?KEY=\w+\r?\n$/);
      }),
      { numRuns: 1_000 },
    );
  });

  test("strange ones and strange values are either set without touching anything else, or refused", () => {
    let done = 0;
    fc.assert(
      fc.property(anyText, values, (text, value) => {
        const changed = setVariable(text, "KEY", value);
        if (!changed.ok) {
          expect(["unclear", "unwritable-value"]).toContain(changed.reason);
          return;
        }
        done++;
        expect(parse(changed.value.text)).toEqual({ ...parse(text), KEY: value });
        const [before] = frame(text);
        expect(changed.value.text.startsWith(before)).toBe(true);
      }),
      { numRuns: 5_000 },
    );
    expect(done).toBeGreaterThan(1_000);
  });

  test("setting the old value again gives the old bytes", () => {
    fc.assert(
      fc.property(ordinaryFile, (text) => {
        const once = set(text);
        expect(set(once)).toBe(once);
      }),
    );
  });
});

describe("in place", () => {
  test.each([
    ["KEY=old", `KEY=${key}`],
    ["export KEY=old\n", `export KEY=${key}\n`],
    ['KEY="old" # why\r\nB=1\r\n', `KEY="${key}" # why\r\nB=1\r\n`],
    ["KEY='old'", `KEY='${key}'`],
    ["KEY=`old`", `KEY=\`${key}\``],
    ['KEY="one\ntwo"\nB=1', `KEY="${key}"\nB=1`],
    ["A=1\nKEY=\nB=2", `A=1\nKEY=${key}\nB=2`],
    ["KEY=   # none yet", `KEY=${key}   # none yet`],
    ["KEY=old#note", `KEY=${key} #note`],
    ["  KEY = old  ", `  KEY = ${key}  `],
    ["KEY: old", `KEY: ${key}`],
    ["\uFEFFKEY=old", `\uFEFFKEY=${key}`],
  ])("%j becomes %j", (before, after) => {
    expect(set(before)).toBe(after);
  });

  test("of two assignments the last one, which is the one that counts", () => {
    expect(set("KEY=first\nA=1\nKEY=second\n")).toBe(`KEY=first\nA=1\nKEY=${key}\n`);
  });
  test("neither in a comment nor inside another value", () => {
    expect(set('# KEY=old\nA="\nKEY=inner\n"\n')).toBe(`# KEY=old\nA="\nKEY=inner\n"\nKEY=${key}\n`);
  });
});

describe("at the end", () => {
  test.each([
    ["", `KEY=${key}\n`],
    ["A=1\n", `A=1\nKEY=${key}\n`],
    ["A=1", `A=1\nKEY=${key}\n`],
    ["A=1\r\nB=2", `A=1\r\nB=2\r\nKEY=${key}\r\n`],
    ["A=1\nB=2\r\n", `A=1\nB=2\r\nKEY=${key}\r\n`],
    ["A=1\r\nB=2\n\n", `A=1\r\nB=2\n\nKEY=${key}\n`],
    ["\uFEFF", `\uFEFFKEY=${key}\n`],
    ["# only a comment", `# only a comment\nKEY=${key}\n`],
    ["A=1\rB=2", `A=1\rB=2\rKEY=${key}\r`],
  ])("%j becomes %j", (before, after) => {
    expect(set(before)).toBe(after);
  });
  test("a quote that is open above is no quote for the new line", () => {
    expect(set('A="open\n')).toBe(`A="open\nKEY=${key}\n`);
    // In single quotes the first one would close the open one above, with a comment after it.
    expect(set("A='open\n", "# sign")).toBe(`A='open\nKEY="# sign"\n`);
    expect(setVariable("A='open\n", "KEY", "# $sign")).toEqual({ ok: false, reason: "unclear" });
  });
  test("a line that would take the new one for its value is left alone", () => {
    expect(setVariable("A:", "KEY", key)).toEqual({ ok: false, reason: "unclear" });
  });
});

describe("quotes", () => {
  test.each([
    ["KEY='old'", "it's", `KEY="it's"`],
    ['KEY="old"', "100$", "KEY='100$'"],
    ["KEY=old", "two words", "KEY='two words'"],
    ["KEY=`old`", "two words", "KEY='two words'"],
  ])("%s with %s becomes %s", (before, value, after) => {
    expect(set(before, value)).toBe(after);
  });
  test.each(["it's 100$", "line\nbreak", "é", "", "tab\t", "ends in '\\"])("%j is refused", (value) => {
    expect(setVariable("A=1\n", "KEY", value)).toEqual({ ok: false, reason: "unwritable-value" });
  });
  test("are told apart", () => {
    expect(["'a'", '"a"', "`a`", "a", "'", "'a\"", ""].map(quoteStyleOf)).toEqual(["'", '"', "`", "", "", "", ""]);
  });

  test("a shell, dotenv and Node read the same from every way of writing a value", () => {
    const samples = fc.sample(fc.stringMatching(/^[ -~]{1,30}$/), { numRuns: 400, seed: 7 });
    const written = samples.flatMap((value) => waysToWrite(value, "").map((text) => ({ value, text })));
    expect(written.length).toBeGreaterThan(200);
    for (const { value, text } of written) expect(parse(`KEY=${text}`)).toEqual({ KEY: value });
    for (const { value, text } of written) expect(parseEnv(`KEY=${text}`)).toEqual({ KEY: value });
    const script = written.map(({ text }) => `KEY=${text}\nprintf '%s\\n' "$KEY"\n`).join("");
    expect(execFileSync("sh", ["-c", script], { encoding: "utf8" }).split("\n").slice(0, -1)).toEqual(
      written.map(({ value }) => value),
    );
  });
});
