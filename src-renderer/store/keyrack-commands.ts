/** What concerns the program itself: its look, the clipboard, notices, help. */
import type { Appearance } from "../../src-preload/contract/app.ts";
import { clearClipboard, dismissNotice, setAppearance } from "./actions.ts";
import { always, type Command, type CommandView } from "./command.ts";
import { openPalette } from "./command-palette-state.ts";
import { anywhere } from "./shortcuts.ts";
import { openDialog, say } from "./ui-store.ts";

const appearances: readonly { value: Appearance; title: string; keywords: string }[] = [
  { value: "light", title: "Appearance: Light", keywords: "theme mode bright day" },
  { value: "dark", title: "Appearance: Dark", keywords: "theme mode night" },
  { value: "system", title: "Appearance: System", keywords: "theme mode automatic computer" },
];

/** The commands that are always there, in the palette's order. */
export const keyrackCommands: readonly Command[] = [
  {
    id: "keyrack.clear-clipboard",
    title: "Clear the clipboard",
    keywords: "copied remove now",
    group: "keyrack",
    when: ({ app }) => (app.clipboard.holding === null ? "No copied key is on it." : null),
    async run() {
      const answer = await clearClipboard();
      // Whether the key is off the clipboard is said by main's notice, or by the chip at its end.
      if (!answer.ok && answer.failure.code !== "clipboard-not-cleared") say(answer.failure.message, "failure");
    },
  },
  ...appearances.map(
    ({ value, title, keywords }): Command => ({
      id: `keyrack.appearance.${value}`,
      title,
      keywords,
      group: "keyrack",
      when: ({ app }) => (app.appearance === value ? "It is chosen." : null),
      async run() {
        const answer = await setAppearance(value);
        if (!answer.ok) say(answer.failure.message, "failure");
      },
    }),
  ),
  {
    id: "keyrack.palette",
    title: "Command palette",
    keywords: "",
    group: "keyrack",
    shortcut: anywhere.palette,
    // It is open where it would stand.
    listed: () => false,
    when: always,
    run: openPalette,
  },
  {
    id: "keyrack.shortcuts",
    title: "Keyboard shortcuts",
    keywords: "help keys hotkeys",
    group: "keyrack",
    shortcut: anywhere.shortcuts,
    when: always,
    run: () => openDialog({ kind: "shortcuts" }),
  },
];

/** Longer notices are cut in the palette; they stand in full above the page. */
const longest = 48;

/** A command for each notice that takes it off the screen. */
export function noticeCommands({ app: { notices } }: CommandView): Command[] {
  return notices.map(({ id, message }) => ({
    id: `notice.${id}`,
    title: `Dismiss: ${message.length > longest ? `${message.slice(0, longest).trimEnd()}…` : message}`,
    keywords: "notice strip hide close",
    group: "keyrack",
    when: always,
    run: async () => void (await dismissNotice(id)),
  }));
}
