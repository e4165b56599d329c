/** The system clipboard, and X11's primary selection beside it. */
import * as electron from "electron";
import type { Clipboard, Selection } from "../ports.ts";

/**
 * Electron's clipboard is synchronous before version 44 and asynchronous after, and the primary selection has moved from an
 * argument to a property (https://www.electronjs.org/docs/latest/breaking-changes). Everything is awaited, and the older
 * form, which the current types do not know, is described here.
 */
interface OlderClipboard {
  readText(type?: "selection"): string;
  clear(type?: "selection"): void;
}

const { clipboard } = electron;
/** A class that exists from Electron 44 on, and with it the way to write several formats at once. */
const severalFormats = typeof (electron as { ClipboardItem?: unknown }).ClipboardItem === "function";
const older = clipboard as unknown as OlderClipboard;

/**
 * Formats by which clipboard managers know that a text is to be left out of their history: macOS (nspasteboard.org), Windows
 * (https://learn.microsoft.com/windows/win32/dataxchg/clipboard-formats), KDE's Klipper.
 */
const concealing: Record<string, string> = {
  'electron application/osclipboard;format="org.nspasteboard.ConcealedType"': "1",
  'electron application/osclipboard;format="ExcludeClipboardContentFromMonitorProcessing"': "1",
  'electron application/osclipboard;format="CanIncludeInClipboardHistory"': "\0\0\0\0",
  'electron application/osclipboard;format="CanUploadToCloudClipboard"': "\0\0\0\0",
  'electron application/osclipboard;format="x-kde-passwordManagerHint"': "secret",
};

/** The clipboard port on Electron. */
export const systemClipboard: Clipboard = {
  conceals: severalFormats,
  selections: process.platform === "linux" ? ["clipboard", "primary"] : ["clipboard"],
  async write(text) {
    if (!severalFormats) return void (await clipboard.writeText(text));
    await clipboard.write([new electron.ClipboardItem({ "text/plain": text, ...concealing })]);
  },
  async read(selection: Selection = "clipboard") {
    if (selection === "clipboard") return await clipboard.readText();
    return severalFormats ? await clipboard.selection.readText() : older.readText("selection");
  },
  async clear(selection) {
    if (selection === "clipboard") await clipboard.clear();
    else if (severalFormats) await clipboard.selection.clear();
    else older.clear("selection");
  },
};
