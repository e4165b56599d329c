/** What the scripts print about themselves: calm, one line a fact. */
// @ts-check

/**
 * A line on what is being done or was found.
 * @param {string} line
 */
export function say(line) {
  console.log(line);
}

/** An end that was foreseen: its message is all that the reader needs, so no stack is shown. */
export class Stop extends Error {}

/**
 * "950 ms", "12.3 s" or "2 min 5 s".
 * @param {number} milliseconds
 */
export function duration(milliseconds) {
  if (milliseconds < 1_000) return `${Math.round(milliseconds)} ms`;
  if (milliseconds < 60_000) return `${(milliseconds / 1_000).toFixed(1)} s`;
  const seconds = Math.round(milliseconds / 1_000);
  return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}
