/** The window's shortcuts, each written down once: the command palette, the sheet of shortcuts and the menu's test read them here. */
import { isMac, shortcutText } from "./platform.ts";

/** Keys that do something. */
export interface Shortcut {
  /** In the words of Electron's accelerators: "K", "Delete", "F2". */
  key: string;
  /** Together with Ctrl, on a Mac with Cmd; main's menu hears these wherever the focus is. */
  mod: boolean;
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
} as const;

/** Heard on a key's row. */
export const onRow = {
  menu: alone("Enter"),
  copy: alone("C"),
  use: alone("U"),
  rename: alone("F2"),
  rotate: alone("R"),
  revoke: alone("Delete"),
} as const;

/** The shortcut of a connection by its digit. */
export const ofConnection = (digit: string): Shortcut => withMod(digit);

/** What stands on the key, where that is not its name. */
const labels: Readonly<Record<string, { mac: string; other: string }>> = {
  Enter: { mac: "↵", other: "↵" },
  Delete: { mac: "⌫", other: "Del" },
};

/** As the keyboard has it: "Ctrl K", on a Mac "⌘ K". */
export function keysText({ key, mod }: Shortcut, platform: string): string {
  const label = labels[key]?.[isMac(platform) ? "mac" : "other"] ?? key;
  return mod ? shortcutText(platform, label) : label;
}

/** For `aria-keyshortcuts`. */
export function ariaKeys({ key, mod }: Shortcut, platform: string): string {
  if (!mod) return key;
  return `${isMac(platform) ? "Meta" : "Control"}+${key}`;
}

/** In Electron's notation, as main's menu has it. */
export function acceleratorOf({ key, mod }: Shortcut): string {
  return mod ? `CmdOrCtrl+${key}` : key;
}
