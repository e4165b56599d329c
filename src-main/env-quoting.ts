/** How a value is written in a `.env` file so that dotenv, a shell and Docker Compose read the same. */

/** The characters around a value; the empty string for none. */
export type QuoteStyle = "" | "'" | '"' | "`";

/** Which values a style carries as they are, for every reader. Other characters expand, escape or end something somewhere. */
const carries: Record<QuoteStyle, RegExp> = {
  "": /^[A-Za-z0-9_./:@%+,=-]+$/,
  "'": /^[\x20-\x26\x28-\x7e]*[\x20-\x26\x28-\x5b\x5d-\x7e]$/,
  '"': /^[\x20\x21\x23\x25-\x5b\x5d-\x5f\x61-\x7e]+$/,
  // Only dotenv knows it; a shell would run what it holds. So it is kept where it stands and never chosen.
  "`": /^[A-Za-z0-9_./:@%+,=-]+$/,
};

/** The style a value is written in. */
export function quoteStyleOf(written: string): QuoteStyle {
  const first = written.charAt(0);
  const closes = written.length > 1 && written.endsWith(first);
  return closes && (first === "'" || first === '"' || first === "`") ? first : "";
}

/** The value in every style that carries it, the preferred one first; none where there is none. */
export function waysToWrite(value: string, preferred: QuoteStyle): string[] {
  const styles = new Set<QuoteStyle>([preferred, "", "'", '"']);
  return [...styles].filter((style) => carries[style].test(value)).map((style) => `${style}${value}${style}`);
}
