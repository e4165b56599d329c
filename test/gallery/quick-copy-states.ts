/** States of the palette to draw. */
import type { AppState } from "../../src-preload/contract/app.ts";
import type { KeptKey } from "../../src-preload/contract/kept.ts";
import { ago, goodDay, local, remote } from "./states.ts";

const minute = 60_000;
const day = 24 * 60 * minute;

/** A kept key of the Local workspace. */
export function keptKey(part: Partial<KeptKey> & Pick<KeptKey, "keyId">): KeptKey {
  return {
    connectionId: local.id,
    name: null,
    start: "krk_Qm5c",
    last4: "8sVu",
    lastUsedAt: null,
    lastCopiedAt: null,
    ...part,
  };
}

/** The kept keys of the pictures. */
export const keptKeys: KeptKey[] = [
  keptKey({
    keyId: "k1",
    name: "Production API",
    start: "krk_9fK2",
    last4: "x7Qd",
    lastUsedAt: ago(2 * minute),
    lastCopiedAt: ago(10 * minute),
  }),
  keptKey({
    keyId: "k2",
    name: "Production webhooks",
    start: "krk_Zt04",
    last4: "m1Lp",
    lastUsedAt: ago(72 * minute),
    lastCopiedAt: ago(day),
  }),
  keptKey({ keyId: "k3", name: "Staging Tests", start: "krk_b7Wn", last4: "0OaE", lastUsedAt: ago(41 * day) }),
  keptKey({ keyId: "k4", lastCopiedAt: ago(2 * day) }),
];

/** Keys of two servers. */
export const ofTwoServers: KeptKey[] = [
  ...keptKeys,
  keptKey({
    keyId: "k1",
    connectionId: remote.id,
    name: "Rotterdam label printer",
    start: "krk_L0oI",
    last4: "1lI0",
    lastUsedAt: ago(5 * day),
    lastCopiedAt: ago(15 * minute),
  }),
  keptKey({ keyId: "k2", connectionId: remote.id, name: "Nightly import", start: "krk_4hTq", last4: "Vb2s" }),
];

/** Names that try a layout. */
export const awkwardKept: KeptKey[] = [
  keptKey({ keyId: "a1", name: "W".repeat(64), lastUsedAt: ago(2 * minute), lastCopiedAt: ago(1) }),
  keptKey({ keyId: "a2", name: "مفتاح الإنتاج الرئيسي (v2)", lastCopiedAt: ago(2) }),
  keptKey({ keyId: "a3", name: "👩‍🚀🚀 Ωmega ключ 鍵 — naïve", lastUsedAt: ago(400 * day), lastCopiedAt: ago(3) }),
  keptKey({ keyId: "a4", name: '<b>bold</b> & "quoted"', lastCopiedAt: ago(4) }),
  keptKey({ keyId: "a5", name: "M".repeat(40), start: "northwind_live_key_of_production_9fK2", lastCopiedAt: ago(5) }),
];

/** More kept keys than the list shows at once. */
export const manyKept: KeptKey[] = Array.from({ length: 40 }, (_, index) =>
  keptKey({
    keyId: `m${index}`,
    name: `Integration ${index + 1}`,
    last4: (46656 + index * 91).toString(36).slice(-4),
    lastCopiedAt: ago(index * minute),
  }),
);

/** The palette on a good day. */
export function palette(part: Partial<AppState> = {}): AppState {
  return {
    ...goodDay(),
    kept: keptKeys,
    clipboard: { holding: null, conceals: true },
    preferences: {
      keepNewKeys: true,
      clearAfter: 30,
      closeToTray: true,
      quickCopyShortcut: "CommandOrControl+Shift+K",
      startAtLogin: false,
      attention: { oldAfterDays: 90, neverUsedAfterDays: 7, idleAfterDays: 30, expiringWithinDays: 14 },
      weeklyReminder: true,
    },
    desktop: { tray: "present", shortcutFailure: null },
    ...part,
  };
}
