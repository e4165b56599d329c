/** Answers the system's file dialogs, which no test can operate: each answers with the path it is given, or is called off. */
import type { ElectronApplication } from "@playwright/test";

/** From now on the dialogs for opening and for saving answer with `path`; null calls them off. */
export async function answerFileDialogs(app: ElectronApplication, path: string | null): Promise<void> {
  await app.evaluate(({ dialog }, chosen) => {
    dialog.showOpenDialog = async () => ({ canceled: chosen === null, filePaths: chosen === null ? [] : [chosen] });
    dialog.showSaveDialog = async () => ({ canceled: chosen === null, filePath: chosen ?? "" });
  }, path);
}
