/** The system's dialog for choosing a file of certificates. */
import { BrowserWindow, dialog, type OpenDialogOptions } from "electron";

const options: OpenDialogOptions = {
  title: "Certificate authorities",
  buttonLabel: "Use this file",
  filters: [
    { name: "Certificates (PEM)", extensions: ["pem", "crt", "cer", "ca-bundle"] },
    { name: "All files", extensions: ["*"] },
  ],
  properties: ["openFile"],
};

/** Opens it over the window in use; the chosen path, or null. */
export async function chooseCertificateFile(): Promise<string | null> {
  const window = BrowserWindow.getFocusedWindow();
  const { canceled, filePaths } = await (window
    ? dialog.showOpenDialog(window, options)
    : dialog.showOpenDialog(options));
  return canceled ? null : (filePaths[0] ?? null);
}
