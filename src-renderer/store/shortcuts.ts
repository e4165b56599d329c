/** The window's shortcuts, each written down once: rows, menus, the command palette, the sheet of shortcuts and the test of main's menu read them here. */
import { isMac, shortcutText } from "./platform.ts";

/** Keys that do something. */
export interface Shortcut {
  /** In the words of Electron's accelerators: "K", "Delete", "F2". */
  key: string;
  /** Together with Ctrl, on a Mac with Cmd; main's menu hears these wherever the focus is. */
  mod: boolean;
  /** Where a Mac has other keys altogether. */
  mac?: { text: string; aria: string; accelerator: string };
}

const withMod = (key: string): Shortcut => ({ key, mod: true });
const alone = (key: string): Shortcut => ({ key, mod: false });

/** Heard wherever the focus is. */
export const anywhere = {
  palette: withMod("K"),
  generate: withMod("N"),
  find: withMod("F"),
  settings: withMod(","),
  /** Without a modifier, so only while no text is being typed. */
  shortcuts: alone("?"),
  zoomIn: withMod("Plus"),
  zoomOut: withMod("-"),
  actualSize: withMod("0"),
  fullScreen: { ...alone("F11"), mac: { text: "⌃ ⌘ F", aria: "Control+Meta+F", accelerator: "Ctrl+Cmd+F" } },
  quit: withMod("Q"),
} as const satisfies Record<string, Shortcut>;

/** Heard on a key's row. */
export const onRow = {
  menu: alone("Enter"),
  copy: alone("C"),
  use: alone("U"),
  rename: alone("F2"),
  rotate: alone("R"),
  revoke: alone("Delete"),
} as const satisfies Record<string, Shortcut>;

/** What can be heard on a row. */
export type RowShortcut = keyof typeof onRow;

/** The shortcut of a connection by its digit. */
export const ofConnection = (digit: string): Shortcut => withMod(digit);

/** Other keys for the same: Space opens as it does on a button, and Backspace is a Mac's Delete. */
const alsoOnRow: Readonly<Record<string, RowShortcut>> = { " ": "menu", Backspace: "revoke" };

/** What a key press without modifiers means on a key's row; null where it means nothing there. */
export function rowShortcut(key: string): RowShortcut | null {
  const pressed = key.length === 1 ? key.toUpperCase() : key;
  const names = Object.keys(onRow) as RowShortcut[];
  return names.find((name) => onRow[name].key === pressed) ?? alsoOnRow[key] ?? null;
}

/** What stands on the key, where that is not its name. */
const labels: Readonly<Record<string, { mac: string; other: string }>> = {
  Enter: { mac: "↵", other: "↵" },
  Delete: { mac: "⌫", other: "Del" },
  Plus: { mac: "+", other: "+" },
  "-": { mac: "−", other: "−" },
};

/** As the keyboard has it: "Ctrl K", on a Mac "⌘ K". */
export function keysText({ key, mod, mac }: Shortcut, platform: string): string {
  if (mac !== undefined && isMac(platform)) return mac.text;
  const label = labels[key]?.[isMac(platform) ? "mac" : "other"] ?? key;
  return mod ? shortcutText(platform, label) : label;
}

/** For `aria-keyshortcuts`. */
export function ariaKeys({ key, mod, mac }: Shortcut, platform: string): string {
  if (mac !== undefined && isMac(platform)) return mac.aria;
  if (!mod) return key;
  return `${isMac(platform) ? "Meta" : "Control"}+${key}`;
}

/** In Electron's notation, as main's menu has it. */
export function acceleratorOf({ key, mod, mac }: Shortcut, platform: string): string {
  if (mac !== undefined && isMac(platform)) return mac.accelerator;
  return mod ? `CmdOrCtrl+${key}` : key;
}
