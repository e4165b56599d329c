/** The sheet of shortcuts: the commands that have one, and the keys that move about. */
import type { Command } from "./command.ts";
import { fixedCommands } from "./command-list.ts";
import { isMac } from "./platform.ts";
import { acceleratorText } from "./shortcut.ts";
import { keysText, ofConnection, onRow } from "./shortcuts.ts";

/** One line: keys, each of which does it, or a stretch from the first to the last. */
export interface SheetLine {
  title: string;
  keys: readonly string[];
  stretch?: true;
}

/** Lines under one heading. */
export interface SheetSection {
  heading: string;
  lines: readonly SheetLine[];
}

/** What the sheet needs of the state. */
export interface SheetSource {
  platform: string;
  /** The global shortcut of quick copy, in Electron's notation; null for none. */
  quickCopyShortcut: string | null;
}

/** What the application menu does by itself, by the ids of its commands. */
const ofWindow = new Set(["zoom-in", "zoom-out", "actual-size", "full-screen", "quit"].map((id) => `keyrack.${id}`));
const isOfWindow = (id: string) => ofWindow.has(id);

/** All sections, in their order. */
export function shortcutSheet({ platform, quickCopyShortcut }: SheetSource): SheetSection[] {
  const text = (shortcut: Parameters<typeof keysText>[0]) => keysText(shortcut, platform);
  const ofCommands = (wanted: (command: Command) => boolean): SheetLine[] =>
    fixedCommands.flatMap((command) =>
      command.shortcut !== undefined && wanted(command)
        ? [{ title: command.title.replace(/…$/, ""), keys: [text(command.shortcut)] }]
        : [],
    );
  const sections: SheetSection[] = [
    {
      heading: "Anywhere in the window",
      lines: [
        ...ofCommands(({ group, id }) => group === "keyrack" && !isOfWindow(id)),
        ...ofCommands(({ group }) => group !== "keyrack" && group !== "key"),
        { title: "Switch connection", keys: [text(ofConnection("1")), text(ofConnection("9"))], stretch: true },
        { title: "Close a dialog, or empty the filter", keys: ["Esc"] },
      ],
    },
    {
      heading: "On a key’s row",
      lines: [{ title: "Open its menu", keys: [text(onRow.menu)] }, ...ofCommands(({ group }) => group === "key")],
    },
    {
      heading: "In tables",
      lines: [
        { title: "Next or previous row", keys: ["↑", "↓"] },
        { title: "First or last row", keys: isMac(platform) ? ["↖", "↘"] : ["Home", "End"] },
        { title: "A page up or down", keys: isMac(platform) ? ["⇞", "⇟"] : ["PgUp", "PgDn"] },
        { title: "Next part of the window", keys: ["Tab"] },
      ],
    },
    { heading: "The window itself", lines: ofCommands(({ id }) => isOfWindow(id)) },
  ];
  if (quickCopyShortcut === null) return sections;
  const keys = [acceleratorText(quickCopyShortcut, platform)];
  return [...sections, { heading: "From any program", lines: [{ title: "Quick copy", keys }] }];
}
