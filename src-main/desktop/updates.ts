/** Looks for newer versions with electron-updater, at the address that a package may have been made with. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import type { AppUpdater } from "electron-updater";
import { logLine } from "../log.ts";
import type { NewerVersion, Updates } from "../ports.ts";
import { openNetworkedSession } from "./networked-session.ts";

/** electron-updater's own name for the session of its requests (electron-updater/out/electronHttpExecutor.js). */
const partition = "electron-updater";

/** Null where the package names no address: then nothing is loaded, and nobody is asked. */
export function configuredUpdates(): Updates | null {
  // electron-builder writes it for `npm run dist -- --update-url`.
  if (!existsSync(join(process.resourcesPath, "app-update.yml"))) return null;
  let loading: Promise<AppUpdater> | null = null;
  return {
    async look() {
      try {
        loading ??= load();
        return await lookWith(await loading);
      } catch (error) {
        logLine("looking for a newer version failed", error);
        return null;
      }
    },
  };
}

async function lookWith(updater: AppUpdater): Promise<NewerVersion | null> {
  const found = await updater.checkForUpdates();
  if (!found?.isUpdateAvailable) return null;
  await found.downloadPromise;
  return { version: found.updateInfo.version, installsItself: updater.autoDownload };
}

async function load(): Promise<AppUpdater> {
  await openNetworkedSession(partition);
  const { autoUpdater } = await import("electron-updater");
  // A .deb belongs to the system: replacing it would bring up a question for the administrator's password at quitting.
  const ownsItsFiles = process.platform !== "linux" || process.env.APPIMAGE !== undefined;
  autoUpdater.autoDownload = ownsItsFiles;
  // Never `quitAndInstall`: nobody is torn out of their work.
  autoUpdater.autoInstallOnAppQuit = ownsItsFiles;
  // It would send a number of its own making by which the server knows this computer again.
  autoUpdater.requestHeaders = { "x-user-staging-id": "" };
  const tell = (message: unknown) => logLine(`electron-updater: ${String(message)}`);
  autoUpdater.logger = { info: () => {}, warn: tell, error: tell };
  return autoUpdater;
}
