/** The rotations under way on the connection on screen: which key takes which one's place, and how far it has come. */
import type { AppState } from "../../src-preload/contract/app.ts";
import type { ApiKey } from "../../src-preload/contract/keys.ts";
import { type Circumstances, changeBlock } from "./availability.ts";
import { type AbilitySource, can } from "./capabilities.ts";
import { isKept } from "./kept.ts";

const hourMs = 3_600_000;

/** One rotation. */
export interface RotationUnderWay {
  old: ApiKey;
  successor: ApiKey;
  /** By the server, which ends the old key itself; or by hand, which leaves that to the person. */
  by: "server" | "hand";
}

/** What rotations are read from. */
export type RotationSource = Pick<AppState, "keys" | "rotations" | "activeConnectionId">;

/** All rotations under way, the latest successor first. */
export function rotationsUnderWay({ keys, rotations, activeConnectionId }: RotationSource): RotationUnderWay[] {
  const active = new Map(keys.active.map((key) => [key.id, key]));
  const found: RotationUnderWay[] = keys.retiring.flatMap((old) => {
    const successor = active.get(old.rotation?.replacedBy ?? "");
    return successor ? [{ old, successor, by: "server" as const }] : [];
  });
  for (const { connectionId, oldKeyId, newKeyId } of rotations) {
    const [old, successor] = [active.get(oldKeyId), active.get(newKeyId)];
    if (connectionId === activeConnectionId && old && successor) found.push({ old, successor, by: "hand" });
  }
  return found.sort((a, b) => b.successor.createdAt.localeCompare(a.successor.createdAt));
}

/** The rotation a key takes part in. */
function rotationOf(app: RotationSource, keyId: string): RotationUnderWay | undefined {
  return rotationsUnderWay(app).find(({ old, successor }) => old.id === keyId || successor.id === keyId);
}

/** Retiring keys whose successor is not among the active ones: another admin may be at it just now. */
export function retiringAlone({ keys }: Pick<AppState, "keys">): ApiKey[] {
  const active = new Set(keys.active.map(({ id }) => id));
  return keys.retiring.filter(({ rotation }) => !active.has(rotation?.replacedBy ?? ""));
}

/** Why there is no talking about rotating a key; null where there is, if only to say what has to be done first. */
export function rotateRefusal(app: Circumstances & RotationSource, keyId: string): string | null {
  const block = changeBlock(app);
  if (block !== null) return block;
  if (!app.keys.active.some(({ id }) => id === keyId)) return "This key is not active any more.";
  if (rotationOf(app, keyId)) return "This key takes part in a rotation that is not finished.";
  return null;
}

/** Why a key cannot be rotated now; null when it can be. */
export function rotateBlock(app: Circumstances & RotationSource & AbilitySource, keyId: string): string | null {
  const refusal = rotateRefusal(app, keyId);
  if (refusal !== null) return refusal;
  const { limits } = app.keys;
  if (can(app, "rotate") || limits === null || limits.active < limits.maxActive) return null;
  return `All ${limits.maxActive} keys are active, and this server needs room for the successor. Revoke a key that is no longer needed, then rotate this one.`;
}

/** How far a rotation has come. */
export interface Progress {
  /** Whether the new value has left the modal that shows it once, or is kept. */
  taken: boolean;
  /** Whether it never arrived: then nobody has it. */
  lost: boolean;
  kept: boolean;
  /** Whether the server says when a key is used. */
  watched: boolean;
  /** Whether the successor is known to have been used. */
  used: boolean;
  /** Whether the old key can go: by hand, once the successor is used and the old one no longer. */
  ripe: boolean;
}

