/** Moments in words: how long ago, on which day, at what time. Pure, in the time zone of the computer. */

const secondMs = 1000;
const minuteMs = 60 * secondMs;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

// Written out because en-GB shortens September to four letters, which breaks the column.
const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"] as const;
const weekdays = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"] as const;

/** How old something is: "just now", "2 minutes ago", "6 weeks ago", "3 months ago", then the date. */
export function ageText(instant: string, now: number): string {
  const age = now - Date.parse(instant);
  return recent(age) ?? longAgo(age, instant, 14);
}

/** When something was last used: like an age, but in days for a whole quarter, because idleness is counted in days. */
export function usedText(instant: string | null, now: number): string {
  if (instant === null) return "Never";
  const age = now - Date.parse(instant);
  return recent(age) ?? longAgo(age, instant, 91);
}

/** "3 Mar 2026". */
export function dateText(instant: string): string {
  const date = new Date(instant);
  return `${date.getDate()} ${months[date.getMonth()]} ${date.getFullYear()}`;
}

/** "Tue 3 Mar 2026, 14:02". */
export function absoluteText(instant: string): string {
  return `${weekdays[new Date(instant).getDay()]} ${dateText(instant)}, ${clockText(instant)}`;
}

/** "14:02 today", "14:02 yesterday", "14:02 on 3 Mar 2026". */
export function asOfText(instant: string, now: number): string {
  const days = calendarDays(instant, now);
  const day = days === 0 ? "today" : days === 1 ? "yesterday" : `on ${dateText(instant)}`;
  return `${clockText(instant)} ${day}`;
}

/** When something will be: "in 5 minutes", "in 7 hours", "in 3 days", then the date; "now" once it has passed. */
export function untilText(instant: string, now: number): string {
  const left = Date.parse(instant) - now;
  if (left <= 0) return "now";
  if (left < hourMs) return `in ${count(Math.max(1, Math.round(left / minuteMs)), "minute")}`;
  if (left < 2 * dayMs) return `in ${count(Math.round(left / hourMs), "hour")}`;
  if (left < 60 * dayMs) return `in ${count(Math.round(left / dayMs), "day")}`;
  return `on ${dateText(instant)}`;
}

/** When something comes to its end: "expires in 9 days", "expires on 12 Mar 2027", "expired 2 hours ago". */
export function expiryText(instant: string, now: number): string {
  return Date.parse(instant) > now ? `expires ${untilText(instant, now)}` : `expired ${ageText(instant, now)}`;
}

/** "14:02". */
function clockText(instant: string): string {
  const date = new Date(instant);
  const two = (part: number) => String(part).padStart(2, "0");
  return `${two(date.getHours())}:${two(date.getMinutes())}`;
}

/** Within a day; a moment in the future is a clock that differs, so it is "just now". */
function recent(age: number): string | undefined {
  if (age < minuteMs) return "just now";
  if (age < hourMs) return `${count(Math.floor(age / minuteMs), "minute")} ago`;
  if (age < dayMs) return `${count(Math.floor(age / hourMs), "hour")} ago`;
  return undefined;
}

function longAgo(age: number, instant: string, inDaysUpTo: number): string {
  const days = Math.floor(age / dayMs);
  if (days < inDaysUpTo) return `${count(days, "day")} ago`;
  if (days < 61) return `${count(Math.floor(days / 7), "week")} ago`;
  if (days < 365) return `${count(Math.min(11, Math.floor(days / 30)), "month")} ago`;
  return dateText(instant);
}

function calendarDays(instant: string, now: number): number {
  const midnight = (time: number) => new Date(time).setHours(0, 0, 0, 0);
  // Rounded because a day with a clock change has 23 or 25 hours.
  return Math.round((midnight(now) - midnight(Date.parse(instant))) / dayMs);
}

function count(amount: number, unit: string): string {
  return `${amount} ${unit}${amount === 1 ? "" : "s"}`;
}
