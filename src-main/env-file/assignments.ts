/**
 * Finds the variables of a `.env` text and where their values stand, so that one can be changed and every other byte kept.
 *
 * There is no standard for such files. This reads them as `dotenv` does, which most programs use or imitate
 * (https://github.com/motdotla/dotenv, the pattern LINE), in one pass: dotenv's own pattern takes minutes for a megabyte of
 * blank lines.
 */

/** One variable as it stands in the text. */
export interface Assignment {
  name: string;
  /** Where the value begins: its quote, if it has one. White space around a value is no part of it. */
  start: number;
  /** Where the value ends, behind its closing quote. The same as `start` where there is no value. */
  end: number;
  /** What programs read: without quotes, line ends as `\n`. */
  value: string;
}

/** `export` is a shell's word; `NAME: value` is read by dotenv too. */
const head = /(?:export\s+)?([\w.-]+)(?:\s*=|:(?:\r\n|\s))/y;
const blank = /\s*/y;
const unquoted = /[^#\r\n]*/y;
/** The end of a line as `$` sees it, or a comment; spaces may stand before. */
const restOfLine = /[^\S\n\r\u2028\u2029]*(?:[#\n\r\u2028\u2029]|$)/y;
const lineBreak = /[\n\r\u2028\u2029]/g;

/** All variables in the order of the text. A name may come twice; then programs take the last. */
export function findAssignments(text: string): Assignment[] {
  const found: Assignment[] = [];
  let at = 0;
  while (at < text.length) {
    at = endOf(blank, text, at);
    head.lastIndex = at;
    const name = head.exec(text)?.[1];
    if (name === undefined) {
      at = nextLine(text, at);
      continue;
    }
    const from = head.lastIndex;
    const { start, end, resume } = quotedValue(text, from) ?? unquotedValue(text, from);
    found.push({ name, start, end, value: decode(text.slice(start, end)) });
    // `NAME:` takes the line end after it along, so the next line may have begun already.
    at = /[\n\r\u2028\u2029]/.test(text.charAt(resume - 1)) ? resume : nextLine(text, resume);
  }
  return found;
}

interface Place {
  start: number;
  end: number;
  /** Where reading goes on. */
  resume: number;
}

/** A value in quotes, over several lines perhaps; only a comment may follow it. A quote behind a backslash does not close. */
function quotedValue(text: string, from: number): Place | null {
  const start = endOf(blank, text, from);
  const quote = text.charAt(start);
  if (quote !== "'" && quote !== '"' && quote !== "`") return null;
  let end = -1;
  for (let at = text.indexOf(quote, start + 1); at !== -1; at = text.indexOf(quote, at + 1)) {
    if (endOf(restOfLine, text, at + 1) !== -1) end = at + 1;
    // Behind a backslash it closes only when nothing else does.
    if (text.charAt(at - 1) !== "\\") break;
  }
  return end === -1 ? null : { start, end, resume: end };
}

/** Everything up to a `#` or the line's end, without the white space around it. */
function unquotedValue(text: string, from: number): Place {
  const resume = endOf(unquoted, text, from);
  const whole = text.slice(from, resume);
  const value = whole.trim();
  const start = value === "" ? from : from + whole.indexOf(value);
  return { start, end: start + value.length, resume };
}

/** What a program gets for a value as written. The steps are dotenv's. */
function decode(written: string): string {
  const lines = written.replace(/\r\n?/g, "\n");
  const bare = lines.replace(/^(['"`])([\s\S]*)\1$/gm, "$2");
  return lines.startsWith('"') ? bare.replaceAll("\\n", "\n").replaceAll("\\r", "\r") : bare;
}

/** Where a sticky pattern's match at `at` ends, or -1. */
function endOf(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : -1;
}

function nextLine(text: string, at: number): number {
  lineBreak.lastIndex = at;
  return lineBreak.test(text) ? lineBreak.lastIndex : text.length;
}
