/** The log: lines on standard error, with anything that looks like a secret taken out. */

/** Keys and tokens of our own services, and whatever follows an authorization scheme. */
const secrets = [
  /\bkr[ks]_[A-Za-z0-9_-]{6,}/g,
  /\b(Bearer|ApiKey|Basic)\s+[^\s"',]+/gi,
  /("?(?:password|token|secret|value|authorization)"?\s*[:=]\s*)"?[^\s"',}]+"?/gi,
];

/** The text with secrets replaced by a mark. */
export function redact(text: string): string {
  return secrets.reduce(
    (clean, pattern) =>
      clean.replace(pattern, (_match, kept: unknown) => `${typeof kept === "string" ? `${kept} ` : ""}[redacted]`),
    text,
  );
}

/** Writes one line. `error`'s message and stack are redacted too. */
export function logLine(text: string, error?: unknown): void {
  const detail =
    error instanceof Error ? `: ${error.stack ?? error.message}` : error === undefined ? "" : `: ${String(error)}`;
  process.stderr.write(`keyrack: ${redact(text + detail)}\n`);
}
