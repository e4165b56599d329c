/** What a person can choose in Settings, with its defaults. */
import { z } from "zod";

/** Seconds until a copied key is taken off the clipboard; 0 leaves it there. */
export const ClearAfter = z.union([z.literal(0), z.literal(10), z.literal(30), z.literal(60), z.literal(300)]);
/** Seconds until a copied key is taken off the clipboard; 0 leaves it there. */
export type ClearAfter = z.infer<typeof ClearAfter>;

import { AttentionThresholds } from "./attention.ts";

/** What a person can choose in Settings. */
export const Preferences = z.object({
  /** Whether a new key is kept for quick copy unless the person says otherwise. */
  keepNewKeys: z.boolean(),
  clearAfter: ClearAfter,
  /** Whether closing the window leaves Keyrack in the tray, where there is one. */
  closeToTray: z.boolean(),
  /** The global shortcut of quick copy, in Electron's notation; null for none. */
  quickCopyShortcut: z.string().min(1).max(64).nullable(),
  /** Whether Keyrack starts, hidden, when the person logs in. */
  startAtLogin: z.boolean(),
  /** When a key deserves a look. */
  attention: AttentionThresholds,
  /** Whether Keyrack may say so outside its window, once a week at most. */
  weeklyReminder: z.boolean(),
});
/** What a person can choose in Settings. */
export type Preferences = z.infer<typeof Preferences>;
