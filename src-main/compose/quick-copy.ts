/** Quick copy around the window: the tray, the palette, the global shortcut, and the clipboard's end on lock. */
import { app, powerMonitor } from "electron";
import type { Result } from "../../src-preload/contract/failure.ts";
import type { KeptReference } from "../../src-preload/contract/kept.ts";
import type { Context } from "../context.ts";
import { notify } from "../desktop/notification.ts";
import { createPalette, type Palette, type PaletteOptions } from "../desktop/quick-copy-window.ts";
import { listenOnBus } from "../desktop/session-bus.ts";
import { createTray } from "../desktop/tray.ts";
import { type TrayAction, trayMenu } from "../desktop/tray-menu.ts";
import { send } from "../ipc/broadcast.ts";
import { isSameKey, keptAccount } from "../kept-keys.ts";
import { logLine } from "../log.ts";
import { registerShortcut } from "../use-cases/change-preferences.ts";
import { clearClipboard } from "../use-cases/clipboard-clearing.ts";
import { copyKeptKey } from "../use-cases/copy-kept-key.ts";
import type { MainWindow } from "./main-window.ts";

/** The palette of kept keys; made when it is first wanted. */
export function createQuickCopyPalette(
  context: Context,
  page: Pick<PaletteOptions, "preload" | "url">,
  mainWindow: MainWindow,
): Palette {
  /** Started by a shortcut of the desktop's where there is no tray, nothing would be left to quit Keyrack with. */
  function quitIfOutOfReach(): void {
    const { desktop, clipboard } = context.state.getState();
    const visible = mainWindow.current() !== null || palette.window()?.isVisible() === true;
    // Quitting clears the clipboard; the key that was just copied may stay its time.
    if (!visible && desktop.tray === "absent" && clipboard.holding === null) app.quit();
  }
  context.state.subscribe((now, before) => {
    if (before.clipboard.holding && !now.clipboard.holding && palette.window()) quitIfOutOfReach();
  });

  const palette = createPalette({
    ...page,
    onHide: quitIfOutOfReach,
    onShow(window) {
      // It is about to be needed: the keychain's process takes longer to start than a person to press Enter.
      context.secretStore.warm();
      send(window.webContents, "palette:shown", {});
    },
  });
  return palette;
}

/** Starts everything around the window. Answers how to stop listening. */
export async function startQuickCopy(context: Context, mainWindow: MainWindow): Promise<() => void> {
  registerShortcut(context);
  const tray = createTray(
    (action) => void act(context, mainWindow, action),
    () => context.secretStore.warm(),
  );
  const { state } = context;

  function update(): void {
    const now = state.getState();
    if (now.desktop.tray === "present") tray.show(trayMenu(now));
    else tray.hide();
    // On Linux nothing tells us that the menu is about to show, and a start of the keychain's process is 150 ms.
    const oneClickAway = now.desktop.tray === "present" && now.kept.length > 0;
    if (process.platform === "linux") context.secretStore.standBy(oneClickAway);
  }
  state.subscribe(update);

  const setTray = (present: boolean) =>
    state.setState(({ desktop }) => ({ desktop: { ...desktop, tray: present ? "present" : "absent" } }));
  const onLock = () => void clearClipboard(context);
  if (process.platform === "linux") return listenOnBus({ onTrayHost: setTray, onLock });
  setTray(true);
  powerMonitor.on("lock-screen", onLock);
  powerMonitor.on("suspend", onLock);
  return () => powerMonitor.removeListener("lock-screen", onLock);
}

async function act(context: Context, mainWindow: MainWindow, action: TrayAction): Promise<void> {
  switch (action.does) {
    case "copy":
      return copyFromTray(context, mainWindow, action);
    case "quit":
      return app.quit();
    case "open":
      mainWindow.show();
      return;
    default:
      mainWindow.command(action.does);
  }
}

/** One click: the keychain is read now, and the outcome is a notification. A locked keychain opens the window, which says so. */
async function copyFromTray(context: Context, mainWindow: MainWindow, reference: KeptReference): Promise<void> {
  const repeated = context.held.copying.has(keptAccount(reference));
  const copied = await copyKeptKey(context, reference);
  // The first of two fast clicks speaks for both.
  if (!repeated) tellOutcome(context, mainWindow, reference, copied);
}

/** Says by notification what became of a copy, where no window of ours is in front to say it. */
export function tellOutcome(
  context: Context,
  mainWindow: MainWindow,
  reference: KeptReference,
  copied: Result<null>,
): void {
  const key = context.state.getState().kept.find((kept) => isSameKey(kept, reference));
  if (!copied.ok) {
    logLine(`quick copy: ${copied.failure.code}`);
    notify("Not copied", copied.failure.message, () => mainWindow.show());
    if (copied.failure.code.startsWith("keychain-")) mainWindow.show();
    return;
  }
  notify(`${key?.name ?? "Key"} copied`, clearingText(context.state.getState().preferences.clearAfter));
}

function clearingText(seconds: number): string {
  if (seconds === 0) return "It stays on the clipboard until you copy something else, lock the screen or quit Keyrack.";
  const time = seconds < 60 ? `${seconds} seconds` : seconds === 60 ? "a minute" : `${seconds / 60} minutes`;
  return `It is taken off the clipboard in ${time}.`;
}
