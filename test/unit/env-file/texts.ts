/** Random `.env` texts for the tests of this folder. */
import fc from "fast-check";

/** Pieces that mean something to some reader of such files. */
const pieces = [
  ...["A", "B", "KEY", "export ", "export", "=", "=", "=", ":", ": ", " ", "  ", "\t", "#", " # note"],
  ...[
    "'",
    '"',
    "`",
    "\\",
    "\\'",
    '\\"',
    "\\n",
    "\\r",
    "$",
    "{A}",
    "x",
    "1",
    "-",
    ".",
    "é",
    "\u2028",
    "\uFEFF",
    "\u00A0",
  ],
  ...["\n", "\n", "\n", "\r\n", "\r", "\n\n"],
];

/** Any sequence of such pieces: mostly nonsense, with all the corners. */
export const anyText = fc.array(fc.constantFrom(...pieces), { maxLength: 40 }).map((parts) => parts.join(""));

const word = fc.stringMatching(/^[a-zA-Z0-9_./:@%+,=-]{1,20}$/);
const name = fc.constantFrom("KEY", "API_KEY", "DATABASE_URL", "PORT", "A", "B_2", "debug");
const value = fc.oneof(
  fc.constant(""),
  word,
  fc.stringMatching(/^[ -&(-~]{0,20}$/).map((text) => `'${text}'`.replace(/\\'$/, "'")),
  fc.stringMatching(/^[ !#-[\]-~]{0,20}$/).map((text) => `"${text}"`),
  fc.tuple(word, word).map(([one, two]) => `"-----BEGIN\n${one}\n${two}\n-----END"`),
  word.map((text) => `\`${text}\``),
);
const assignment = fc
  .tuple(fc.constantFrom("", "", "", "export ", "  "), name, fc.constantFrom("=", "=", "=", " = "), value)
  .map((parts) => parts.join(""));
const line = fc.oneof(
  { arbitrary: assignment, weight: 5 },
  {
    arbitrary: fc.tuple(assignment, fc.constantFrom(" # a note", "  ", "\t# KEY=no")).map((parts) => parts.join("")),
    weight: 2,
  },
  fc.constantFrom("", "  ", "# a comment", "# KEY=commented out", "#", "not an assignment"),
);

/** A file as people have them: names, quotes, comments, any line ends, with or without the last one, perhaps with a mark in front. */
export const ordinaryFile = fc
  .tuple(
    fc.constantFrom("", "", "", "\uFEFF"),
    fc.array(fc.tuple(line, fc.constantFrom("\n", "\n", "\r\n")), { maxLength: 12 }),
    fc.boolean(),
    fc.constantFrom<null | string>(null, null, "\n", "\r\n"),
  )
  .map(([mark, lines, endsWithBreak, oneBreak]) => {
    const body = lines.map(([text, lineEnd]) => text + (oneBreak ?? lineEnd)).join("");
    return mark + (endsWithBreak ? body : body.replace(/\r?\n$/, ""));
  });
