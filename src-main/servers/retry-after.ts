/** How long a server asks to be left alone, in whatever way it says so. */

/** Seconds of a Retry-After: a number of them, or a date (RFC 9110, 10.2.3) held against the server's own clock; null for neither. */
export function secondsOf(retryAfter: string | null, date: string | null): number | null {
  if (retryAfter === null) return null;
  if (/^\d+$/.test(retryAfter)) return Number(retryAfter);
  // Date.parse alone takes almost anything for a date: "-5" is one in 2001.
  const until = retryAfter.endsWith("GMT") ? Date.parse(retryAfter) : Number.NaN;
  return Number.isNaN(until) ? null : (until - serverNow(date)) / 1000;
}

/** Whole seconds that may be waited: one at least, and no longer than `longest`. */
export function waitable(seconds: number, longest: number): number {
  return Math.min(Math.max(Math.ceil(seconds), 1), longest);
}

/** What the server's clock shows, by the Date of its answer; by this computer's where it says nothing. Milliseconds. */
export function serverNow(date: string | null): number {
  const moment = Date.parse(date ?? "");
  return Number.isNaN(moment) ? Date.now() : moment;
}
