/** The application menu: where shortcuts live, so that they work whatever has the focus. */
import { app, Menu, type MenuItemConstructorOptions } from "electron";
import type { Payload } from "../../src-preload/contract/ipc.ts";

/** Sets the menu; `run` carries a command to the window. */
export function setMenu(run: (command: Payload<"menu:command">["command"]) => void): void {
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
  ];
  Menu.setApplicationMenu(Menu.buildFromTemplate(template));
}
