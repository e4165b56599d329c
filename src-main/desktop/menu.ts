/** The application menu: where shortcuts live, so that they work whatever has the focus. */
import { app, Menu, type MenuItemConstructorOptions } from "electron";
import type { Payload } from "../../src-preload/contract/ipc.ts";
import type { ConnectionItem } from "./connection-items.ts";

/** What the menu asks of the window. */
export interface MenuActions {
  command(command: Payload<"menu:command">["command"]): void;
  switchTo(connectionId: string): void;
}

/** Sets the menu, or replaces it when the connections have changed. */
export function setMenu(connections: readonly ConnectionItem[], { command: run, switchTo }: MenuActions): void {
  const isMac = process.platform === "darwin";
  const settings: MenuItemConstructorOptions = {
    label: "Settings",
    accelerator: "CmdOrCtrl+,",
    click: () => run("settings"),
  };
  const template: MenuItemConstructorOptions[] = [
    ...(isMac
      ? [
          {
            label: app.name,
            submenu: [{ role: "about" }, { type: "separator" }, settings, { type: "separator" }, { role: "quit" }],
          } satisfies MenuItemConstructorOptions,
        ]
      : []),
    {
      label: "&File",
      submenu: [
        { label: "Generate New Key…", accelerator: "CmdOrCtrl+N", click: () => run("generate") },
        ...(isMac ? [] : [settings]),
        { type: "separator" },
        isMac ? { role: "close" } : { role: "quit" },
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
        { label: "Find", accelerator: "CmdOrCtrl+F", click: () => run("find") },
      ],
    },
    {
      label: "&View",
      submenu: [{ role: "resetZoom" }, { role: "zoomIn" }, { role: "zoomOut" }, { role: "togglefullscreen" }],
    },
    ...(connections.length === 0
      ? []
      : [{ label: "&Connection", submenu: connections.map((item) => connectionItem(item, switchTo)) }]),
  ];
  Menu.setApplicationMenu(Menu.buildFromTemplate(template));
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
