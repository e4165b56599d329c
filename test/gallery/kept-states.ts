/** States with kept keys, a key on the clipboard, and what Settings can say of quick copy. */
import type { AppState } from "../../src-preload/contract/app.ts";
import type { KeptKey } from "../../src-preload/contract/kept.ts";
import type { ApiKey } from "../../src-preload/contract/keys.ts";
import { ago, failure, fiveKeys, goodDay, local, remote, threeKeys } from "./states.ts";

const minute = 60_000;

/** A key as it is listed when it is kept. */
export function keptOf(key: ApiKey, part: Partial<KeptKey> = {}): KeptKey {
  const { id: keyId, name, start, last4, lastUsedAt } = key;
  return { connectionId: local.id, keyId, name, start, last4, lastUsedAt, lastCopiedAt: null, ...part };
}

/** The first two of the three keys, as in the pictures. */
export const twoKept: KeptKey[] = threeKeys.slice(0, 2).map((key) => keptOf(key, { lastCopiedAt: ago(20 * minute) }));

/** Of two connections, with names that try a layout. */
export const manyKept: KeptKey[] = [
  ...fiveKeys.map((key) => keptOf(key)),
  keptOf({ ...(fiveKeys[0] as ApiKey), id: "s1", name: "W".repeat(64) }, { connectionId: remote.id }),
  keptOf(
    { ...(fiveKeys[0] as ApiKey), id: "s2", name: "مفتاح الإنتاج الرئيسي (v2)" },
    { connectionId: remote.id, lastCopiedAt: ago(300 * minute) },
  ),
];

/** The preferences as they are at first. */
export const preferences: AppState["preferences"] = {
  keepNewKeys: true,
  clearAfter: 30,
  closeToTray: true,
  quickCopyShortcut: "CommandOrControl+Shift+K",
  startAtLogin: false,
  attention: { oldAfterDays: 90, neverUsedAfterDays: 7, idleAfterDays: 30, expiringWithinDays: 14 },
  weeklyReminder: true,
};

/** A good day with two kept keys and a tray. */
export function keptDay(part: Partial<AppState> = {}): AppState {
  return goodDay({ kept: twoKept, preferences, desktop: { tray: "present", shortcutFailure: null }, ...part });
}

/** A key on the clipboard for `seconds` more. */
export function onClipboard(label: string, seconds: number | null): AppState["clipboard"] {
  return { holding: { label, clearsAt: seconds === null ? null : ago(-seconds * 1000) }, conceals: false };
}

/** The failures of keeping and copying, as main words them. */
export const keptFailures = {
  notKept: failure(
    "not-kept",
    "The key was not kept on this computer: the system keychain is locked. The key itself is fine; copy it and put it where it belongs.",
  ),
  mismatch: failure(
    "value-mismatch",
    "That is not this key: its value reads krk_b7Wn…0OaE. Nothing was kept; paste the whole key.",
  ),
  refused: failure("value-refused", "The server does not know that value as this key. Nothing was kept."),
  shortcutTaken: failure(
    "shortcut-taken",
    "Another program already uses that shortcut. Choose another; the one before still works.",
  ),
  startAtLogin: failure(
    "start-at-login",
    "Starting at login could not be changed (EACCES). Everything else works as before.",
  ),
};
