/** The tray icon and its menu, built from the entries of tray-menu.ts and rebuilt only when they change. */
import { Menu, type MenuItemConstructorOptions, nativeImage, nativeTheme, Tray } from "electron";
import darkIconDouble from "./icons/tray-dark@2x.png?asset";
import darkIcon from "./icons/tray-dark.png?asset";
import lightIconDouble from "./icons/tray-light@2x.png?asset";
import lightIcon from "./icons/tray-light.png?asset";
import type { TrayAction, TrayEntry } from "./tray-menu.ts";

/** The tray, as the composition root uses it. */
export interface KeyrackTray {
  /** Shows these entries; the icon appears with the first ones. */
  show(entries: TrayEntry[]): void;
  /** Takes the icon away. */
  hide(): void;
}

/** A tray that runs `act` for clicks and `onOpen` before its menu shows. No secret is in the tooltip or the entries. */
export function createTray(act: (action: TrayAction) => void, onOpen: () => void): KeyrackTray {
  let tray: Tray | null = null;
  let shown = "";

  nativeTheme.on("updated", () => tray?.setImage(icon()));

  return {
    show(entries) {
      const next = JSON.stringify(entries);
      if (tray && next === shown) return;
      shown = next;
      if (!tray) {
        tray = new Tray(icon());
        tray.setToolTip("Keyrack");
        // Not on macOS, where a click opens the menu.
        if (process.platform !== "darwin") tray.on("click", () => act({ does: "open" }));
      }
      const menu = Menu.buildFromTemplate(entries.map((entry) => item(entry, act)));
      menu.on("menu-will-show", onOpen);
      tray.setContextMenu(menu);
    },
    hide() {
      tray?.destroy();
      tray = null;
      shown = "";
    },
  };
}

function item(entry: TrayEntry, act: (action: TrayAction) => void): MenuItemConstructorOptions {
  if (entry === "separator") return { type: "separator" };
  if ("line" in entry) return { label: entry.line, enabled: false };
  return { label: entry.label, click: () => act(entry.action) };
}

/** Drawn twice: ink for light panels, paper for dark ones; macOS colours a template image itself. */
function icon() {
  const dark = process.platform !== "darwin" && nativeTheme.shouldUseDarkColors;
  const image = nativeImage.createFromPath(dark ? lightIcon : darkIcon);
  image.addRepresentation({
    scaleFactor: 2,
    buffer: nativeImage.createFromPath(dark ? lightIconDouble : darkIconDouble).toPNG(),
  });
  if (process.platform === "darwin") image.setTemplateImage(true);
  return image;
}
