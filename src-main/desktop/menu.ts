/** The application menu: where shortcuts live, so that they work whatever has the focus. */
import { app, Menu } from "electron";
import type { ConnectionItem } from "./connection-items.ts";
import { type MenuActions, menuTemplate } from "./menu-template.ts";

/** Sets the menu, or replaces it when the connections have changed. */
export function setMenu(connections: readonly ConnectionItem[], actions: MenuActions): void {
  const template = menuTemplate({ platform: process.platform, appName: app.name, connections }, actions);
  Menu.setApplicationMenu(Menu.buildFromTemplate(template));
}
