/** Keeps the application menu in step with the connections. */
import type { Context } from "../context.ts";
import { connectionItems } from "../desktop/connection-items.ts";
import { setMenu } from "../desktop/menu.ts";
import type { MainWindow } from "./main-window.ts";

/** Sets the menu, and anew whenever it would read differently. */
export function keepMenu({ state }: Context, mainWindow: MainWindow): void {
  let shown = "";
  function update(): void {
    const items = connectionItems(state.getState());
    const wanted = JSON.stringify(items);
    if (wanted === shown) return;
    shown = wanted;
    setMenu(items, mainWindow);
  }
  update();
  state.subscribe(update);
}
