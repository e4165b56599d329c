/** What the application menu holds, for a platform and a set of connections. Pure. */
import type { MenuItemConstructorOptions } from "electron";
import type { Payload } from "../../src-preload/contract/ipc.ts";
import type { ConnectionItem } from "./connection-items.ts";

/** What the menu asks of the window. */
export interface MenuActions {
  command(command: Payload<"menu:command">["command"]): void;
  switchTo(connectionId: string): void;
}

/** What the menu depends on. */
export interface MenuSurroundings {
  platform: NodeJS.Platform;
  /** What the program is called, for the first menu of a Mac. */
  appName: string;
  connections: readonly ConnectionItem[];
}

/** The template. The shortcuts are also written in src-renderer/store/shortcuts.ts; a test compares. */
export function menuTemplate(
  { platform, appName, connections }: MenuSurroundings,
  { command: run, switchTo }: MenuActions,
): MenuItemConstructorOptions[] {
  const isMac = platform === "darwin";
  const settings: MenuItemConstructorOptions = {
    id: "settings",
    label: "Settings",
    accelerator: "CmdOrCtrl+,",
    click: () => run("settings"),
  };
  // The roles' own shortcuts, except that Windows has none for quitting; written out so that the window can say them.
  const quit: MenuItemConstructorOptions = { id: "quit", role: "quit", accelerator: "CmdOrCtrl+Q" };
  return [
    ...(isMac
      ? [
          {
            label: appName,
            submenu: [{ role: "about" }, { type: "separator" }, settings, { type: "separator" }, quit],
          } satisfies MenuItemConstructorOptions,
        ]
      : []),
    {
      label: "&File",
      submenu: [
        { id: "generate", label: "Generate New Key…", accelerator: "CmdOrCtrl+N", click: () => run("generate") },
        ...(isMac ? [] : [settings]),
        { type: "separator" },
        isMac ? { id: "close", role: "close", accelerator: "Cmd+W" } : quit,
      ],
    },
    {
      label: "&Edit",
      submenu: [
        { role: "undo" },
        { role: "redo" },
        { type: "separator" },
        { role: "cut" },
        { role: "copy" },
        { role: "paste" },
        { role: "selectAll" },
        { type: "separator" },
        { id: "find", label: "Find", accelerator: "CmdOrCtrl+F", click: () => run("find") },
      ],
    },
    {
      label: "&View",
      submenu: [
        { id: "palette", label: "Command Palette…", accelerator: "CmdOrCtrl+K", click: () => run("palette") },
        { type: "separator" },
        { id: "actual-size", role: "resetZoom", accelerator: "CmdOrCtrl+0" },
        { id: "zoom-in", role: "zoomIn", accelerator: "CmdOrCtrl+Plus" },
        { id: "zoom-out", role: "zoomOut", accelerator: "CmdOrCtrl+-" },
        { id: "full-screen", role: "togglefullscreen", accelerator: isMac ? "Ctrl+Cmd+F" : "F11" },
      ],
    },
    ...(connections.length === 0
      ? []
      : [{ label: "&Connection", submenu: connections.map((item) => connectionItem(item, switchTo)) }]),
    {
      label: "&Help",
      // The question mark is heard by the window: as an accelerator nobody could type it any more.
      submenu: [{ id: "shortcuts", label: "Keyboard Shortcuts", click: () => run("shortcuts") }],
    },
  ];
}

function connectionItem(
  { connectionId, label, accelerator, checked }: ConnectionItem,
  switchTo: MenuActions["switchTo"],
): MenuItemConstructorOptions {
  return {
    type: "checkbox",
    label,
    checked,
    ...(accelerator === null ? {} : { accelerator }),
    click(item) {
      // A click ticks the item; whether the switch takes place is seen in the state, which makes the menu anew.
      item.checked = checked;
      switchTo(connectionId);
    },
  };
}
