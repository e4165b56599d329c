/** How well a command fits what was typed: every word must be found, and the beginnings of words count most. */

/** Lower case without accents, so that "sud" finds "Süd". */
function folded(text: string): string {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLocaleLowerCase();
}

/** How far off a word is; smaller is better. The steps are far enough apart for the sum of several words to keep its sense. */
const rank = { titleStart: 0, wordStart: 1, initials: 2, keyword: 3, inside: 4 } as const;

/** How far off a title with its keywords is from `query`; null when it does not fit, 0 when nothing was typed. */
export function distance(query: string, title: string, keywords: string): number | null {
  const wanted = wordsOf(query);
  const inTitle = folded(title);
  const words = wordsOf(title);
  const others = wordsOf(keywords);
  let sum = 0;
  for (const word of wanted) {
    const found = wordDistance(word, inTitle, words, others);
    if (found === null) return null;
    sum += found;
  }
  // Typed as it stands in the title, it is what was meant.
  const whole = wanted.join(" ");
  return whole !== "" && words.join(" ").startsWith(whole) ? sum - rank.inside : sum;
}

function wordDistance(word: string, title: string, words: string[], others: string[]): number | null {
  if (words[0]?.startsWith(word)) return rank.titleStart;
  if (words.some((one) => one.startsWith(word))) return rank.wordStart;
  // "gnk" for "Generate New Key".
  if (
    word.length > 1 &&
    words
      .map((one) => one[0])
      .join("")
      .startsWith(word)
  )
    return rank.initials;
  if (others.some((one) => one.startsWith(word))) return rank.keyword;
  return title.includes(word) || others.some((one) => one.includes(word)) ? rank.inside : null;
}

/** Letters, digits and what names of keys hold besides; quotation marks and dots of a title are nobody's search. */
function wordsOf(text: string): string[] {
  return folded(text)
    .split(/[\s“”…:,]+/)
    .filter(Boolean);
}
