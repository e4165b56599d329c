/** Sets one variable in the text of a `.env` file and keeps every other byte. */
import type { EnvFileResult } from "../env-file-port.ts";
import { quoteStyleOf, waysToWrite } from "../env-quoting.ts";
import { type Assignment, findAssignments } from "./assignments.ts";
import { refuse } from "./reasons.ts";

/** The new text. */
export interface VariableSet {
  text: string;
  /** `replaced`: it was there and has the new value now; `appended`: it is a new line at the end. */
  how: "replaced" | "appended";
}

/**
 * The text with the variable set. Of several assignments of one name the last is replaced: it is the one that dotenv, a shell
 * and Docker Compose go by; earlier ones have no effect and stay. `unwritable-value` where no quoting carries the value;
 * `unclear` where the change would alter what any other line means.
 */
export function setVariable(text: string, name: string, value: string): EnvFileResult<VariableSet> {
  const before = findAssignments(text);
  const present = before.findLast((assignment) => assignment.name === name);
  const ways = waysToWrite(value, present ? quoteStyleOf(text.slice(present.start, present.end)) : "");
  if (ways.length === 0) return refuse("unwritable-value");
  const expected = present
    ? { list: before.map((one) => (one === present ? { ...one, value } : one)), how: "replaced" as const }
    : { list: [...before, { name, value }], how: "appended" as const };
  for (const written of ways) {
    const changed = present ? replaceValue(text, present, written) : appendLine(text, `${name}=${written}`);
    // A quote that is open somewhere above may close in the new line, so the result is read again before it counts.
    if (meansSame(findAssignments(changed), expected.list)) {
      return { ok: true, value: { text: changed, how: expected.how } };
    }
  }
  return refuse("unclear");
}

function replaceValue(text: string, { start, end }: Assignment, written: string): string {
  const rest = text.slice(end);
  // dotenv takes `#` right behind a value for a comment, a shell for a part of it. A space makes it a comment for both.
  return `${text.slice(0, start)}${written}${rest.startsWith("#") ? " " : ""}${rest}`;
}

/** The text with one more line, which ends as the line before it does; `\n` where there is none. */
export function appendLine(text: string, line: string): string {
  const lineEnd = /\r\n|\r|\n/.exec(text.slice(lastBreak(text)))?.[0] ?? "\n";
  const bare = text.replace(/^\uFEFF/, "");
  return `${text}${bare === "" || /[\r\n]$/.test(bare) ? "" : lineEnd}${line}${lineEnd}`;
}

/** Where the last line end begins, or the text's end. */
function lastBreak(text: string): number {
  const at = Math.max(text.lastIndexOf("\n"), text.lastIndexOf("\r"));
  if (at === -1) return text.length;
  return text.charAt(at) === "\n" && text.charAt(at - 1) === "\r" ? at - 1 : at;
}

function meansSame(
  now: readonly Pick<Assignment, "name" | "value">[],
  wanted: readonly Pick<Assignment, "name" | "value">[],
): boolean {
  return (
    now.length === wanted.length &&
    now.every(({ name, value }, at) => name === wanted[at]?.name && value === wanted[at]?.value)
  );
}
