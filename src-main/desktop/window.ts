/** The main window, and what every window of ours has in common: sandboxed, isolated, never empty on screen. */
import { BrowserWindow, nativeTheme, screen, type WebPreferences } from "electron";
import type { WindowPlace } from "../ports.ts";
import { minimumSize, placeWindow } from "./window-place.ts";

/** What a window begins with. */
export interface WindowOptions {
  preload: string;
  /** The page to show. */
  url: string;
  place: WindowPlace | null;
}

/** Who is asked and told about the window. */
export interface WindowKeeper {
  /** Called, at most every half second, when the window was moved or resized. */
  onPlaced(place: WindowPlace): void;
  /** Asked before closing; false keeps the window. */
  mayClose(): boolean;
}

/** --bg of the design tokens, so that the first frame does not flash. */
export function windowBackground(): string {
  return nativeTheme.shouldUseDarkColors ? "#151310" : "#fcfbfa";
}

/** DESIGN.md section 5. */
export function windowPreferences(preload: string): WebPreferences {
  return {
    preload,
    contextIsolation: true,
    sandbox: true,
    nodeIntegration: false,
    webviewTag: false,
    spellcheck: false,
    enableWebSQL: false,
  };
}

/**
 * Creates the window and begins to load it. Until it is shown, its page draws nothing and so does not wait for the graphics
 * process to start (`paintWhenInitiallyHidden`). Whoever makes it calls `keepMainWindow` too, before anything of the page is there.
 */
export function openMainWindow(options: WindowOptions): BrowserWindow {
  const window = new BrowserWindow({
    ...placeWindow(
      options.place,
      screen.getAllDisplays().map(({ workArea }) => workArea),
    ),
    minWidth: minimumSize.width,
    minHeight: minimumSize.height,
    show: false,
    paintWhenInitiallyHidden: false,
    title: "Keyrack",
    autoHideMenuBar: true,
    backgroundColor: windowBackground(),
    webPreferences: windowPreferences(options.preload),
  });
  void window.loadURL(options.url);
  return window;
}

/** Shows a window that has something to show, as large as it was. */
export function revealMainWindow(window: BrowserWindow, place: WindowPlace | null): void {
  if (window.isVisible()) return;
  if (place?.maximized) window.maximize();
  window.show();
}

/** Begins to ask and tell `keeper`. */
export function keepMainWindow(window: BrowserWindow, keeper: WindowKeeper): void {
  window.on("close", (event) => {
    if (!keeper.mayClose()) event.preventDefault();
  });
  rememberPlace(window, keeper.onPlaced);
}

function rememberPlace(window: BrowserWindow, onPlaced: (place: WindowPlace) => void): void {
  let timer: NodeJS.Timeout | null = null;
  const report = () => {
    timer = null;
    if (!window.isDestroyed()) onPlaced({ ...window.getNormalBounds(), maximized: window.isMaximized() });
  };
  const soon = () => {
    timer ??= setTimeout(report, 500);
  };
  window.on("resize", soon);
  window.on("move", soon);
  window.on("maximize", soon);
  window.on("unmaximize", soon);
  window.on("close", () => {
    if (timer) clearTimeout(timer);
    report();
  });
}
