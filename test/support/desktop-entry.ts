/** Reads a desktop entry as a desktop does (https://specifications.freedesktop.org/desktop-entry-spec). */

/** The words of its Exec line. */
export function execWords(entry: string): string[] {
  const line = /^Exec=(.*)$/m.exec(entry)?.[1] ?? "";
  // The escapes of every string come first, then the quotes of this key, then the field codes.
  const unescaped = line.replaceAll(
    /\\(.)/g,
    (_, letter: string) => ({ s: " ", n: "\n", t: "\t", r: "\r" })[letter] ?? letter,
  );
  const words = [...unescaped.matchAll(/"((?:[^"\\]|\\.)*)"|(\S+)/g)];
  return words.map(([, quoted, bare = ""]) => (quoted?.replaceAll(/\\(["`$\\])/g, "$1") ?? bare).replaceAll("%%", "%"));
}
