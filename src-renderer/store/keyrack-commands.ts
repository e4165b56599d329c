/** What concerns the program itself: its look, the clipboard, notices, help. */
import type { Appearance, WindowAction } from "../../src-preload/contract/app.ts";
import { actOnWindow, clearClipboard, dismissNotice, setAppearance } from "./actions.ts";
import { always, type Command, type CommandView, shortened } from "./command.ts";
import { openPalette } from "./command-palette-state.ts";
import { anywhere, type Shortcut } from "./shortcuts.ts";
import { openDialog, say } from "./ui-store.ts";

const appearances: readonly { value: Appearance; title: string; keywords: string }[] = [
  { value: "light", title: "Appearance: Light", keywords: "theme mode bright day" },
  { value: "dark", title: "Appearance: Dark", keywords: "theme mode night" },
  { value: "system", title: "Appearance: System", keywords: "theme mode automatic computer" },
];

const ofWindow: readonly { action: WindowAction; title: string; keywords: string; shortcut: Shortcut }[] = [
  { action: "zoom-in", title: "Zoom in", keywords: "larger bigger text size", shortcut: anywhere.zoomIn },
  { action: "zoom-out", title: "Zoom out", keywords: "smaller text size", shortcut: anywhere.zoomOut },
  { action: "actual-size", title: "Actual size", keywords: "zoom reset text", shortcut: anywhere.actualSize },
  { action: "full-screen", title: "Full screen", keywords: "window maximise leave", shortcut: anywhere.fullScreen },
  { action: "quit", title: "Quit Keyrack", keywords: "exit end close leave", shortcut: anywhere.quit },
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
  ...ofWindow.map(
    ({ action, title, keywords, shortcut }): Command => ({
      id: `keyrack.${action}`,
      title,
      keywords,
      group: "keyrack",
      shortcut,
      ...(action !== "quit" && { onlySearched: true as const }),
      when: always,
      async run() {
        const answer = await actOnWindow(action);
        if (!answer.ok) say(answer.failure.message, "failure");
      },
    }),
  ),
];

/** A command for each notice that takes it off the screen. */
export function noticeCommands({ app: { notices } }: CommandView): Command[] {
  return notices.map(({ id, message }) => ({
    id: `notice.${id}`,
    title: `Dismiss: ${shortened(message)}`,
    keywords: "notice strip hide close",
    group: "keyrack",
    when: always,
    run: async () => void (await dismissNotice(id)),
  }));
}
