/** The main window, and what every window of ours has in common: sandboxed, isolated, never empty on screen. */
import { BrowserWindow, nativeTheme, screen, type WebPreferences } from "electron";
import type { WindowPlace } from "../ports.ts";
import { minimumSize, placeWindow } from "./window-place.ts";

/** What the window needs. */
export interface WindowOptions {
  preload: string;
  /** The page to show. */
  url: string;
  place: WindowPlace | null;
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

/** Creates the window and begins to load it. It appears with its first frame, so that nobody sees an empty one. */
export function createMainWindow(options: WindowOptions): BrowserWindow {
  const window = new BrowserWindow({
    ...placeWindow(
      options.place,
      screen.getAllDisplays().map(({ workArea }) => workArea),
    ),
    minWidth: minimumSize.width,
    minHeight: minimumSize.height,
    show: false,
    title: "Keyrack",
    autoHideMenuBar: true,
    backgroundColor: windowBackground(),
    webPreferences: windowPreferences(options.preload),
  });
  window.once("ready-to-show", () => {
    if (options.place?.maximized) window.maximize();
    window.show();
  });
  window.on("close", (event) => {
    if (!options.mayClose()) event.preventDefault();
  });
  rememberPlace(window, options.onPlaced);
  void window.loadURL(options.url);
  return window;
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
