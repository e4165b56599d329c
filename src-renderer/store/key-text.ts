/** How a key is written down: its name or what stands for it, its hint, and who revoked it. */
import type { AppState } from "../../src-preload/contract/app.ts";
import type { Actor, ApiKey } from "../../src-preload/contract/keys.ts";

/** What stands where a key has no name. */
export const untitled = "Untitled key";

/** The name, or what stands for it. */
export function keyTitle(key: Pick<ApiKey, "name">): string {
  return key.name ?? untitled;
}

/** What a screen reader says when a key's row has the focus; the row's cells are read from there. */
export function rowLabel(key: Pick<ApiKey, "name" | "start" | "last4" | "remembered">): string {
  return `${keyTitle(key)}, ${keyHint(key)}${key.remembered ? ", remembered on this computer" : ""}`;
}

/** The first and last characters, which are all that may be shown of a key: `krk_9fK2••••x7Qd`. A server may keep only one end, or none. */
export function keyHint({ start, last4 }: Pick<ApiKey, "start" | "last4">): string {
  return `${start}••••${last4 ?? ""}`;
}

/** Which ends of a key its hint shows: "first and last characters"; null where it shows none. */
export function knownEnds({ start, last4 }: Pick<ApiKey, "start" | "last4">): string | null {
  if (start === "" && last4 === null) return null;
  if (last4 === null) return "first characters";
  return start === "" ? "last characters" : "first and last characters";
}

/** "You" for the signed-in admin, else a name, else a dash. */
export function actorText(actor: Actor | null, accountId: string | null): string {
  if (actor === null) return "–";
  return actor.id === accountId ? "You" : actor.name;
}

/** Who is signed in, for `actorText`; null while nobody is. */
export function accountIdOf({ session }: Pick<AppState, "session">): string | null {
  return session.status === "signed-in" ? session.session.account.id : null;
}

/** Whether another active key bears this name already, whatever its case. */
export function isTaken(name: string, active: readonly ApiKey[], exceptId?: string): boolean {
  const wanted = folded(name);
  return wanted !== "" && active.some((key) => key.id !== exceptId && key.name !== null && folded(key.name) === wanted);
}

/** The reason with which a server ends a key whose grace period is over (the contract's word). */
export const rotatedReason = "rotated";

/** Why a key was revoked: in its person's words, or in ours where the server did it. */
export function revocationText(reason: string): string {
  return reason === rotatedReason ? "Rotated" : reason;
}

/** The keys whose name or hint holds what is looked for; all of them when nothing is. */
export function matching(keys: readonly ApiKey[], wanted: string): readonly ApiKey[] {
  const needle = folded(wanted);
  if (needle === "") return keys;
  return keys.filter((key) => searchText(key).includes(needle));
}

/** A number of keys for people: "10,000". */
export function countText(count: number): string {
  return count.toLocaleString("en");
}

const searchTexts = new WeakMap<ApiKey, string>();

/** What a key is found by. Kept, because folding ten thousand names at each keystroke would take longer than a frame. */
function searchText(key: ApiKey): string {
  let text = searchTexts.get(key);
  if (text === undefined) {
    // A line break stands between the two: nobody can type one into the filter.
    text = `${folded(keyTitle(key))}\n${folded(keyHint(key))}`;
    searchTexts.set(key, text);
  }
  return text;
}

function folded(text: string): string {
  return text.normalize("NFC").trim().toLocaleLowerCase();
}
