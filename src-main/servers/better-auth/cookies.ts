/** The cookies of one answer, for the one request that follows it. None is kept beyond that. */
import type { Answer } from "../answer.ts";

/** The value of a Cookie header with what `answer` sets under such a name; with all of it where no name fits, since names can be configured. */
export function liveCookies(answer: Answer, name: RegExp): string {
  const jar = new Map<string, string>();
  for (const line of answer.setCookies()) {
    const [pair = "", ...attributes] = line.split(";").map((part) => part.trim());
    const at = pair.indexOf("=");
    if (at < 1) continue;
    const isGone = at === pair.length - 1 || attributes.some((one) => /^max-age=(0|-\d+)$/i.test(one));
    // Set first and removed afterwards, it is removed.
    if (isGone) jar.delete(pair.slice(0, at));
    else jar.set(pair.slice(0, at), pair.slice(at + 1));
  }
  const all = [...jar];
  const fitting = all.filter(([one]) => name.test(one));
  return (fitting.length > 0 ? fitting : all).map(([one, value]) => `${one}=${value}`).join("; ");
}
