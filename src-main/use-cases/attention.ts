/** What an admin should look at, computed from the key list: pure, so that the same keys at the same time say the same. */
import type { Attention, AttentionKind, AttentionThresholds, Dismissal } from "../../src-preload/contract/attention.ts";
import type { ApiKey, KeyLimits } from "../../src-preload/contract/keys.ts";
import type { Capabilities } from "../../src-preload/contract/server.ts";
import { keyHint } from "../key-hint.ts";

/** What is looked at. */
export interface AttentionInput {
  /** The active keys. */
  keys: readonly ApiKey[];
  /** Null where the server knows no limit. */
  limits: KeyLimits | null;
  /** What the server can do: nobody is told of what it does not know, or cannot mend. */
  capabilities: Pick<Capabilities, "lastUsed" | "rename">;
  thresholds: AttentionThresholds;
  /** Milliseconds since the epoch, on this computer; the server's clock may be another. */
  now: number;
}

const dayMs = 86_400_000;

/** Most pressing first: what ends by itself, what is in the way, what is of no use, what could be better. */
const order: readonly AttentionKind[] = ["expiring", "limit", "idle", "never-used", "old", "same-name", "unnamed"];

/** A finding, and how much it weighs against others of its kind. */
interface Finding extends Attention {
  weight: number;
}

/** Everything that deserves a look, dismissed or not. A key is found once for each kind at most. */
export function attentionFor({ keys, limits, capabilities, thresholds, now }: AttentionInput): Attention[] {
  const found = [
    ...keys.flatMap((key) => aboutAge(key, thresholds, now)),
    ...(capabilities.lastUsed ? keys.flatMap((key) => aboutUse(key, thresholds, now)) : []),
    ...(capabilities.rename ? aboutNames(keys) : []),
    ...(limits !== null && limits.active >= limits.maxActive ? [full(limits)] : []),
  ];
  return found
    .sort(
      (a, b) =>
        order.indexOf(a.kind) - order.indexOf(b.kind) ||
        b.weight - a.weight ||
        (a.keyId ?? "").localeCompare(b.keyId ?? ""),
    )
    .map(({ kind, keyId, message }) => ({ kind, keyId, message }));
}

/** Whether two speak of the same thing. */
export function isSameMatter(a: Dismissal, b: Dismissal): boolean {
  return a.kind === b.kind && a.keyId === b.keyId;
}

/** Whole days since a moment; 0 for one in the future, which only means that the server's clock is ahead of this one. */
export function daysSince(instant: string, now: number): number {
  const days = Math.floor((now - Date.parse(instant)) / dayMs);
  return Number.isFinite(days) ? Math.max(0, days) : 0;
}

function aboutAge(key: ApiKey, thresholds: AttentionThresholds, now: number): Finding[] {
  const found: Finding[] = [];
  const age = daysSince(key.createdAt, now);
  const add = (kind: AttentionKind, weight: number, message: string) =>
    found.push({ kind, keyId: key.id, message, weight });

  if (key.expiresAt !== null) {
    const left = Math.ceil((Date.parse(key.expiresAt) - now) / dayMs);
    if (left <= thresholds.expiringWithinDays) {
      add("expiring", -left, `${titleOf(key)} ${endText(left)}`);
    }
  }
  if (age >= thresholds.oldAfterDays) {
    add("old", age, `${titleOf(key)} is ${daysText(age)} old. Replace it with a new key from time to time.`);
  }
  return found;
}

function aboutUse(key: ApiKey, thresholds: AttentionThresholds, now: number): Finding[] {
  const about = (kind: AttentionKind, weight: number, what: string): Finding => {
    return { kind, keyId: key.id, message: `${titleOf(key)} ${what}. Revoke it if nothing needs it.`, weight };
  };
  if (key.lastUsedAt === null) {
    const age = daysSince(key.createdAt, now);
    if (age < thresholds.neverUsedAfterDays) return [];
    return [about("never-used", age, `was generated ${agoText(age)} and has never been used`)];
  }
  const idle = daysSince(key.lastUsedAt, now);
  return idle < thresholds.idleAfterDays ? [] : [about("idle", idle, `has not been used for ${daysText(idle)}`)];
}

/** Names that are missing, or that several keys have. */
function aboutNames(keys: readonly ApiKey[]): Finding[] {
  return [...sameNames(keys), ...keys.flatMap((key) => (key.name === null ? [unnamed(key)] : []))];
}

/** One finding for each name: its newest key is the one to rename, or the one that was meant to replace the others. */
function sameNames(keys: readonly ApiKey[]): Finding[] {
  const byName = new Map<string, ApiKey[]>();
  for (const key of keys) {
    if (key.name === null) continue;
    const folded = key.name.normalize("NFC").trim().toLocaleLowerCase("en");
    byName.set(folded, [...(byName.get(folded) ?? []), key]);
  }
  return [...byName.values()].flatMap((alike) => {
    const [newest, ...others] = [...alike].sort(
      (a, b) => b.createdAt.localeCompare(a.createdAt) || a.id.localeCompare(b.id),
    );
    if (newest === undefined || others.length === 0) return [];
    const hints = listText(others.map(keyHint));
    const message = `“${newest.name}” (${keyHint(newest)}) has the same name as ${hints}. Rename one, so that nobody revokes the wrong key.`;
    return [{ kind: "same-name" as const, keyId: newest.id, message, weight: alike.length }];
  });
}

function unnamed(key: ApiKey): Finding {
  const message = `${keyHint(key)} has no name. Name it after what uses it.`;
  return { kind: "unnamed", keyId: key.id, message, weight: 0 };
}

function full({ active, maxActive }: KeyLimits): Finding {
  const message = `${active} of ${maxActive} keys are active. Revoke one that nothing needs before you generate another.`;
  return { kind: "limit", keyId: null, message, weight: 0 };
}

/** How a sentence begins: the name, or what can be shown of the key. */
function titleOf(key: ApiKey): string {
  return key.name === null ? `The unnamed key ${keyHint(key)}` : `“${key.name}”`;
}

function daysText(days: number): string {
  // Without a comma to set there is no need for ICU, whose first use takes longer than all else here.
  if (days > 1 && days < 1_000) return `${days} days`;
  return days === 1 ? "1 day" : `${days.toLocaleString("en")} days`;
}

function agoText(days: number): string {
  return days === 0 ? "today" : `${daysText(days)} ago`;
}

/** `days` are rounded up; at 0 and below the moment has come. */
function endText(days: number): string {
  if (!(days > 0)) return "has come to its end. Whatever uses it needs another key now.";
  return `ends ${days === 1 ? "within a day" : `in ${daysText(days)}`}. Whatever uses it needs another key by then.`;
}

function listText(items: readonly string[]): string {
  if (items.length <= 2) return items.join(" and ");
  return `${items.slice(0, -1).join(", ")} and ${items.at(-1)}`;
}
