/** The quick-copy palette: a small frameless window over everything, made once and then only shown and hidden. */
import { app, BrowserWindow, screen } from "electron";
import { windowBackground, windowPreferences } from "./window.ts";

const size = { width: 560, height: 388 };

/** What the palette needs. */
export interface PaletteOptions {
  preload: string;
  url: string;
  /** Called each time it comes up, so that it begins anew. */
  onShow(window: BrowserWindow): void;
  /** Called each time it has gone. */
  onHide(): void;
}

/** The palette, as the composition root uses it. */
export interface Palette {
  /** Shows it, or hides it when it has the focus already. */
  toggle(): Promise<void>;
  /** Hides it; focus goes back to where it was. */
  hide(): void;
  /** The window, if it was ever shown. */
  window(): BrowserWindow | null;
}

/** A palette that is not there before its first use: most people's memory is better spent elsewhere. */
export function createPalette(options: PaletteOptions): Palette {
  let window: BrowserWindow | null = null;
  let loaded: Promise<unknown> = Promise.resolve();

  function create(): BrowserWindow {
    const created = new BrowserWindow({
      ...size,
      show: false,
      frame: false,
      resizable: false,
      minimizable: false,
      maximizable: false,
      fullscreenable: false,
      skipTaskbar: true,
      alwaysOnTop: true,
      title: "Keyrack quick copy",
      backgroundColor: windowBackground(),
      webPreferences: windowPreferences(options.preload),
    });
    // Over full-screen programs too, on every desktop.
    created.setVisibleOnAllWorkspaces(true, { visibleOnFullScreen: true, skipTransformProcessType: true });
    created.on("blur", () => created.hide());
    created.on("closed", () => {
      window = null;
    });
    created.on("hide", options.onHide);
    // Closed while it loads (Ctrl+W): there is nothing left to show.
    loaded = created.loadURL(options.url).catch(() => {});
    window = created;
    return created;
  }

  function hide(): void {
    if (!window?.isVisible()) return;
    window.hide();
    // On macOS the program before ours gets the focus only when ours steps back.
    if (process.platform === "darwin" && BrowserWindow.getAllWindows().every((one) => !one.isVisible())) app.hide();
  }

  return {
    window: () => window,
    hide,
    async toggle() {
      if (window?.isVisible() && window.isFocused()) return hide();
      const shown = window ?? create();
      await loaded;
      if (shown.isDestroyed()) return;
      const { workArea } = screen.getDisplayNearestPoint(screen.getCursorScreenPoint());
      shown.setBounds({
        ...size,
        x: Math.round(workArea.x + (workArea.width - size.width) / 2),
        // A little above the middle, where eyes are.
        y: Math.round(workArea.y + (workArea.height - size.height) / 3),
      });
      options.onShow(shown);
      shown.show();
      shown.focus();
    },
  };
}
