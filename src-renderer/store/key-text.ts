/** How a key is written down: its name or what stands for it, its hint, and who revoked it. */
import type { Actor, ApiKey } from "../../src-preload/contract/keys.ts";

/** What stands where a key has no name. */
export const untitled = "Untitled key";

/** The name, or what stands for it. */
export function keyTitle(key: Pick<ApiKey, "name">): string {
  return key.name ?? untitled;
}

/** The first and last characters, which are all that may be shown of a key: `krk_9fK2••••x7Qd`. */
export function keyHint(key: Pick<ApiKey, "start" | "last4">): string {
  return `${key.start}••••${key.last4}`;
}

/** "You" for the signed-in admin, else a name, else a dash. */
export function actorText(actor: Actor | null, accountId: string | null): string {
  if (actor === null) return "–";
  return actor.id === accountId ? "You" : actor.name;
}

/** Whether another active key bears this name already, whatever its case. */
export function isTaken(name: string, active: readonly ApiKey[], exceptId?: string): boolean {
  const wanted = folded(name);
  return wanted !== "" && active.some((key) => key.id !== exceptId && key.name !== null && folded(key.name) === wanted);
}

/** The keys whose name or hint holds what is looked for; all of them when nothing is. */
export function matching(keys: readonly ApiKey[], wanted: string): readonly ApiKey[] {
  const needle = folded(wanted);
  if (needle === "") return keys;
  return keys.filter((key) => folded(keyTitle(key)).includes(needle) || folded(keyHint(key)).includes(needle));
}

function folded(text: string): string {
  return text.normalize("NFC").trim().toLocaleLowerCase();
}
