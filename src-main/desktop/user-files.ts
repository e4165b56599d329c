/** Files of the person's choice: the system's dialogs, and an export written as a whole. */
import { realpath } from "node:fs/promises";
import { join } from "node:path";
import { app, BrowserWindow, dialog, type OpenDialogOptions, type SaveDialogOptions } from "electron";
import { atomicReplace } from "../atomic-write.ts";
import type { UserFiles } from "../ports.ts";

/** The port on Electron. The dialogs open over the window in use. */
export const userFiles: UserFiles = {
  async chooseEnvFile(fresh) {
    if (fresh) {
      return save({
        title: "New .env file",
        buttonLabel: "Choose",
        defaultPath: join(app.getPath("home"), ".env"),
        // A file that is there is not overwritten but gets one more line, so nothing is asked.
        properties: ["showHiddenFiles", "createDirectory", "dontAddToRecent"],
      });
    }
    return open({
      title: "Choose a .env file",
      buttonLabel: "Choose",
      // Such files begin with a dot, and file dialogs hide those.
      properties: ["openFile", "showHiddenFiles", "dontAddToRecent"],
    });
  },

  chooseExportPlace: (fileName) =>
    save({
      title: "Export the key list",
      buttonLabel: "Export",
      defaultPath: join(app.getPath("documents"), fileName),
      properties: ["createDirectory", "showOverwriteConfirmation"],
    }),

  async writeExport(path, text) {
    // A link is followed: what it leads to is replaced, and it stays.
    const target = await realpath(path).catch(() => path);
    await atomicReplace(target, Buffer.from(text), { mode: 0o600, beforeRename: async () => true });
  },
};

async function open(options: OpenDialogOptions): Promise<string | null> {
  const window = BrowserWindow.getFocusedWindow();
  const { canceled, filePaths } = await (window
    ? dialog.showOpenDialog(window, options)
    : dialog.showOpenDialog(options));
  return canceled ? null : (filePaths[0] ?? null);
}

async function save(options: SaveDialogOptions): Promise<string | null> {
  const window = BrowserWindow.getFocusedWindow();
  const { canceled, filePath } = await (window
    ? dialog.showSaveDialog(window, options)
    : dialog.showSaveDialog(options));
  return canceled || filePath === "" ? null : filePath;
}
