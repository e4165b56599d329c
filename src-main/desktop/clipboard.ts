/** The system clipboard. */
import { clipboard } from "electron";
import type { Clipboard } from "../ports.ts";

/** Awaited everywhere: Electron's clipboard is synchronous before version 44 and asynchronous after. */
export const systemClipboard: Clipboard = {
  async write(text) {
    await clipboard.writeText(text);
  },
  async read() {
    return await clipboard.readText();
  },
};
