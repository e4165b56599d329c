/** The main window's life: made when wanted, asked before it closes, gone from memory while Keyrack waits in the tray. */
import { app, type BrowserWindow } from "electron";
import type { Payload } from "../../src-preload/contract/ipc.ts";
import type { Context } from "../context.ts";
import { notify } from "../desktop/notification.ts";
import { keepMainWindow, openMainWindow, revealMainWindow } from "../desktop/window.ts";
import { send } from "../ipc/broadcast.ts";
import { forgetEnvFiles } from "../use-cases/env-file.ts";

/** The main window, as the rest of the composition uses it. */
export interface MainWindow {
  /** The window, if it is open. */
  current(): BrowserWindow | null;
  /** Takes over the window that was opened before the rest of the program was there. */
  adopt(window: BrowserWindow): void;
  /** Brings it to the front; makes it if need be. */
  show(): BrowserWindow;
  /** Brings it to the front and has it carry out a command. */
  command(command: Command): void;
  /** Brings it to the front and has it switch to a connection, as a choice in the menu does. */
  switchTo(connectionId: string): void;
  /** Its page has something to show. */
  content(): void;
  /** Its first content is on screen, so from now on it hears commands. */
  painted(): void;
  /** Closes it although the new key is not copied. */
  closeAnyway(): void;
}

/** What the window carries out for a menu. */
export type Command = Payload<"menu:command">["command"];

/** What the window is made of. */
export interface MainWindowOptions {
  preload: string;
  url: string;
  onFocus(): void;
  /** Runs each time a new window's page is not drawn in time. */
  onLate(): void;
}

/** Milliseconds after which a window is shown although its page has not said that it has content: it may have crashed. */
const pagePatience = 3_000;

/** Prepares the window; nothing is on screen before `show`. */
export function createMainWindowKeeper(context: Context, options: MainWindowOptions): MainWindow {
  const { state, settings } = context;
  let window: BrowserWindow | null = null;
  let closeConfirmed = false;
  let hears = false;
  /** Said as soon as there is somebody to hear it. */
  let awaited: ((window: BrowserWindow) => void) | null = null;
  let quitting = false;
  app.on("before-quit", () => {
    quitting = true;
  });

  /** Asks first while the new key is not copied. */
  function mayClose(): boolean {
    const { newKey } = state.getState();
    if (closeConfirmed || !window || !newKey || newKey.copied) return true;
    quitting = false;
    window.show();
    send(window.webContents, "window:close-requested", {});
    return false;
  }

  function onClosed(): void {
    window = null;
    closeConfirmed = false;
    hears = false;
    awaited = null;
    forgetEnvFiles(context);
    if (quitting) return;
    const { desktop, preferences } = state.getState();
    if (desktop.tray !== "present" || !preferences.closeToTray) app.quit();
    else hintOnce();
  }

  function hintOnce(): void {
    if (settings.current().trayHintShown) return;
    notify("Keyrack is still here", "It waits in the tray, ready to copy a key. Quit it from its menu there.");
    void settings.update({ trayHintShown: true });
  }

  function create(): BrowserWindow {
    const { preload, url } = options;
    const created = openMainWindow({ preload, url, place: settings.current().window });
    adopt(created);
    return created;
  }

  function adopt(made: BrowserWindow): void {
    keepMainWindow(made, { onPlaced: (place) => void settings.update({ window: place }), mayClose });
    // Somebody else may have changed the keys while the window was in the background.
    made.on("focus", options.onFocus);
    made.on("closed", onClosed);
    window = made;
    context.clock.after(pagePatience, () => {
      if (window !== made || hears) return;
      reveal();
      options.onLate();
    });
  }

  function reveal(): void {
    if (window) revealMainWindow(window, settings.current().window);
  }

  function show(): BrowserWindow {
    if (!window) return create();
    if (window.isMinimized()) window.restore();
    window.show();
    window.focus();
    return window;
  }

  function tell(say: (window: BrowserWindow) => void): void {
    const shown = show();
    if (hears) say(shown);
    else awaited = say;
  }

  return {
    current: () => window,
    adopt,
    show,
    command: (command) => tell(({ webContents }) => send(webContents, "menu:command", { command })),
    switchTo: (connectionId) => tell(({ webContents }) => send(webContents, "menu:connection", { connectionId })),
    content: reveal,
    painted() {
      hears = true;
      if (window) awaited?.(window);
      awaited = null;
    },
    closeAnyway() {
      closeConfirmed = true;
      window?.close();
    },
  };
}
