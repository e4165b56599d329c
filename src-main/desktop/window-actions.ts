/** What the application menu does by itself, for the command palette, which cannot press a menu's item. */
import { app, type BrowserWindow, type WebContents } from "electron";
import type { WindowAction } from "../../src-preload/contract/app.ts";

/** As much as Electron's own zoom items change it: https://www.electronjs.org/docs/latest/api/menu-item#roles */
const zoomStep = 0.5;

/** Does it, to a window where it concerns one. */
export function actOn(window: BrowserWindow | null, action: WindowAction): void {
  if (action === "quit") app.quit();
  if (window === null || action === "quit") return;
  if (action === "full-screen") window.setFullScreen(!window.isFullScreen());
  else zoom(window.webContents, action);
}

function zoom(page: WebContents, action: "zoom-in" | "zoom-out" | "actual-size"): void {
  if (action === "actual-size") page.setZoomLevel(0);
  else page.setZoomLevel(page.getZoomLevel() + (action === "zoom-in" ? zoomStep : -zoomStep));
}