/** How far it has come, at `now`. */
export function progressOf(
  app: Pick<AppState, "newKey" | "lostKey" | "kept"> & AbilitySource,
  { old, successor, by }: RotationUnderWay,
  now: number,
): Progress {
  const kept = isKept(app, successor.id);
  const watched = can(app, "lastUsed");
  const used = successor.lastUsedAt !== null;
  const held = app.newKey?.apiKey.id === successor.id ? app.newKey : null;
  const lost = app.lostKey?.status === "created" && app.lostKey.apiKey.id === successor.id && !kept && !used;
  const taken = !lost && (kept || used || held === null || held.copied);
  return { taken, lost, kept, watched, used, ripe: by === "hand" && watched && used && isQuiet(old, successor, now) };
}

/**
 * Whether nothing has used the old key for an hour. The successor's last use is held against it too: it is by the server's
 * clock as well, which may be in another day than ours.
 */
function isQuiet(old: ApiKey, successor: ApiKey, now: number): boolean {
  if (old.lastUsedAt === null) return true;
  const latest = Math.max(now, Date.parse(successor.lastUsedAt ?? "") || 0);
  return latest - Date.parse(old.lastUsedAt) >= hourMs;
}

/** The grace periods to choose from, in seconds. */
export const gracePeriods: readonly { seconds: number; label: string }[] = [
  { seconds: 0, label: "No longer: it ends at once" },
  { seconds: 3_600, label: "For 1 hour" },
  { seconds: 86_400, label: "For 1 day" },
  { seconds: 604_800, label: "For 7 days" },
  { seconds: 2_592_000, label: "For 30 days" },
];

/** What is offered first. */
export const usualGraceSeconds = 86_400;

/** "1 day", "90 minutes". */
export function durationText(seconds: number): string {
  const units: [number, string][] = [
    [86_400, "day"],
    [3_600, "hour"],
    [60, "minute"],
    [1, "second"],
  ];
  const [size, unit] = units.find(([one]) => seconds >= one && seconds % one === 0) ?? [1, "second"];
  const amount = seconds / size;
  return `${amount} ${unit}${amount === 1 ? "" : "s"}`;
}

/** What there is to do, in a sentence or two. */
export function nextText({ old, by }: RotationUnderWay, { taken, lost, kept, watched, used, ripe }: Progress): string {
  if (lost) return "The successor’s value was not received, so nobody has it. Cancel the rotation, then rotate again.";
  if (!taken) return "Copy the successor from its dialog.";
  if (!watched) {
    const end = by === "hand" ? "revoke the old key once nothing needs it" : "the old key ends by itself";
    return `Put the successor wherever the old key is used. This server does not say when keys are used: ${end}.`;
  }
  if (!used) {
    const put = "Put the successor wherever the old key is used. Its first use shows here by itself.";
    return kept ? put : `${put} If nobody has its value, cancel the rotation and begin again.`;
  }
  if (by === "server") {
    return old.rotation?.graceEndsAt == null
      ? "The successor has been used."
      : "The old key ends by itself. See that nothing needs it any more by then.";
  }
  return ripe
    ? "The successor has been used, and nothing has used the old key for an hour. You can revoke it."
    : "The successor has been used, but the old key was used within the last hour. Wait until nothing uses it, then revoke it.";
}

/**
 * What calling the server with a key would begin, so that nobody begins it unknowingly: the first use of a successor, which the
 * server cannot tell from any other. Null for every other key. `watched`: the server says when a key is used.
 */
export function firstUseText(app: RotationSource, keyId: string, watched: boolean): string | null {
  const rotation = rotationOf(app, keyId);
  if (rotation?.successor.id !== keyId || rotation.successor.lastUsedAt !== null) return null;
  if (rotation.by === "hand" && !watched) return null;
  if (rotation.by === "hand") return "This counts as the successor’s first use, although nothing else uses it yet.";
  const { graceSeconds } = rotation.old.rotation ?? {};
  const end =
    graceSeconds == null
      ? "the old key’s time begins to run"
      : graceSeconds === 0
        ? "the old key is revoked at once"
        : `the old key is revoked ${durationText(graceSeconds)} later`;
  return `This counts as the successor’s first use: ${end}.`;
}
